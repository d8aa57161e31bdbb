/** The form: each setting of the core in its part of the page. A setting that no part names goes under “more”. */

import { combobox } from "./combobox.mjs";
import { startContact } from "./contact.mjs";
import { by, el, show } from "./dom.mjs";
import { fieldFor, fields, framed, ignoredIn, labelOf, pillField, register, setWishes, tell, useLayout, wishes, word } from "./fields.mjs";
import { logoField } from "./logo.mjs";
import { changed, onChange, state } from "./state.mjs";
import { english, keys, onLanguage, t } from "./strings.mjs";

/**
 * @typedef {import("./fields.mjs").Setting} Setting
 * @typedef {{id: string, name: string, address: string}} Link
 */

/** The parts of the form, with what goes into each. @type {Record<string, HTMLElement>} */
const parts = {};

/**
 * A part that opens, with what is chosen in it beside its name.
 * @param {string} id
 * @param {boolean} [isOpen]
 */
function part(id, isOpen = false) {
  const body = el("div", { class: "part-body" });
  const now = el("span", { class: "part-now", id: `now-${id}` });
  const root = el("details", { class: "part panel", id: `part-${id}`, open: isOpen },
    el("summary", {}, el("h2", { "data-t": `section/${id}` }, t(`section/${id}`)), now), body);
  by("rest").append(root);
  parts[id] = body;
  return body;
}

/**
 * @param {any} form what the core says of its settings
 * @param {import("./logo.mjs").Tools} tools the program, when it is there
 */
export function startForm(form, tools) {
  const directory = async (/** @type {string} */ region, /** @type {string} */ tag) => {
    const { answer } = await tools.ask("directory", { region, language: tag });
    links = answer.links ?? links;
    return answer;
  };
  /** @type {Record<string, Setting>} */
  const settings = Object.fromEntries(form.settings.map((/** @type {Setting} */ each) => [each.key, each]));
  const scripts = form.scripts.map((/** @type {any} */ each) => ({ value: each.id, key: `script/${each.id}`, label: each.title, about: each.about }));
  const usual = settings.script.default;
  const order = keys("script/");
  const place = (/** @type {any} */ each) => (order.includes(each.key) ? order.indexOf(each.key) : order.length);
  scripts.sort((/** @type {any} */ one, /** @type {any} */ other) => place(one) - place(other));
  const script = register(pillField({ ...settings.script, about: "" }, scripts, usual));
  script.querySelector(".help")?.remove();
  by("script").append(script);

  const contact = part("contact", true);
  const panels = startContact(contact, settings, form.regions, directory, () => fields.get("allow_stale")?.value() === true);
  for (const [key, where] of /** @type {const} */ ([["hotline_name", panels.own], ["allow_stale", panels.called], ["write_in", contact]])) {
    if (settings[key]) where.append(register(fieldFor(settings[key])));
  }
  for (const id of /** @type {const} */ (["link", "own", "print"])) {
    const body = part(id);
    for (const key of form.groups[id]) if (settings[key]) body.append(register(special(settings[key], form, tools) ?? fieldFor(settings[key])));
    body.append(el("div", { class: "away", id: `away-${id}` }));
  }
  // Legal aid is the same nearly everywhere, so it is there to choose before somebody names a state.
  by("part-link").addEventListener("toggle", () => links.length || directory("", "").catch(() => undefined));
  const more = part("more");
  const placed = Object.values(form.groups).flat();
  for (const each of form.settings) if (!placed.includes(each.key)) more.append(register(fieldFor(each)));
  more.append(el("div", { class: "away", id: "away-more" }));
  contact.append(el("div", { class: "away", id: "away-contact" }));
  /** The layouts of the chosen script. @returns {string[]} */
  const own = () => {
    const [chosen] = [/** @type {any} */ (fields.get("script")?.value())].flat();
    return form.scripts.find((/** @type {any} */ each) => each.id === (chosen || usual))?.layouts ?? Object.keys(form.layouts);
  };
  const layout = () => {
    const [value] = [/** @type {any} */ (fields.get("layout")?.value())].flat();
    return form.layouts[value || own()[0]];
  };
  const draw = () => {
    fields.get("layout")?.restrict?.(own());
    useLayout(layout(), form.paper_theme);
    for (const [id, body] of Object.entries(parts)) {
      if (by(`away-${id}`)) away(body, by(`away-${id}`));
      const now = nowIn(body, form);
      by(`now-${id}`).replaceChildren(...now);
    }
  };
  onChange(draw);
  onLanguage(draw);
  const clear = () => {
    setWishes({});
    links = [];
  };
  return { more: part("workshop"), clear };
}

/** The directory's legal aid for a region, to choose from. @type {Link[]} */
let links = [];

/** The settings that have a field of their own kind.
 * @param {Setting} setting
 * @param {any} form
 * @param {import("./logo.mjs").Tools} tools
 * @returns {import("./fields.mjs").Field | null}
 */
function special(setting, form, tools) {
  if (setting.key === "logo") {
    logoField(setting, tools);
    return /** @type {any} */ (fields.get("logo"));
  }
  if (setting.key === "stock") {
    const usual = () => {
      const [layout] = [fields.get("layout")?.value()].flat();
      const id = form.layouts[layout]?.stock || setting.default;
      return form.stocks.find((/** @type {any} */ each) => each.id === id)?.name ?? id;
    };
    return searchField(setting, "stock-hint", "stock-none", usual, () =>
      form.stocks.map((/** @type {any} */ each) => ({
        value: each.id, text: each.name, more: each.products.join(", "), lang: "en", search: [each.name, each.id, ...each.products],
      })));
  }
  if (setting.key === "link") {
    // What the core takes as a word of its own, such as “none”, is written in small letters.
    const own = setting.what.split("|").filter((each) => each === each.toLowerCase());
    const without = () => own.map((value) => ({ value, text: t("link-without"), search: [t("link-without"), value] }));
    return searchField(setting, "link-hint", "link-none", () => t("default/link"), () => [
      ...without(),
      ...links.map((each) => ({ value: each.id, text: each.name, more: each.address, lang: "en", search: [each.name, each.id, each.address] })),
    ]);
  }
  if (setting.key === "theme") {
    const choices = [
      { value: "", key: "default/theme", label: "" },
      ...setting.choices.map((each) => ({ value: each.value, key: `choice/theme/${each.value}`, label: each.label })),
    ];
    return pillField(setting, choices, "", (theme) => (theme ? el("span", { class: `swatch swatch-${theme}`, "aria-hidden": "true" }) : null));
  }
  return null;
}

/**
 * A field in which something is chosen from a list by name, or typed as it is.
 * @param {Setting} setting
 * @param {string} hint
 * @param {string} none
 * @param {() => string} usual what the card has if nobody chooses
 * @param {() => import("./combobox.mjs").Option[]} options
 */
function searchField(setting, hint, none, usual, options) {
  /** @type {import("./combobox.mjs").Option | null} */
  let chosen = null;
  const box = combobox({
    id: `field-${setting.key}`, options, none, describedBy: `hint-${setting.key} problem-${setting.key}`,
    isChosen: (value) => value === chosen?.value,
    choose: (option) => {
      chosen = option;
      box.input.value = option.text;
      changed();
    },
    typed: () => {
      chosen = null;
      changed();
    },
  });
  box.input.setAttribute("dir", setting.key === "link" ? "ltr" : "auto");
  const name = () => box.input.setAttribute("placeholder", usual());
  onLanguage(name);
  onChange(name);
  name();
  const { root, problem } = framed(setting, box.root);
  const slot = root.querySelector(".help");
  slot?.replaceWith(el("p", { class: "hint", id: `hint-${setting.key}`, "data-t": hint }, t(hint)));
  return {
    key: setting.key, root, focus: () => box.input.focus(),
    value: () => chosen?.value ?? (box.input.value.trim() || undefined),
    set: (/** @type {any} */ wish) => {
      chosen = options().find((each) => each.value === wish) ?? null;
      box.input.value = chosen?.text ?? (typeof wish === "string" ? wish : Array.isArray(wish) ? wish.join(" ") : "");
    },
    problem: (/** @type {string} */ text) => tell(root, problem, box.input, text),
  };
}

/** Says which settings of a part the layout ignores, and why.
 * @param {HTMLElement} body
 * @param {HTMLElement} where
 */
function away(body, where) {
  const found = ignoredIn(body);
  show(where, ...(found.length ? [
    el("p", { class: "hint" }, t("not-used")),
    el("ul", { class: "hint" }, ...found.map(([key, why]) => el("li", {}, labelOf(key), ": ", english("span", why)))),
  ] : []));
}

/** What is chosen in a part, in a few words.
 * @param {HTMLElement} body
 * @param {any} form
 * @returns {Node[]}
 */
function nowIn(body, form) {
  const given = wishes();
  const found = [];
  for (const [key, field] of fields) {
    const wish = given[key];
    if (wish === undefined || !body.contains(field.root)) continue;
    const value = Array.isArray(wish) ? wish[0] : wish;
    const stock = key === "stock" && form.stocks.find((/** @type {any} */ each) => each.id === value);
    const text = typeof value === "boolean" ? labelOf(key) : stock ? stock.name : t(`choice/${key}/${value}`) || String(value);
    found.push(el("bdi", {}, text));
  }
  if (state.logo && body.contains(fields.get("logo")?.root ?? null)) found.push(el("bdi", {}, t("field/logo")));
  return found.flatMap((each, place) => (place ? [document.createTextNode(" · "), each] : [each]));
}
