/** Packs: all languages in a ZIP, and the pack file that keeps the settings for later and for the command line. */

import { announce, el, show } from "./dom.mjs";
import { register, tell, word } from "./fields.mjs";
import { address, save } from "./files.mjs";
import { named } from "./languages.mjs";
import { told } from "./problems.mjs";
import { changed, onChange, state } from "./state.mjs";
import { english, message, t } from "./strings.mjs";

/** Bytes of a pack file that are read at all; the core has the last word. */
const MOST = 1_000_000;

/**
 * @typedef {{want: (ask: string, extra: any, given?: { where?: HTMLElement }) => Promise<{answer: any, files: Uint8Array[]} | null>,
 *   open: (text: string, name: string) => Promise<any>, fillIn: (languages: string[], wishes: any) => string[],
 *   copyLink: () => void}} Given
 */

/** A field that only packs have, which the core judges by its name.
 * @param {string} key
 * @param {string} type
 */
function packField(key, type) {
  const input = el("input", { id: `field-${key}`, type, autocomplete: "off", dir: type === "date" ? null : "auto", "aria-describedby": `problem-${key}` });
  const problem = el("p", { class: "problem", id: `problem-${key}`, hidden: true });
  const root = el("div", { class: "field", "data-key": key, "data-label": t(`pack/${key}`) },
    word("label", `pack/${key}`, "", { for: input.id }), input, problem);
  register({
    key, root, focus: () => input.focus(), value: () => undefined,
    set: (wish) => (input.value = typeof wish === "string" ? wish : ""),
    problem: (text) => tell(root, problem, input, text),
  });
  return { root, input };
}

/** How many cards of each chosen language; an empty field asks for as many as of the others. */
function numbersField() {
  const inputs = el("div", { class: "counts" });
  const root = el("fieldset", { class: "field" }, word("legend", "pack-cards", ""), inputs);
  /** @type {Record<string, string>} */
  let typed = {};
  onChange(() => {
    root.hidden = state.languages.length === 0;
    const shown = [...inputs.children].map((each) => each.getAttribute("data-tag"));
    if (shown.join() === state.languages.join()) return;
    inputs.replaceChildren(...state.languages.map((tag) => {
      const input = el("input", { type: "text", inputmode: "numeric", autocomplete: "off", dir: "ltr", class: "short" });
      input.value = typed[tag] ?? "";
      input.addEventListener("input", () => (typed[tag] = input.value));
      return el("label", { "data-tag": tag }, el("span", {}, ...named(tag)), input);
    }));
  });
  const value = () => Object.fromEntries(state.languages.filter((tag) => typed[tag]?.trim()).map((tag) => [tag, typed[tag].trim()]));
  const set = (/** @type {Record<string, number>} */ cards) => {
    typed = Object.fromEntries(Object.entries(cards).map(([tag, number]) => [tag, String(number)]));
    inputs.replaceChildren();
  };
  return { root, value, set };
}

/**
 * @param {HTMLElement} where
 * @param {Given} given
 * @returns {{clear: () => void}} Empties what belongs to packs alone.
 */
export function startPack(where, given) {
  const [title, place, day] = [packField("title", "text"), packField("place", "text"), packField("date", "date")];
  const numbers = numbersField();
  const combined = el("input", { id: "pack-combined", type: "checkbox" });
  const said = el("div", { class: "said", hidden: true });

  /** What a pack has apart from the wishes. */
  const extra = () => ({
    title: title.input.value, place: place.input.value, date: day.input.value, cards: numbers.value(), combined: combined.checked,
  });

  /** @param {string} ask @param {string} done the key of what is said then
   * @param {(made: {answer: any, files: Uint8Array[]}) => (Node | null)[]} take
   */
  const make = async (ask, done, take) => {
    show(said, el("p", {}, t("working")));
    announce(t("working"));
    const failure = el("div", {});
    const made = await given.want(ask, extra(), { where: failure });
    show(said, ...(made ? [el("p", {}, t(done)), ...take(made)] : failure.childNodes));
    if (made) announce(t(done));
    if (made || !said.hidden) said.scrollIntoView({ block: "nearest" });
  };
  /** @param {HTMLElement[]} wrong */
  const refuse = (...wrong) => {
    show(said, ...wrong);
    announce([...said.childNodes].map((each) => each.cloneNode(true)));
    said.scrollIntoView({ block: "nearest" });
  };
  const makeZip = () => make("pack", "made-pack", ({ answer, files }) => {
    const file = { name: answer.name, bytes: files[0], type: "application/zip" };
    save(file);
    const lines = [...(answer.lines ?? []), ...(answer.warnings ?? [])];
    return [
      el("p", {}, el("a", { href: address(file), download: file.name }, file.name)),
      el("ul", { class: "hint" }, ...lines.map((line) => english("li", line))),
      answer.next_steps ? message("p", answer.next_steps, { class: "hint" }) : null,
    ];
  });
  const saveFile = () => make("pack_file", "made-pack-file", ({ answer }) => {
    const file = { name: answer.name, bytes: new TextEncoder().encode(answer.text), type: "application/toml" };
    save(file);
    return [el("p", {}, el("a", { href: address(file), download: file.name }, file.name))];
  });

  const chooser = el("input", { type: "file", id: "open-pack", accept: ".toml,application/toml,text/plain", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    const text = file.size > MOST ? null : await file.text();
    const { name } = file;
    chooser.value = "";
    if (text === null) return refuse(el("p", { class: "problem" }, t("pack-large")));
    const answer = await given.open(text, name);
    if (!answer) return show(said);
    if (answer.problems?.length) {
      return refuse(...answer.problems.map((/** @type {any} */ each) =>
        message("p", told(each), { class: "problem" })));
    }
    const lost = given.fillIn(answer.languages, answer.wishes);
    title.input.value = answer.title ?? "";
    place.input.value = answer.place ?? "";
    day.input.value = answer.date ?? "";
    combined.checked = answer.combined === true;
    numbers.set(answer.cards ?? {});
    changed();
    show(said, el("p", {}, t("pack-opened")), ...notKept([...answer.left.map((/** @type {string} */ each) => english("li", each)), ...lost.map((name) => el("li", {}, name))]));
    announce(t("pack-opened"));
  });

  const button = (/** @type {string} */ key, /** @type {string} */ kind, /** @type {() => void} */ act) =>
    word("button", key, "", { type: "button", id: key, class: `button ${kind}`, onclick: act });
  const hint = (/** @type {string} */ key) => word("p", key, "", { class: "hint" });
  where.append(
    hint("pack-about"), title.root, place.root, day.root, numbers.root,
    el("div", { class: "tick" }, combined, word("label", "pack-combined", "", { for: "pack-combined" })),
    el("div", { class: "actions" }, button("pack-zip", "", makeZip)),
    hint("pack-file-about"),
    el("div", { class: "actions" }, button("pack-save", "quiet", saveFile), button("pack-open", "quiet", () => chooser.click()), chooser),
    said,
    hint("pack-groups"), hint("link-warning"),
    el("div", { class: "actions" }, button("link-copy", "quiet", given.copyLink)),
    el("div", { id: "link-said" }),
  );
  return {
    clear: () => {
      for (const { input } of [title, place, day]) input.value = "";
      numbers.set({});
      combined.checked = false;
      chooser.value = "";
      show(said);
    },
  };
}

/** What of a pack file the page cannot keep.
 * @param {HTMLElement[]} left
 */
function notKept(left) {
  return left.length ? [el("p", {}, t("pack-left")), el("ul", {}, ...left)] : [];
}
