/** The logo: a picture that the browser decodes, handed to the core as pixels, where its size and shape are judged. */

import { el, show } from "./dom.mjs";
import { framed, register, tell } from "./fields.mjs";
import { changed, state } from "./state.mjs";
import { onLanguage, t } from "./strings.mjs";

/** Bytes and pixels that a telephone can still open. */
const MOST_BYTES = 20_000_000;
const MOST_PIXELS = 40_000_000;

/** How SVG becomes pixels; without it, SVG is refused. @type {((text: string) => Promise<ImageData>) | null} */
let drawSvg = null;

/** @param {(text: string) => Promise<ImageData>} draw */
export function useSvg(draw) {
  drawSvg = draw;
}

/** @param {File} file */
function isDrawing(file) {
  return /svg/.test(file.type) || /\.svg$/i.test(file.name);
}

class NotAPicture extends Error {}

/** The pixels of a picture.
 * @param {File} file
 * @returns {Promise<ImageData>}
 */
async function decode(file) {
  if (file.size > MOST_BYTES) throw new NotAPicture("logo-large");
  if (isDrawing(file)) {
    if (!drawSvg) throw new NotAPicture("logo-broken");
    return drawSvg(await file.text());
  }
  if (!/^image\/(png|jpeg)$/.test(file.type)) throw new NotAPicture("logo-broken");
  const picture = await createImageBitmap(file, { premultiplyAlpha: "none", colorSpaceConversion: "default" });
  if (picture.width * picture.height > MOST_PIXELS) throw new NotAPicture("logo-large");
  const canvas = el("canvas", { width: picture.width, height: picture.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0);
  picture.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The field of the logo.
 * @param {import("./fields.mjs").Setting} setting
 */
export function logoField(setting) {
  const input = el("input", {
    type: "file", id: "field-logo", accept: ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml",
    "aria-describedby": "hint-logo problem-logo", class: "file",
  });
  const about = el("p", { class: "logo-about", hidden: true });
  const remove = el("button", { type: "button", class: "button quiet", hidden: true, "data-t": "logo-remove", onclick: () => (clear(), changed(), input.focus()) });
  const { root, problem } = framed(setting, el("div", { class: "logo" }, input, about, remove));
  const draw = () => {
    const logo = state.logo;
    show(about, logo ? t("logo-size", { name: logo.name, width: logo.width, height: logo.height }) : null);
    remove.hidden = !logo;
  };
  const clear = () => {
    state.logo = null;
    input.value = "";
    tell(root, problem, input, "");
    draw();
  };
  onLanguage(draw);
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const found = await decode(file);
      state.logo = { name: file.name, width: found.width, height: found.height, pixels: /** @type {ArrayBuffer} */ (found.data.buffer), drawing: isDrawing(file) };
      tell(root, problem, input, "");
      draw();
      changed();
    } catch (error) {
      clear();
      problem.removeAttribute("lang");
      tell(root, problem, input, t(error instanceof NotAPicture ? error.message : "logo-broken"));
      changed();
    }
  });
  let own = "";
  return register({
    key: "logo", root, focus: () => input.focus(), value: () => undefined,
    set: clear,
    problem: (text) => {
      if (!text && !state.logo && !problem.hidden && !own) return;
      own = text;
      tell(root, problem, input, text);
    },
  });
}
