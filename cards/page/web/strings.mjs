/** The words of the page, in the language that somebody reads it in. */

import { by, el } from "./dom.mjs";

/** @type {Record<string, Record<string, string>>} */
let all = { en: {} };
let tag = "en";
/** @type {(() => void)[]} */
const listeners = [];

/**
 * A string of the page, with its words in braces filled in; English where there is no translation.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = all[tag]?.[key] ?? all.en[key] ?? "";
  // Isolates (UAX #9, 2.4.2): a name or number in another direction must not reorder the words around it.
  const [before, after] = document.documentElement.dir === "rtl" ? ["\u2068", "\u2069"] : ["", ""];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? `${before}${values[name]}${after}` : whole));
}

/** The keys that begin with a text, in their order.
 * @param {string} beginning
 */
export function keys(beginning) {
  return Object.keys(all.en).filter((key) => key.startsWith(beginning));
}

/** Whether a string is in the language of the page.
 * @param {string} key
 */
export function isTranslated(key) {
  return key in (all[tag] ?? {});
}

/** The language of the page. */
export function pageLanguage() {
  return tag;
}

/** The name of a language in the language of the page, such as "francés"; the tag where the browser knows no name.
 * @param {string} of
 */
export function languageName(of) {
  return new Intl.DisplayNames([tag], { type: "language" }).of(of) ?? of;
}

/** Says before a message of the core that it is in English; null on a page in English. */
export function inEnglish() {
  return tag === "en" ? null : el("span", { class: "in-english", "data-t": "in-english" }, t("in-english"));
}

/** Names of fields in sentences of the core (page/naming.py): “Card stock”, or with a choice, “Card stock: Labels”. */
const QUOTED = /“([^“”]+)”/;

/** What a quotation in a sentence of the core names, in the language of the page; undefined where it is no name of a field.
 * @param {string} quoted
 */
function ownName(quoted) {
  const named = (/** @type {string} */ text, /** @type {RegExp} */ where) =>
    Object.keys(all.en).find((key) => where.test(key) && all.en[key] === text && isTranslated(key));
  const whole = named(quoted, /^(field|pack|review)\//);
  if (whole) return t(whole);
  const [, name, choice] = quoted.match(/^(.+?): (.+)$/) ?? [];
  const key = name && named(name, /^(field|pack|review)\//);
  if (!key) return undefined;
  const value = named(choice, new RegExp(`^(choice/|review/)?${key.replace(/^\w+\//, "")}/`));
  return `${t(key)}: ${value ? t(value) : choice}`;
}

/** A sentence of the core, in English, whose fields have the names that they have on the page.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function withOwnNames(text) {
  if (tag === "en") return [text];
  return text.split(QUOTED).map((part, place) => {
    if (place % 2 === 0) return part;
    const own = ownName(part);
    return own ? el("span", {}, "“", el("bdi", { lang: tag, dir: document.documentElement.dir }, own), "”") : `“${part}”`;
  });
}

/**
 * A text of the core, which is in English whatever the language of the page.
 * @param {string} name
 * @param {string} text
 * @param {Record<string, any>} [attributes]
 */
export function english(name, text, attributes = {}) {
  return el(name, tag === "en" ? attributes : { lang: "en", dir: "ltr", ...attributes }, ...withOwnNames(text));
}

/** A message of the core, which is in English: on a page in another language it says so before it begins.
 * @param {string} name
 * @param {string} text
 * @param {Record<string, any>} [attributes]
 */
export function message(name, text, attributes = {}) {
  return el(name, attributes, inEnglish(), " ", english("span", text));
}

/** Calls a function whenever the language of the page changes.
 * @param {() => void} listener
 */
export function onLanguage(listener) {
  listeners.push(listener);
}

/**
 * Takes the strings of the page, chooses the language that the browser asks for, and offers the others.
 * @param {Record<string, Record<string, string>>} strings
 * @param {{tag: string, own: string, english: string, direction: string}[]} languages
 */
export function startStrings(strings, languages) {
  all = strings;
  const tags = Object.keys(all);
  const select = by("page-language");
  const about = (/** @type {string} */ each) => languages.find((language) => language.tag === each);
  const names = (/** @type {string} */ each) => {
    // A site may make no cards in a language that its words are in.
    const called = (/** @type {string} */ by) => new Intl.DisplayNames([by], { type: "language" }).of(each) ?? each;
    const { own, english } = about(each) ?? { own: called(each), english: called("en") };
    return own === english ? own : `${own} (${english})`;
  };
  select.append(...tags.map((each) => el("option", { value: each, lang: each }, names(each))));
  by("page-language-row").hidden = tags.length < 2;
  const use = (/** @type {string} */ chosen) => {
    tag = chosen;
    select.value = chosen;
    document.documentElement.lang = chosen;
    document.documentElement.dir = about(chosen)?.direction ?? "ltr";
    fill(document);
    for (const listener of listeners) listener();
  };
  select.addEventListener("change", () => use(select.value));
  use(wanted(navigator.languages ?? [navigator.language], tags) ?? "en");
}

/**
 * The first of the tags that somebody wants, in their order; a language without its region will do.
 * @param {readonly string[]} asked
 * @param {string[]} tags
 * @returns {string | undefined}
 */
export function wanted(asked, tags) {
  for (const each of asked) {
    const found = tags.find((tag) => tag === each) ?? tags.find((tag) => tag === each.split("-")[0]);
    if (found) return found;
  }
  return undefined;
}

/**
 * Writes the strings into every element that names one.
 * @param {ParentNode} root
 */
export function fill(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    const key = element.getAttribute("data-t") ?? "";
    element.textContent = t(key);
    for (const [name, value] of [["lang", "en"], ["dir", "ltr"]]) {
      if (tag === "en" || isTranslated(key)) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  }
}
