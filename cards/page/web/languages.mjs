/** The languages of the cards: searched by name, chosen one by one, removed one by one. */

import { combobox } from "./combobox.mjs";
import { by, el } from "./dom.mjs";
import { changed, onChange, state } from "./state.mjs";
import { onLanguage, t, wanted } from "./strings.mjs";

/** @typedef {{tag: string, english: string, own: string, direction: string, names: string[]}} Language */

/** @type {Language[]} */
let known = [];

/** A language by its tag.
 * @param {string} tag
 * @returns {Language}
 */
export function language(tag) {
  return known.find((each) => each.tag === tag) ?? { tag, english: tag, own: tag, direction: "ltr", names: [] };
}

/** The tags of all languages. */
export function tags() {
  return known.map((each) => each.tag);
}

/** A language in both names, each marked as what it is.
 * @param {string} tag
 */
export function named(tag) {
  const { own, english, direction } = language(tag);
  return own === english
    ? [el("bdi", { lang: "en", dir: "ltr" }, english)]
    : [el("bdi", { lang: tag, dir: direction }, own), " ", el("bdi", { class: "also", lang: "en", dir: "ltr" }, english)];
}

/**
 * @param {Language[]} languages
 * @returns {{clear: () => void}} Empties the choice and the search.
 */
export function startLanguages(languages) {
  known = languages;
  const box = combobox({
    id: "field-languages",
    describedBy: "hint-languages problem-languages",
    options: () =>
      known.map((each) => ({
        value: each.tag, text: each.own, more: each.own === each.english ? "" : each.english, lang: each.tag,
        dir: each.direction, search: [each.own, each.english, each.tag, ...(each.names ?? [])],
      })),
    isChosen: (tag) => state.languages.includes(tag),
    choose: (option) => {
      box.input.value = "";
      if (state.languages.includes(option.value)) remove(option.value);
      else add(option.value);
    },
    back: () => state.languages.length && remove(state.languages[state.languages.length - 1]),
  });
  const chips = el("ul", { class: "chips", id: "chips" });
  by("languages").append(
    el("div", { class: "field", "data-key": "languages" },
      el("label", { for: "field-languages", "data-t": "languages" }),
      el("p", { class: "hint", id: "hint-languages", "data-t": "languages-hint" }),
      chips, box.root,
      el("p", { class: "problem", id: "problem-languages", hidden: true })),
  );
  const draw = () => {
    chips.setAttribute("aria-label", t("languages-chosen"));
    chips.hidden = state.languages.length === 0;
    chips.replaceChildren(
      ...state.languages.map((tag) =>
        el("li", { class: "chip" },
          el("span", {}, ...named(tag)),
          el("button",
            { type: "button", "aria-label": t("remove", { name: language(tag).english }), onclick: () => remove(tag, true) },
            "×")),
      ),
    );
  };
  onChange(draw);
  onLanguage(draw);
  const own = wanted(navigator.languages ?? [], tags().filter((tag) => tag !== "en"));
  if (own) state.languages = [own];
  return {
    clear: () => {
      Object.assign(state, { languages: [], shown: "" });
      box.input.value = "";
      box.close();
    },
  };
}

/** @param {string} tag */
function add(tag) {
  state.languages = [...state.languages, tag];
  state.shown = tag;
  changed();
}

/**
 * @param {string} tag
 * @param {boolean} [moves] whether the button with the focus goes, so that the focus has to move
 */
function remove(tag, moves = false) {
  const place = state.languages.indexOf(tag);
  state.languages = state.languages.filter((each) => each !== tag);
  changed();
  if (!moves) return;
  const buttons = [...by("chips").querySelectorAll("button")];
  (buttons[Math.min(place, buttons.length - 1)] ?? by("field-languages")).focus();
}
