/**
 * A field for each setting, made from what the core says of it: its kind, its choices, its default, its help. What the
 * layout ignores is put away with the reason, and is not asked for.
 */

import { el, show } from "./dom.mjs";
import { changed } from "./state.mjs";
import { english, inEnglish, isTranslated, onLanguage, pageLanguage, withOwnNames, t } from "./strings.mjs";

/**
 * @typedef {import("./state.mjs").Wish} Wish
 * @typedef {{value: string, label: string}} Choice
 * @typedef {{key: string, kind: string, label: string, about: string, choices: Choice[], default: string, what: string,
 *   most: number}} Setting
 * @typedef {{key: string, root: HTMLElement, focus: () => void, value: () => Wish | undefined, set: (wish: any) => void,
 *   problem: (text: string) => void, restrict?: (allowed: string[]) => void, everyWay?: boolean}} Field
 * A field of `everyWay` has a value in more than one way to a number, and knows itself which one is chosen.
 */

/** @type {Map<string, Field>} */
export const fields = new Map();

/** What the layout ignores, each with its reason; their fields are put away. @type {Record<string, string>} */
let ignored = {};

/** An element with a string of the page, or with a text of the core where the page has no string.
 * @param {string} name
 * @param {string} key
 * @param {string} otherwise
 * @param {Record<string, any>} [attributes]
 */
export function word(name, key, otherwise, attributes = {}) {
  const known = t(key) !== "";
  const made = el(name, { ...attributes, "data-t": known ? key : null, lang: known ? null : "en", dir: known ? null : "ltr" }, known ? t(key) : otherwise);
  if (known && pageLanguage() !== "en" && !isTranslated(key)) [made.lang, made.dir] = ["en", "ltr"];
  return made;
}

/** The name of a setting on the page.
 * @param {string} key
 */
export function labelOf(key) {
  return t(`field/${key}`) || t(`pack/${key}`) || fields.get(key)?.root.dataset.label || key;
}

/**
 * The help of a setting: open in English, behind a question in other languages, because it is in English. Where each
 * choice has a name that says what it is, there is nothing to add. The page has words of its own where the help speaks of
 * what only the command line has, such as ids.
 * @param {Setting} setting
 */
function help(setting) {
  const slot = el("div", { class: "help", id: `hint-${setting.key}` });
  const isClear = setting.choices.length > 1 && setting.choices.every((each) => setting.about.includes(`${each.value}:`) || setting.about.includes(`${each.value},`));
  if (isClear || !setting.about || setting.about.replace(/\.$/, "") === setting.label) return slot;
  const own = `hint/${setting.key}`;
  if (t(own)) {
    slot.append(word("p", own, "", { class: "hint" }));
    return slot;
  }
  const draw = () => {
    const text = english("p", setting.about, { class: "hint" });
    const name = t(`field/${setting.key}`) || setting.label;
    slot.replaceChildren(
      pageLanguage() === "en"
        ? text
        : el("details", {}, el("summary", { "aria-label": t("help-for", { name }) }, t("help")), text),
    );
  };
  onLanguage(draw);
  draw();
  return slot;
}

/** The parts that all fields have, around a control.
 * @param {Setting} setting
 * @param {HTMLElement} control
 * @param {{label?: HTMLElement, labelFirst?: boolean, group?: boolean, htmlFor?: string}} [shape]
 */
export function framed(setting, control, shape = {}) {
  const { key } = setting;
  const problem = el("p", { class: "problem", id: `problem-${key}`, hidden: true });
  const label = shape.label ?? word(shape.group ? "legend" : "label", `field/${key}`, setting.label, shape.group ? {} : { for: shape.htmlFor ?? `field-${key}` });
  const order = shape.labelFirst === false ? [el("div", { class: "tick" }, control, label), help(setting), problem] : [label, help(setting), control, problem];
  const root = el(shape.group ? "fieldset" : "div", { class: `field kind-${setting.kind}`, "data-key": key, "data-label": setting.label }, ...order);
  return { root, problem };
}

/** Shows a problem in a sentence of the core at a control, or takes it away.
 * @param {HTMLElement} root
 * @param {HTMLElement} problem
 * @param {HTMLElement} control
 * @param {string} text
 */
export function tell(root, problem, control, text) {
  const [cause, ...remedy] = text.split("\n"); // as `told` joins them
  const said = el("span", { lang: "en", dir: "ltr" }, el("strong", {}, ...withOwnNames(cause)), ...(remedy.length ? withOwnNames(` ${remedy.join(" ")}`) : []));
  mark(root, problem, control, text ? [inEnglish(), " ", said] : []);
}

/** Shows a problem in a sentence of the page itself, which is in its language.
 * @param {HTMLElement} root
 * @param {HTMLElement} problem
 * @param {HTMLElement} control
 * @param {string} key
 */
export function tellOwn(root, problem, control, key) {
  mark(root, problem, control, [word("strong", key, "")]);
}

/** @param {HTMLElement} root @param {HTMLElement} problem @param {HTMLElement} control @param {(Node | string | null)[]} said */
function mark(root, problem, control, said) {
  const isWrong = said.length > 0;
  show(problem, ...said);
  root.classList.toggle("wrong", isWrong);
  if (isWrong) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** @param {Setting} setting */
function textField(setting) {
  const isAddress = /ADDRESS/.test(setting.what);
  const isCount = setting.kind === "count";
  const control = el("input", {
    id: `field-${setting.key}`, type: "text", "aria-describedby": `hint-${setting.key} problem-${setting.key}`,
    autocomplete: "off", spellcheck: "false", dir: isAddress || isCount ? "ltr" : "auto",
    inputmode: isAddress ? "url" : isCount ? "numeric" : null, autocapitalize: isAddress ? "none" : null,
    class: isCount || ["length", "colour"].includes(setting.kind) ? "short" : null, oninput: changed,
  });
  const { root, problem } = framed(setting, control);
  return {
    key: setting.key, root, focus: () => control.focus(),
    value: () => control.value.trim() || undefined,
    set: (/** @type {any} */ wish) => (control.value = typeof wish === "string" ? wish : Array.isArray(wish) ? (wish[0] ?? "") : ""),
    problem: (/** @type {string} */ text) => tell(root, problem, control, text),
  };
}

/** @param {Setting} setting */
function flagField(setting) {
  const usual = setting.default !== "";
  const control = el("input", {
    id: `field-${setting.key}`, type: "checkbox", "aria-describedby": `hint-${setting.key} problem-${setting.key}`,
    onchange: changed,
  });
  control.checked = usual;
  const { root, problem } = framed(setting, control, { labelFirst: false });
  return {
    key: setting.key, root, focus: () => control.focus(),
    value: () => (control.checked === usual ? undefined : control.checked),
    set: (/** @type {any} */ wish) => (control.checked = typeof wish === "boolean" ? wish : usual),
    problem: (/** @type {string} */ text) => tell(root, problem, control, text),
  };
}

/** A list to choose one from, with the usual value at the top.
 * @param {Setting} setting
 */
function choiceField(setting) {
  const control = el("select", {
    id: `field-${setting.key}`, "aria-describedby": `hint-${setting.key} problem-${setting.key}`, onchange: changed,
  });
  const several = setting.kind === "choices";
  const options = setting.choices.map((each) => word("option", `choice/${setting.key}/${each.value}`, each.label, { value: each.value }));
  if (!setting.default) control.append(word("option", `default/${setting.key}`, "", { value: "" }));
  control.append(...options);
  control.value = setting.default;
  const { root, problem } = framed(setting, control);
  return {
    key: setting.key, root, focus: () => control.focus(),
    value: () => (control.value === setting.default ? undefined : several ? [control.value] : control.value),
    set: (/** @type {any} */ wish) => {
      const given = Array.isArray(wish) ? wish[0] : wish;
      const known = setting.choices.some((each) => each.value === given);
      control.value = known ? given : setting.default;
    },
    restrict: (/** @type {string[]} */ allowed) => {
      for (const option of options) option.hidden = option.disabled = !allowed.includes(option.value);
      if (control.selectedOptions[0]?.disabled) control.value = allowed.includes(setting.default) ? setting.default : allowed[0];
    },
    problem: (/** @type {string} */ text) => tell(root, problem, control, text),
  };
}

/** A few large buttons to choose one from.
 * @param {Setting} setting
 * @param {{value: string, key: string, label: string, about?: string}[]} choices
 * @param {string} usual
 * @param {(value: string) => HTMLElement | null} [swatch]
 */
export function pillField(setting, choices, usual, swatch = () => null) {
  const several = ["several", "choices"].includes(setting.kind);
  const about = english("p", "", { class: "hint", id: `about-${setting.key}` });
  const pills = choices.map((each) => {
    const input = el("input", {
      type: "radio", name: `field-${setting.key}`, id: `field-${setting.key}-${each.value || "usual"}`, value: each.value,
      onchange: () => (describe(), changed()), "aria-describedby": `${each.about ? `about-${setting.key}-${each.value} ` : ""}problem-${setting.key}`,
    });
    return { input, root: el("label", { class: "pill" }, input, el("span", {}, swatch(each.value), word("span", each.key, each.label))) };
  });
  const group = el("div", { class: "pills" }, ...pills.map((each) => each.root));
  const { root, problem } = framed(setting, group, { group: true });
  if (choices.some((each) => each.about)) {
    // Each has its own description, because that of the chosen one changes only after a screen reader has read it.
    const each = choices.map(({ value, about: text }) => el("span", { id: `about-${setting.key}-${value}`, lang: "en", hidden: true }, text ?? ""));
    root.append(about, ...each);
  }
  const chosen = () => pills.find((each) => each.input.checked)?.input.value ?? usual;
  const describe = () => (about.textContent = choices.find((each) => each.value === chosen())?.about ?? "");
  const choose = (/** @type {string} */ value) => {
    const known = choices.some((each) => each.value === value) ? value : usual;
    for (const each of pills) each.input.checked = each.input.value === known;
    describe();
  };
  choose(usual);
  return {
    key: setting.key, root, focus: () => pills.find((each) => each.input.checked)?.input.focus(),
    value: () => (chosen() === usual ? undefined : several ? [chosen()] : chosen()),
    set: (/** @type {any} */ wish) => choose(Array.isArray(wish) ? (wish[0] ?? usual) : (wish ?? usual)),
    restrict: (/** @type {string[]} */ allowed) => {
      for (const each of pills) each.root.hidden = Boolean(each.input.value) && !allowed.includes(each.input.value);
      if (pills.some((each) => each.input.checked && each.root.hidden)) choose(usual);
    },
    problem: (/** @type {string} */ text) => tell(root, problem, group, text),
  };
}

/** The field that suits a setting's kind.
 * @param {Setting} setting
 * @returns {Field}
 */
export function fieldFor(setting) {
  if (setting.kind === "flag") return flagField(setting);
  if (setting.kind === "choice" || setting.kind === "choices") return choiceField(setting);
  return textField(setting);
}

/** Makes a field known, so that its value is asked for and its problems are shown.
 * @param {Field} field
 */
export function register(field) {
  fields.set(field.key, field);
  return field.root;
}

/**
 * Puts away what a layout ignores, and the choices that it does not have.
 * @param {{ignores: Record<string, string>, themes: string[], papers: string[]}} traits
 * @param {string} paperTheme the theme for colored paper
 */
export function useLayout(traits, paperTheme) {
  ignored = traits.ignores;
  for (const [key, field] of fields) field.root.hidden = key in ignored;
  // The color of the paper matters only to the theme for it. One that a link gives stays to be seen, with its problem.
  const paper = fields.get("paper_colour");
  if (paper && fields.get("theme")?.value() !== paperTheme && paper.value() === undefined) paper.root.hidden = true;
  fields.get("theme")?.restrict?.(traits.themes);
  if (traits.papers.length) fields.get("paper")?.restrict?.(traits.papers);
}

/** The settings that are put away in a part of the page, with the reasons.
 * @param {HTMLElement} where
 */
export function ignoredIn(where) {
  return Object.entries(ignored).filter(([key]) => where.contains(fields.get(key)?.root ?? null));
}

/** What somebody has asked for, without what the layout ignores or belongs to another way of calling.
 * @returns {Record<string, Wish>}
 */
export function wishes() {
  /** @type {Record<string, Wish>} */
  const found = {};
  for (const [key, field] of fields) {
    const isAway = key in ignored || (!field.everyWay && field.root.closest(".way[hidden]"));
    const value = isAway ? undefined : field.value();
    if (value !== undefined) found[key] = value;
  }
  return found;
}

/** Puts wishes into the form, and the usual value where there is none.
 * @param {Record<string, any>} given
 */
export function setWishes(given) {
  for (const [key, field] of fields) field.set(given[key]);
}

/** Which of those wishes, each as its field gives it back, the form does not have.
 * @param {Record<string, any>} given
 */
export function notTaken(given) {
  const taken = wishes();
  return Object.keys(given).filter((key) => JSON.stringify(taken[key]) !== JSON.stringify(given[key]));
}
