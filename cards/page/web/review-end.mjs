/** The last screen of a review: the text to send, made by the core, and how to send it. */

import { announce, by, el, show } from "./dom.mjs";
import { word } from "./fields.mjs";
import { address, save } from "./files.mjs";
import { told } from "./problems.mjs";
import { forgetButton } from "./review-start.mjs";
import { line, notKept } from "./review-words.mjs";
import { patiently } from "./running.mjs";
import { english, inEnglish, t } from "./strings.mjs";

/** @typedef {import("./review.mjs").Desk} Desk */

/** @param {Desk} desk @returns {Node[]} */
export function endScreen(desk) {
  const { reading } = desk;
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  reading.save(); // another window may have answered more
  const given = list.sentences.map((each) => reading.given(each.code)?.verdict);
  const counts = Object.fromEntries(list.verdicts.map(({ value }) => [value, given.filter((each) => each === value).length]));
  const open = reading.open.length;
  const out = el("div", { class: "review-more" });
  if (given.some(Boolean)) write(desk, out);
  else show(out, word("p", "review/none", ""));
  return [
    word("h1", "review/answers", "", { id: "review-title", tabindex: "-1" }),
    line("p", "review/summary", { ...counts, open }),
    notKept(reading),
    out,
    el("nav", { class: "review-ways", "aria-label": t("review/link") },
      open > 0 && word("button", "review/go-on", "", { type: "button", class: "button", onclick: () => desk.read() }),
      word("button", "review/back", "", { type: "button", class: "button", onclick: () => desk.read(Math.max(0, Math.min(reading.place, reading.queue.length) - 1)) }),
      word("a", "review/leave", "", { href: "#main" })),
    reading.hasAnswers && forgetButton(desk),
  ].filter(Boolean);
}

/** Asks the core for the text, and shows it or what has to be corrected. @param {Desk} desk @param {HTMLElement} out */
async function write(desk, out) {
  show(out, el("p", { role: "status" }, t("working")));
  try {
    const { answer } = await patiently("answers", desk.reading.question());
    show(out, ...(answer.problems ? wrong(desk, answer.problems) : ready(desk, answer)));
  } catch (error) {
    console.error(error);
    show(out, el("p", { class: "problem" }, t("failed")), word("button", "try-again", "", { type: "button", class: "button", onclick: () => write(desk, out) }));
  }
}

/** The sentences whose answers the core refuses, each to go back to. @param {Desk} desk @param {import("./problems.mjs").Problem[]} problems */
function wrong(desk, problems) {
  const { queue } = desk.reading;
  return [
    el("div", { class: "summary" }, word("h2", "review/correct", ""), el("ul", {}, ...problems.map((problem) => {
      const place = queue.findIndex((each) => problem.field === `answers/${each.code}`);
      const text = el("span", {}, inEnglish(), " ", english("span", told(problem)));
      if (place < 0) return el("li", {}, text);
      return el("li", {}, el("button", { type: "button", class: "as-link", onclick: () => desk.read(place) },
        t("review/sentence", { place: place + 1, all: queue.length })), " ", text);
    }))),
  ];
}

/** The text and the ways to send it. @param {Desk} desk @param {{text: string, name: string}} answer */
function ready({ reading }, { text, name }) {
  const field = el("textarea", { id: "review-text", readonly: true, rows: "8", dir: "ltr", lang: "", translate: "no" });
  field.value = text;
  const told = el("p", { role: "status" });
  const taken = (/** @type {string} */ key) => {
    reading.isTaken = true;
    told.textContent = t(key);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      taken("review/copied");
    } catch {
      field.select();
      told.textContent = t("review/copy-by-hand");
    }
  };
  const share = async () => {
    try {
      await navigator.share({ text });
      reading.isTaken = true;
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") await copy();
    }
  };
  const file = () => ({ name, bytes: new TextEncoder().encode(text), type: "text/plain;charset=utf-8" });
  const saved = el("p", {});
  announce(t("review/text"));
  const { org } = /** @type {HTMLElement} */ (by("review")).dataset; // of whose site this is
  return [
    org ? line("p", "review/send-to", { org }) : word("p", "review/send", ""),
    el("div", { class: "actions" },
      typeof navigator.share === "function" && word("button", "review/share", "", { type: "button", class: "button main", onclick: share }),
      word("button", "review/copy", "", { type: "button", class: "button", "data-act": "copy", onclick: copy }),
      word("button", "review/save", "", { type: "button", class: "button", "data-act": "save", onclick: () => {
        const made = file();
        save(made);
        show(saved, el("a", { href: address(made), download: name }, name));
        taken("review/saved");
      } })),
    told, saved,
    el("div", { class: "field" }, word("label", "review/text", "", { for: field.id }), field),
  ];
}
