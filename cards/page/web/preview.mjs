/** The card as the finished PDF shows it, drawn by pdf.js on canvases, cropped to the first card of the sheet. */

import { by, el, show } from "./dom.mjs";
import { languageName, onLanguage, t } from "./strings.mjs";

/**
 * @typedef {{lang: string, dir: string, text: string}} Part
 * @typedef {{role: string, lang: string, dir: string, text: string, target: string, parts: Part[]}} Words
 * @typedef {{side: string, page: number, paper: number[], box: number[], turn: number, words: Words[]}} Side
 */

/** Pixels of a canvas at most: more than this, old telephones draw nothing. */
const MOST_PIXELS = 8_000_000;

/** @type {Promise<any> | null} */
let library = null;
/** The parts of the program. @type {any} */
let source = null;
/** The thread in which pdf.js reads files: one for all of them. @type {any} */
let worker = null;
/** Rejects when that thread has ended by itself. @type {Promise<never>} */
let gone = new Promise(() => undefined);
/** The PDF that is shown, as pdf.js loads it. @type {any} */
let shown = null;
/** @type {Side[]} */
let sides = [];
let latest = 0;

/**
 * Fetches pdf.js from the parts of the program, once.
 * @param {{load: (name: string) => Promise<any>, worker: (name: string, ended: () => void) => Promise<Worker>}} parts
 */
export function prepare(parts) {
  source = parts;
  if (!library) watch();
  library ??= Promise.all([parts.load("pdf.mjs"), parts.worker("pdf.worker.mjs", forget)]).then(([found, port]) => {
    worker = new found.PDFWorker({ port });
    return found;
  });
  library.catch(() => (library = null));
  return library;
}

/** The next drawing starts another thread; one that waits for this one fails. */
let forget = () => undefined;
function watch() {
  gone = new Promise((_, reject) => {
    forget = () => ((library = null), reject(new Error("the thread that reads PDFs has ended")), undefined);
  });
  gone.catch(() => undefined);
}

/**
 * Draws the sides of a PDF, each as soon as it is ready. Of several calls only the last is shown.
 * @param {Uint8Array} pdf
 * @param {Side[]} found
 */
export async function draw(pdf, found) {
  const mine = (latest += 1);
  const { getDocument } = await prepare(source); // once more, if the first time was in vain
  const loading = getDocument({ data: pdf, worker, useSystemFonts: false, disableFontFace: true, verbosity: 0 });
  const loaded = await Promise.race([loading.promise, gone]);
  if (mine !== latest) return loading.destroy();
  const before = shown;
  shown = loading;
  sides = found;
  const buttons = frames();
  const width = Math.max(240, by("faces").clientWidth || 320);
  const drawn = found.map(async (side, place) => {
    const canvas = await picture(loaded, side, wanted(side, width));
    if (mine === latest) put(canvas, side, buttons[place]);
  });
  await Promise.race([Promise.all(drawn), gone]);
  before?.destroy();
  return undefined;
}

/** The scale at which a side is as wide as there is room, in pixels of the screen for a point.
 * @param {Side} side
 * @param {number} width
 */
function wanted(side, width) {
  return (width * Math.min(devicePixelRatio || 1, 3)) / (side.box[2] - side.box[0]);
}

/**
 * One side on a canvas of its own.
 * @param {any} pdf
 * @param {Side} side
 * @param {number} scale
 */
async function picture(pdf, side, scale) {
  const [left, bottom, right, top] = side.box;
  const [width, height] = [right - left, top - bottom];
  const most = Math.sqrt(MOST_PIXELS / (width * height));
  const used = Math.min(scale, most);
  const page = await pdf.getPage(side.page + 1);
  const isTurned = side.turn === 180;
  const [, , paperWidth, paperHeight] = page.view;
  const viewport = page.getViewport({
    scale: used,
    rotation: (page.rotate + side.turn) % 360,
    offsetX: -(isTurned ? paperWidth - right : left) * used,
    offsetY: -(isTurned ? bottom : paperHeight - top) * used,
  });
  const canvas = el("canvas", { width: Math.round(width * used), height: Math.round(height * used) });
  await page.render({ canvas, viewport, intent: "display" }).promise;
  return canvas;
}

/** The language of a side: that of its heading. @param {Side} side */
function languageOf(side) {
  return side.words[0]?.lang ?? "en";
}

/** What a side is called. Officers of other countries may read another language than English.
 * @param {Side} side
 */
function nameOf(side) {
  return t(`side/${side.side}`, { language: languageName(languageOf(side)) });
}

/** A button with a caption for each side, which keeps its place and focus while the card changes.
 * @returns {HTMLElement[]}
 */
function frames() {
  const faces = by("faces");
  const names = sides.map((side) => `${side.side} ${languageOf(side)}`).join(" ");
  if (faces.dataset.sides !== names) {
    faces.dataset.sides = names;
    faces.replaceChildren(...sides.map((side, place) =>
      el("figure", { "data-side": side.side },
        el("button", { type: "button", class: "face", onclick: () => enlarge(place) }),
        el("figcaption"))));
    name();
  }
  const words = el("details", { class: "words-of-card", id: "words", open: by("words")?.open },
    el("summary", { "data-t": "words-of-card" }, t("words-of-card")), ...sides.map((side) => spoken(side)));
  const hadFocus = document.activeElement?.parentElement === by("words");
  show(by("spoken"), words);
  if (hadFocus) words.querySelector("summary").focus();
  return [...faces.querySelectorAll("button")];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Side} side
 * @param {HTMLElement} button
 */
function put(canvas, side, button) {
  canvas.setAttribute("aria-hidden", "true");
  button.parentElement?.classList.toggle("tall", canvas.height > canvas.width);
  button.setAttribute("aria-describedby", `words-${side.side}`);
  button.replaceChildren(canvas);
}

function name() {
  for (const figure of by("faces").querySelectorAll("figure")) {
    const side = sides.find((each) => each.side === figure.getAttribute("data-side"));
    if (!side) continue;
    figure.querySelector("button")?.setAttribute("aria-label", `${t("enlarge")}: ${nameOf(side)}`);
    /** @type {HTMLElement} */ (figure.querySelector("figcaption")).textContent = nameOf(side);
    const heading = document.querySelector(`#words-${side.side} h3`);
    if (heading) heading.textContent = nameOf(side);
  }
}
onLanguage(() => by("faces") && name());

/** The words of a side in the order in which they are read.
 * @param {Side} side
 */
function spoken(side) {
  const block = el("div", { class: "spoken", id: `words-${side.side}` }, el("h3", {}, nameOf(side)));
  for (const words of side.words) {
    const attributes = { lang: words.lang, dir: words.dir, class: `role-${words.role}` };
    const said = words.parts.map((part) => part.lang === words.lang ? part.text : el("span", { lang: part.lang, dir: part.dir }, part.text));
    block.append(el("p", attributes, ...(said.length ? said : [words.text])));
  }
  return block;
}

/** Empties the picture. */
export function clear() {
  latest += 1;
  shown?.destroy();
  shown = null;
  sides = [];
  by("faces").replaceChildren();
  by("faces").dataset.sides = "";
  show(by("spoken"));
}

/**
 * A side as large as somebody likes, in a window over the page.
 * @param {number} first
 */
async function enlarge(first) {
  const side = sides[first];
  const room = el("div", { class: "zoom-room", tabindex: "0", role: "region", "aria-label": nameOf(side) });
  let times = 1;
  const paint = async () => {
    const width = Math.min(innerWidth - 32, 1100) * times;
    const canvas = await picture(await shown.promise, side, wanted(side, width));
    canvas.style.width = `${width}px`;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", nameOf(side));
    room.replaceChildren(canvas);
    smaller.disabled = times <= 1;
    larger.disabled = times >= 4;
  };
  const larger = el("button", { type: "button", class: "button quiet", onclick: () => ((times = Math.min(4, times * 1.5)), paint()) }, t("larger"));
  const smaller = el("button", { type: "button", class: "button quiet", onclick: () => ((times = Math.max(1, times / 1.5)), paint()) }, t("smaller"));
  const close = el("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("close"));
  const dialog = el("dialog", { class: "zoom", "aria-label": nameOf(side) }, el("div", { class: "zoom-tools" }, larger, smaller, close), room);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
  await paint();
}

/**
 * The first page of a PDF on a canvas without an alpha channel, a pixel for each point.
 * @param {Uint8Array} pdf
 * @param {number[]} size its width and height in pixels
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function inPixels(pdf, [width, height]) {
  const { getDocument } = await prepare(source);
  const loading = getDocument({ data: pdf, worker, useSystemFonts: false, disableFontFace: true, verbosity: 0 });
  const page = await (await loading.promise).getPage(1);
  const canvas = el("canvas", { width, height });
  canvas.getContext("2d", { alpha: false });
  await page.render({ canvas, viewport: page.getViewport({ scale: 1 }), intent: "display" }).promise;
  loading.destroy();
  return canvas;
}

/**
 * One side of a card in a PDF that is not the one that is shown.
 * @param {Uint8Array} pdf it stays as it is
 * @param {Side} side
 * @param {number} width how wide it will be, in CSS pixels
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function sideOf(pdf, side, width) {
  const { getDocument } = await prepare(source);
  const loading = getDocument({ data: pdf.slice(), worker, useSystemFonts: false, disableFontFace: true, verbosity: 0 });
  const canvas = await picture(await loading.promise, side, wanted(side, width));
  loading.destroy();
  return canvas;
}
