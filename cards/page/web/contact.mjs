/** Whom to call: lines of the directory for a state or county, a number of one's own, or a line to write on. */

import { el } from "./dom.mjs";
import { fields, framed, register, tell, word } from "./fields.mjs";
import { changed, onChange, state } from "./state.mjs";
import { english, onLanguage, t } from "./strings.mjs";

/**
 * @typedef {import("./fields.mjs").Setting} Setting
 * @typedef {{id: string, name: string, counties: {id: string, name: string}[]}} Region
 * @typedef {{id: string, name: string, number: string, for: string, languages: string[], interpreters: string, hours: string,
 *   confirmed: string, source: string, doubts: string[], usable: boolean, usual: boolean, answers: boolean | null}} Line
 */

/** @type {"blank" | "own" | "directory"} */
let mode = "blank";

/**
 * The fields, in a part of the page.
 * @param {HTMLElement} where
 * @param {Record<string, Setting>} settings
 * @param {Region[]} regions
 * @param {(region: string, language: string) => Promise<any>} directory asks the core for a region's lines
 * @param {() => boolean} staleAllowed whether lines that nobody has confirmed lately may be chosen
 */
export function startContact(where, settings, regions, directory, staleAllowed) {
  const ways = /** @type {const} */ (["blank", "own", "directory"]);
  const panels = { blank: el("div", {}), own: el("div", { class: "way" }), directory: el("div", { class: "way" }) };
  const called = el("div", { class: "way" }, word("p", "contact/call-first", "", { class: "hint" })); // what allows old numbers
  const radios = ways.map((way) =>
    el("input", { type: "radio", name: "contact", id: `contact-${way}`, value: way, onchange: () => (use(way), changed()) }),
  );
  const use = (/** @type {typeof mode} */ way) => {
    mode = way;
    for (const radio of radios) radio.checked = radio.value === way;
    for (const each of ways) panels[each].hidden = each !== way;
    placeCalled();
    if (way === "directory") ask();
  };
  // Old numbers are allowed where they are chosen; in the field for one's own, only an id of the directory can be old.
  const placeCalled = () => {
    const isThere = panels.directory.contains(called);
    if (mode === "directory" && !isThere) lines.before(called); // what is moved loses the focus
    else if (mode !== "directory" && isThere) waysRoot.after(called);
    const isNeeded = staleAllowed() || typed().some((each) => /^[^\d(+]/.test(each));
    called.hidden = mode === "directory" ? !place() || known?.length === 0 : mode === "blank" || !isNeeded;
  };
  const waysRoot = el("fieldset", { class: "ways" }, el("legend", { class: "unseen", "data-t": "section/contact" }),
      ...ways.map((way, place) =>
        el("div", { class: "way-choice" },
          el("label", { class: "radio" }, radios[place], word("span", `contact/${way}`, "")), panels[way])));
  where.append(waysRoot, called);

  // One's own number or numbers.
  const numbers = el("div", { class: "numbers" });
  const add = el("button", { type: "button", class: "button quiet", "data-t": "add-number", onclick: () => (addNumber("").focus(), changed()) });
  const addNumber = (/** @type {string} */ text) => {
    const place = numbers.children.length;
    const input = el("input", {
      type: "tel", id: place ? `field-hotline-${place + 1}` : "field-hotline", autocomplete: "off", dir: "ltr",
      "aria-describedby": "hint-hotline problem-hotline", oninput: changed,
    });
    const label = () => input.setAttribute("aria-label", t("number-of", { count: place + 1 }));
    if (place) {
      label();
      onLanguage(label);
    }
    input.value = text;
    numbers.append(input);
    return input;
  };
  const typed = () => /** @type {HTMLInputElement[]} */ ([...numbers.children]).map((each) => each.value.trim()).filter(Boolean);
  addNumber("");
  const hotline = framed(settings.hotline, numbers);
  hotline.root.append(add);

  // The directory.
  const region = el("select", { id: "field-region", "aria-describedby": "hint-region problem-region", onchange: () => (counties(), ask(), changed()) });
  const county = el("select", { id: "field-county", onchange: () => (ask(), changed()) });
  const countyRow = el("div", { class: "field" }, word("label", "county", "", { for: "field-county" }), county);
  const lines = el("div", { class: "lines" });
  const regionLabel = word("label", "state", "", { for: "field-region" });
  const regionFrame = framed({ ...settings.region, about: "" }, region, { label: regionLabel }); // nothing is typed here
  const noCounty = word("p", "county-none", "", { class: "hint" });
  panels.directory.append(regionFrame.root, countyRow, noCounty, lines);
  region.append(word("option", "state-none", "", { value: "" }), ...regions.map((each) => el("option", { value: each.id, lang: "en" }, each.name)));
  const counties = () => {
    const found = regions.find((each) => each.id === region.value)?.counties ?? [];
    county.replaceChildren(word("option", "county-any", "", { value: "" }), ...found.map((each) => el("option", { value: each.id, lang: "en" }, each.name)));
    countyRow.hidden = found.length === 0;
    noCounty.hidden = found.length > 0 || !region.value.includes("-"); // the nation has states instead
  };
  counties();
  let chosenLine = "";
  let asked = "";
  /** @type {Line[] | null} */
  let known = null;
  const place = () => county.value || region.value;
  const ask = async () => {
    const question = `${place()} ${state.shown} ${new Date().toDateString()}`; // lines go stale from one day to the next
    if (!place() || question === asked) return place() ? undefined : ((known = null), (asked = ""), drawLines());
    asked = question;
    const answer = await directory(place(), state.shown).catch(() => null);
    if (question !== asked) return undefined;
    if (!answer) asked = "";
    known = answer?.lines ?? null;
    if (known && chosenLine && !known.some((each) => each.id === chosenLine)) {
      const typedId = chosenLine;
      fields.get("hotline")?.set([]);
      use("own");
      /** @type {HTMLInputElement} */ (numbers.children[0]).value = typedId;
      changed();
    }
    return drawLines();
  };
  const drawLines = () => {
    placeCalled();
    if (!known) return lines.replaceChildren();
    if (!known.length) return lines.replaceChildren(el("p", { class: "hint" }, t("contact/none")));
    const choice = (/** @type {string} */ id, /** @type {boolean} */ usable, /** @type {(Node | string)[]} */ ...text) => {
      const radio = el("input", { type: "radio", name: "line", value: id, disabled: !usable, onchange: () => ((chosenLine = id), changed()) });
      radio.checked = chosenLine === id;
      return el("label", { class: usable ? "radio line" : "radio line off" }, radio, el("span", {}, ...text));
    };
    return lines.replaceChildren(
      el("fieldset", {}, el("legend", {}, t("contact/choose")),
        choice("", true, el("span", {}, t("contact/automatic"))),
        ...known.map((each) =>
          choice(each.id, each.usable || staleAllowed(),
            el("strong", { class: "line-name", lang: "en", dir: "ltr" }, each.name), " ", el("bdi", { class: "line-number", dir: "ltr" }, each.number),
            english("span", each.for, { class: "line-more" }),
            each.languages.length ? el("span", { class: "line-more" }, t("answers-in", { languages: each.languages.join(", ") })) : "",
            each.hours ? el("span", { class: "line-more" }, t("hours", { hours: each.hours })) : "",
            each.confirmed ? english("span", each.confirmed, { class: "line-more" }) : "",
            ...each.doubts.map((doubt) => english("span", doubt, { class: "line-doubt" }))))),
    );
  };
  onLanguage(drawLines);
  onChange(placeCalled);
  onChange(() => mode === "directory" && ask());
  let stale = staleAllowed();
  onChange(() => {
    if (stale !== staleAllowed()) drawLines();
    stale = staleAllowed();
  });

  register({
    key: "region", root: regionFrame.root, focus: () => (use("directory"), region.focus()),
    value: () => (mode === "directory" && place() ? place() : undefined),
    set: (wish) => {
      const found = regions.find((each) => each.id === wish || each.counties.some((part) => part.id === wish));
      region.value = found?.id ?? "";
      counties();
      county.value = found && found.id !== wish ? wish : "";
      if (!found) {
        [known, asked] = [null, ""];
        drawLines();
      }
      use(found ? "directory" : "blank");
    },
    problem: (text) => tell(regionFrame.root, regionFrame.problem, region, text),
  });
  register({
    key: "hotline", root: hotline.root, everyWay: true, focus: () => (mode === "directory" ? region.focus() : (use("own"), numbers.querySelector("input")?.focus())),
    value: () => {
      if (mode === "own") return typed().length ? typed() : undefined;
      return mode === "directory" && chosenLine ? [chosenLine] : undefined;
    },
    set: (wish) => {
      const given = Array.isArray(wish) ? wish : wish ? [wish] : [];
      const isLine = mode === "directory" && given.length > 0; // beside a region, the core gives one of its lines
      chosenLine = isLine ? given[0] : "";
      numbers.replaceChildren();
      for (const text of isLine || !given.length ? [""] : given) addNumber(String(text));
      if (given.length && !isLine) use("own");
      drawLines();
    },
    problem: (text) => {
      const inputs = numbers.querySelectorAll("input");
      for (const input of inputs) tell(hotline.root, hotline.problem, input, text);
      if (mode === "directory") tell(regionFrame.root, regionFrame.problem, region, text || regionFrame.problem.textContent || "");
    },
  });
  panels.own.append(hotline.root);
  use("blank");
  return { ...panels, called };
}
