/** Packs: all languages in a ZIP, and the pack file that keeps the settings for later and for the command line. */

import { address, save } from "./files.mjs";
import { announce, el, english, show } from "./dom.mjs";
import { word } from "./fields.mjs";
import { changed, state } from "./state.mjs";
import { t } from "./strings.mjs";

/** Bytes of a pack file that are read at all; the core has the last word. */
const MOST = 1_000_000;

/**
 * @param {HTMLElement} where
 * @param {{want: (ask: string, extra: any) => Promise<{answer: any, files: Uint8Array[]} | null>,
 *   open: (text: string, name: string) => Promise<any>, fillIn: (languages: string[], wishes: any) => void,
 *   copyLink: () => void, problems: (problems: any[]) => void}} given
 */
export function startPack(where, given) {
  const title = el("input", { id: "field-title", type: "text", autocomplete: "off", dir: "auto", "aria-describedby": "problem-title" });
  title.addEventListener("input", () => (state.title = title.value));
  const said = el("div", { class: "said", hidden: true });
  /** What an opened pack file says that has no field here. @type {{place?: string, date?: string, combined?: boolean}} */
  let opened = {};
  const busy = async (/** @type {HTMLElement} */ button, /** @type {() => Promise<void>} */ act) => {
    button.setAttribute("aria-busy", "true");
    show(said, el("p", {}, t("making")));
    try {
      await act();
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  const makeZip = () => busy(zip, async () => {
    const made = await given.want("pack", { title: state.title, ...opened });
    if (!made) return show(said);
    const file = { name: made.answer.name, bytes: made.files[0], type: "application/zip" };
    save(file);
    announce(t("made"));
    show(said, el("p", {}, el("a", { href: address(file), download: file.name }, file.name)),
      ...made.answer.lines.map((/** @type {string} */ line) => english("p", line, { class: "hint" })),
      ...made.answer.failed.map((/** @type {any} */ each) => english("p", `${each.cause} ${each.remedy}`, { class: "problem" })),
      made.answer.warnings.length ? el("p", {}, t("warnings")) : null,
      made.answer.warnings.length ? el("ul", {}, ...made.answer.warnings.map((/** @type {string} */ each) => english("li", each))) : null,
      english("p", made.answer.next_steps, { class: "hint" }));
  });
  const saveFile = () => busy(keep, async () => {
    const made = await given.want("pack_file", { title: state.title, ...opened });
    if (!made) return show(said);
    save({ name: made.answer.name, bytes: new TextEncoder().encode(made.answer.text), type: "application/toml" });
    show(said);
    announce(t("made"));
  });
  const chooser = el("input", { type: "file", id: "open-pack", accept: ".toml,application/toml,text/plain", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    chooser.value = "";
    if (!file) return;
    if (file.size > MOST) return show(said, el("p", { class: "problem" }, t("pack-large")));
    const answer = await given.open(await file.text(), file.name);
    if (!answer) return show(said);
    if (answer.problems?.length) {
      given.problems(answer.problems);
      return show(said, ...answer.problems.map((/** @type {any} */ each) => english("p", `${each.place ? `${each.place}: ` : ""}${each.cause} ${each.remedy}`, { class: "problem" })));
    }
    opened = { place: answer.place, date: answer.date, combined: answer.combined };
    const scripts = answer.wishes.script;
    given.fillIn(answer.languages, answer.wishes);
    state.title = title.value = answer.title ?? "";
    changed();
    const left = [...(answer.left ?? [])];
    show(said,
      el("p", {}, t("pack-opened")),
      Array.isArray(scripts) && scripts.length > 1 ? el("p", {}, t("scripts-left", { name: t(`script/${scripts[0]}`) || scripts[0] })) : null,
      left.length ? el("p", {}, t("pack-left")) : null,
      left.length ? el("ul", {}, ...left.map((/** @type {string} */ each) => english("li", each))) : null);
    announce(t("pack-opened"));
  });
  const zip = word("button", "pack-zip", "", { type: "button", id: "pack-zip", class: "button", onclick: makeZip });
  const keep = word("button", "pack-save", "", { type: "button", class: "button quiet", onclick: saveFile });
  const open = word("button", "pack-open", "", { type: "button", class: "button quiet", id: "open-pack-button", onclick: () => chooser.click() });
  const copy = word("button", "link-copy", "", { type: "button", id: "link-copy", class: "button quiet", onclick: given.copyLink });
  where.append(
    el("p", { class: "hint", "data-t": "pack-about" }, t("pack-about")),
    el("div", { class: "field", "data-key": "title" },
      word("label", "pack-title", "", { for: "field-title" }),
      el("p", { class: "problem", id: "problem-title", hidden: true, lang: "en", dir: "ltr" }), title),
    el("div", { class: "actions" }, zip),
    el("p", { class: "hint", "data-t": "pack-file-about" }, t("pack-file-about")),
    el("div", { class: "actions" }, keep, open, chooser),
    el("p", { class: "hint", "data-t": "pack-groups" }, t("pack-groups")),
    said,
    el("p", { class: "hint", "data-t": "link-warning" }, t("link-warning")),
    el("div", { class: "actions" }, copy),
    el("div", { id: "link-said" }),
  );
}
