/**
 * A link with the settings, made only when somebody asks for it. They are behind the #, which browsers send to nobody.
 * What a link holds is read as anything typed is: the core judges it.
 */

import { fields } from "./fields.mjs";

/** Characters of a link that are read; the longest that the form makes has fewer. */
const MOST = 8_000;

/**
 * The address of this page with settings.
 * @param {string[]} languages
 * @param {Record<string, any>} wishes
 */
export function linkWith(languages, wishes) {
  const held = new URLSearchParams();
  for (const tag of languages) held.append("languages", tag);
  for (const [key, wish] of Object.entries(wishes)) {
    for (const value of Array.isArray(wish) ? wish : [wish]) held.append(key, String(value));
  }
  return `${location.href.split("#")[0]}#${held}`;
}

/**
 * The settings of a link, or null where it has none. `left` says whether it has some that the page does not know.
 * @param {string} hash
 * @param {string[]} tags
 * @returns {{languages: string[], wishes: Record<string, any>, left: boolean} | null}
 */
export function settingsIn(hash, tags) {
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return null;
  const held = new URLSearchParams(text.slice(0, MOST));
  /** @type {Record<string, any>} */
  const wishes = {};
  let left = text.length > MOST;
  for (const key of new Set(held.keys())) {
    const values = held.getAll(key);
    if (key === "languages") continue;
    if (!fields.has(key) || key === "logo") left = true;
    else if (values[0] === "true" || values[0] === "false") wishes[key] = values[0] === "true";
    else wishes[key] = values;
  }
  const asked = held.getAll("languages");
  const languages = [...new Set(asked)].filter((tag) => tags.includes(tag));
  return { languages, wishes, left: left || languages.length < asked.length };
}
