/**
 * The logo: a picture that the browser decodes, and whose pixels the core gets. The core judges the file's size before
 * anything is decoded, and cleans a drawing (SVG) before resvg draws it in a worker of its own.
 */

import { announce, el, show } from "./dom.mjs";
import { framed, register, tell, tellOwn } from "./fields.mjs";
import { changed, state } from "./state.mjs";
import { onLanguage, t, withOwnNames } from "./strings.mjs";

/** How long a drawing may take, in milliseconds. */
const PATIENCE = 15_000;

/**
 * @typedef {{ask: (ask: string, args: any, files?: Uint8Array[]) => Promise<{answer: any, files: Uint8Array[]}>,
 *   parts: () => import("./runtime.mjs").Parts}} Tools
 * @typedef {{name: string, width: number, height: number, pixels: ArrayBuffer}} Logo
 */

/** What is wrong with a picture: a sentence of the core, or the key of one of the page. */
class Refused extends Error {
  /** @param {string} text @param {boolean} isCore */
  constructor(text, isCore) {
    super(text);
    this.isCore = isCore;
  }
}

/** An answer of the core. Throws Refused with its problem.
 * @param {Tools} tools @param {string} ask @param {any} args @param {Uint8Array[]} [files]
 */
async function answered(tools, ask, args, files) {
  const found = await tools.ask(ask, args, files);
  const [problem] = found.answer.problems ?? [];
  if (problem) throw new Refused(`${problem.cause} ${problem.remedy}`, true);
  return found;
}

/** The size of a picture, which browsers know before they decode it.
 * @param {File} file
 * @returns {Promise<{width: number, height: number}>}
 */
function measured(file) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    const address = URL.createObjectURL(file);
    picture.onload = () => (URL.revokeObjectURL(address), resolve({ width: picture.naturalWidth, height: picture.naturalHeight }));
    picture.onerror = () => (URL.revokeObjectURL(address), reject(new Refused("logo-broken", false)));
    picture.src = address;
  });
}

/** The pixels of a picture at a size.
 * @param {Blob} file @param {number} width @param {number} height
 */
async function pixelsOf(file, width, height) {
  const picture = await createImageBitmap(file, { resizeWidth: width, resizeHeight: height, resizeQuality: "high", premultiplyAlpha: "none" });
  const context = el("canvas", { width, height }).getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
}

/** A cleaned drawing as a PNG.
 * @param {Tools} tools @param {string} text @param {number} most
 * @returns {Promise<Blob>}
 */
async function drawn(tools, text, most) {
  const parts = tools.parts();
  const [code, resvg, wasm] = await Promise.all([parts.url("drawing.js"), parts.url("resvg.js"), parts.take("resvg.wasm")]);
  const worker = new Worker(code);
  try {
    return await new Promise((resolve, reject) => {
      const refuse = () => reject(new Refused("logo-broken", false));
      setTimeout(refuse, PATIENCE);
      worker.onerror = refuse;
      worker.onmessage = ({ data }) => (data.png ? resolve(new Blob([data.png], { type: "image/png" })) : refuse());
      worker.postMessage({ resvg, wasm, text, most });
    });
  } finally {
    worker.terminate();
    for (const each of [code, resvg]) URL.revokeObjectURL(each);
  }
}

/** A file as a logo. Throws Refused.
 * @param {Tools} tools @param {File} file
 * @returns {Promise<Logo>}
 */
async function opened(tools, file) {
  const { name, size: bytes } = file;
  if (file.type === "image/svg+xml" || /\.svg$/i.test(name)) {
    await answered(tools, "logo", { name, bytes, width: 1, height: 1 });
    const { answer } = await answered(tools, "clean_svg", { name }, [new Uint8Array(await file.arrayBuffer())]);
    const png = await drawn(tools, answer.text, answer.most);
    const { width, height } = await measured(new File([png], name));
    const small = await answered(tools, "scale_logo", { width, height, drawing: true }, [await pixelsOf(png, width, height)]);
    return { name, ...small.answer, pixels: small.files[0].slice().buffer };
  }
  if (!["image/png", "image/jpeg"].includes(file.type)) throw new Refused("logo-broken", false);
  await answered(tools, "logo", { name, bytes, width: 1, height: 1 });
  const { answer } = await answered(tools, "logo", { name, bytes, ...(await measured(file)) });
  const pixels = await pixelsOf(file, answer.width, answer.height);
  return { name, ...answer, pixels: pixels.buffer };
}

/** The field of the logo.
 * @param {import("./fields.mjs").Setting} setting
 * @param {Tools} tools
 */
export function logoField(setting, tools) {
  const input = el("input", {
    type: "file", id: "field-logo", accept: ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml",
    "aria-describedby": "logo-about hint-logo problem-logo", class: "file",
  });
  const about = el("p", { class: "logo-about", id: "logo-about", hidden: true });
  const remove = el("button", { type: "button", class: "button quiet", hidden: true, "data-t": "logo-remove", onclick: () => (clear(), changed(), input.focus()) });
  const { root, problem } = framed(setting, el("div", { class: "logo" }, input, about, remove), { htmlFor: input.id });
  /** What is wrong with the file itself, which no answer about a card takes back. @type {Refused | null} */
  let wrong = null;
  let latest = 0;
  const say = (/** @type {string} */ text, isCore = true) => {
    if (text && !isCore) tellOwn(root, problem, input, text);
    else tell(root, problem, input, text);
  };
  const draw = () => {
    const { logo } = state;
    show(about, logo ? logo.name : null);
    remove.hidden = !logo;
    say(wrong?.message ?? "", wrong?.isCore);
  };
  const clear = () => {
    latest += 1;
    state.logo = null;
    wrong = null;
    input.value = "";
    root.removeAttribute("aria-busy");
    draw();
  };
  onLanguage(draw);
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    clear();
    const mine = latest;
    root.setAttribute("aria-busy", "true");
    show(about, t("logo-reading"));
    announce(t("logo-reading"));
    /** @type {Logo | null} */
    let logo = null;
    /** @type {Refused | null} */
    let refused = null;
    try {
      logo = await opened(tools, file);
    } catch (error) {
      refused = error instanceof Refused ? error : new Refused("logo-broken", false);
    }
    if (mine !== latest) return; // somebody has chosen another one meanwhile
    [state.logo, wrong] = [logo, refused];
    root.removeAttribute("aria-busy");
    draw();
    if (refused?.isCore) announce(withOwnNames(refused.message), "en");
    else announce(refused ? t(refused.message) : file.name);
    changed();
  });
  register({
    key: "logo", root, focus: () => input.focus(), value: () => undefined, set: clear,
    problem: (text) => say(text || (wrong?.message ?? ""), text ? true : wrong?.isCore),
  });
}
