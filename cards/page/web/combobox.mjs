/**
 * A field to search a list with (ARIA Authoring Practices 1.2, “Editable Combobox With List Autocomplete”). The list
 * opens below the field; arrow keys move in it, Enter chooses, Escape closes it.
 */

import { announce, el, settled } from "./dom.mjs";
import { onLanguage, t } from "./strings.mjs";

/**
 * @typedef {{value: string, text: string, more?: string, lang?: string, dir?: string, search: string[]}} Option
 */

/** A text as it is compared: small letters without accents.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * The options that have a text in one of their names: those that begin with it come first.
 * @param {Option[]} options
 * @param {string} text
 */
export function matching(options, text) {
  const wanted = folded(text);
  if (!wanted) return options;
  const rank = (/** @type {Option} */ option) => {
    const names = option.search.map(folded);
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted)))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };
  return [0, 1, 2].flatMap((place) => options.filter((option) => rank(option) === place));
}

/**
 * @param {{id: string, options: () => Option[], isChosen?: (value: string) => boolean, choose: (option: Option) => void,
 *   typed?: (text: string) => void, back?: () => void, placeholder?: string, none?: string, describedBy?: string}} given
 *   `typed` hears every text, where a text that is not an option will do
 */
export function combobox(given) {
  const list = el("ul", { role: "listbox", id: `${given.id}-list`, hidden: true, class: "options" });
  const input = el("input", {
    id: given.id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    "aria-describedby": given.describedBy, enterkeyhint: "done",
  });
  const toggle = el(
    "button",
    { type: "button", class: "toggle", tabindex: "-1", "aria-controls": list.id, "aria-expanded": "false" },
    svgArrow(),
  );
  const root = el("div", { class: "combobox" }, input, toggle, list);
  /** @type {Option[]} */
  let shown = [];
  let active = -1;
  let wasOpened = "";

  const name = () => {
    toggle.setAttribute("aria-label", t("show-all"));
    list.setAttribute("aria-label", document.querySelector(`label[for="${given.id}"]`)?.textContent ?? "");
  };
  onLanguage(name);
  name();

  const count = settled(700, () => {
    if (!list.hidden) announce(shown.length ? t("found", { count: shown.length }) : t(given.none ?? "languages-none"));
  });

  /** @param {string} filter */
  function open(filter) {
    name();
    shown = matching(given.options(), filter);
    active = filter && shown.length ? 0 : -1;
    list.replaceChildren(
      ...shown.map((option, place) =>
        el(
          "li",
          {
            role: "option", id: `${given.id}-${place}`, "aria-selected": String(given.isChosen?.(option.value) ?? false),
            onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => pick(place),
          },
          el("span", { class: "option-text", lang: option.lang, dir: option.dir }, option.text),
          option.more ? el("span", { class: "option-more" }, option.more) : null,
        ),
      ),
    );
    if (!shown.length) list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, t(given.none ?? "languages-none")));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    toggle.setAttribute("aria-expanded", "true");
    mark();
  }

  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark() {
    for (const [place, item] of [...list.children].entries()) item.classList.toggle("active", place === active);
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `${given.id}-${active}`);
      const item = list.children[active];
      const above = item.offsetTop - list.scrollTop;
      if (above < 0) list.scrollTop = item.offsetTop;
      else if (above + item.offsetHeight > list.clientHeight) list.scrollTop = item.offsetTop + item.offsetHeight - list.clientHeight;
    }
  }

  /** @param {number} place */
  function pick(place) {
    const option = shown[place];
    close();
    if (option) given.choose(option);
  }

  input.addEventListener("input", () => {
    given.typed?.(input.value);
    open(input.value);
    count();
  });
  input.addEventListener("click", () => (list.hidden || active < 0) && open(given.typed ? "" : input.value));
  input.addEventListener("blur", () => setTimeout(close, 0));
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(given.typed ? "" : input.value);
      const last = shown.length - 1;
      if (key === "ArrowDown") active = active >= last ? 0 : active + 1;
      else active = active <= 0 ? last : active - 1;
      mark();
    } else if (key === "Enter") {
      event.preventDefault();
      if (!list.hidden && active >= 0) pick(active);
      else {
        if (!list.hidden && !shown.length && input.value) announce(t(given.none ?? "languages-none"));
        close();
      }
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (key === "Backspace" && input.value === "") given.back?.();
    else if (key === "Tab") close();
  });
  toggle.addEventListener("pointerdown", (/** @type {Event} */ event) => {
    event.preventDefault();
    wasOpened = list.hidden ? "" : "open";
  });
  toggle.addEventListener("click", () => {
    input.focus();
    if (wasOpened) close();
    else open("");
    wasOpened = "";
  });
  return { root, input, close };
}

function svgArrow() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 12 8", width: "12", height: "8", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M1 1.5 6 6.5 11 1.5");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "2");
  svg.append(path);
  return svg;
}
