/** Sentences as the cards have them: in the fonts of the cards, with their strong words and phrases in English. */

import { el } from "./dom.mjs";
import { tell, tellOwn } from "./fields.mjs";
import { isTranslated, pageLanguage, t } from "./strings.mjs";

/**
 * @typedef {{text: string, bold: boolean, english: boolean}} Part
 * @typedef {{family: string, regular: string, bold: string}} Fonts
 */

/** The fonts that were asked for, by the names of their files. @type {Map<string, Promise<unknown>>} */
const fonts = new Map();

/** The name under which the page has a family of the cards: never that of a font of the device. @param {string} family */
const named = (family) => `card ${family}`;

/**
 * Loads the fonts of a language, as the cards have them. Until they are there, and where they cannot be fetched, words
 * are in a font of the device.
 * @param {Fonts[]} families
 * @param {{take: (name: string) => Promise<Uint8Array>}} parts
 */
export function loadFonts(families, parts) {
  for (const each of families) {
    for (const [file, weight] of /** @type {const} */ ([[each.regular, "400"], [each.bold, "700"]])) {
      if (fonts.has(file)) continue;
      const load = async () => {
        const content = await parts.take(`fonts/${file}`);
        document.fonts.add(await new FontFace(named(each.family), /** @type {any} */ (content.buffer), { weight }).load());
      };
      fonts.set(file, load().catch(() => fonts.delete(file)));
    }
  }
}

/**
 * A text of a card in an element.
 * @param {string} name
 * @param {Part[]} parts
 * @param {{lang: string, dir: string, fonts?: Fonts[], [attribute: string]: any}} given
 */
export function words(name, parts, { fonts: families = [], ...attributes }) {
  const made = el(name, attributes);
  if (families.length) made.style.fontFamily = [...families.map((each) => `"${named(each.family)}"`), "system-ui", "sans-serif"].join(", ");
  for (const { text, bold, english } of parts) {
    const part = english && attributes.lang !== "en" ? el("span", { lang: "en", dir: "ltr" }, text) : text;
    made.append(bold ? el("strong", {}, part) : part);
  }
  return made;
}

/**
 * An element with a sentence of the page, which says so where it is in English on a page in another language.
 * @param {string} name
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @param {Record<string, any>} [attributes]
 */
export function line(name, key, values = {}, attributes = {}) {
  const isOwn = pageLanguage() === "en" || isTranslated(key);
  return el(name, { ...attributes, lang: isOwn ? null : "en", dir: isOwn ? null : "ltr" }, t(key, values));
}

/** Tells a reader whose answers this device should keep that it does not; null if it does. @param {{keeps: boolean, isKept: boolean}} reading */
export function notKept({ keeps, isKept }) {
  return keeps && !isKept ? line("p", "review/not-kept", {}, { class: "problem review-not-kept" }) : null;
}

/**
 * A field with its label, its hint and its problem, in a sentence of the core (`wrong`) or of the page (`wrongHere`).
 * @param {HTMLElement} label
 * @param {any} control it has an id
 * @param {HTMLElement | null} [hint]
 */
export function framed(label, control, hint = null) {
  const problem = el("p", { class: "problem", id: `${control.id}-problem`, hidden: true });
  if (hint) hint.id = `${control.id}-hint`;
  control.setAttribute("aria-describedby", [hint?.id, problem.id].filter(Boolean).join(" "));
  if (label.tagName === "LABEL") label.setAttribute("for", control.id);
  const root = el(control.tagName === "FIELDSET" ? "fieldset" : "div", { class: "field" }, label, hint, control, problem);
  return {
    root,
    wrong: (/** @type {string} */ text) => tell(root, problem, control, text),
    wrongHere: (/** @type {string} */ key) => tellOwn(root, problem, control, key),
  };
}
