/** Files that somebody asks for: made, listed, saved, shared, printed. */

import { question } from "./card.mjs";
import { announce, by, el, show } from "./dom.mjs";
import { wishes } from "./fields.mjs";
import { address, canShare, print, save, share } from "./files.mjs";
import { showProblems, summarize } from "./problems.mjs";
import { answered, begin, isOvertaken, missingOf, running, sentence } from "./running.mjs";
import { NotFetched } from "./runtime.mjs";
import { state } from "./state.mjs";
import { t } from "./strings.mjs";

/** Which languages the last PDFs lack, as a sentence; "" if none. */
let missingNow = "";

/** Says what went wrong with something that somebody has asked for, and brings it into view.
 * @param {unknown} error @param {string[]} [missing] @param {HTMLElement} [where]
 */
export function failed(error, missing = [], where = by("results")) {
  if (isOvertaken(error)) return;
  const text = sentence(error, missing);
  show(where, ...(where === by("results") ? [...where.children] : []), el("p", { class: "problem" }, text));
  where.scrollIntoView({ block: "nearest" });
  announce(text);
}

/**
 * Asks for files; problems are listed at the top, and null is the answer. If languages cannot be fetched, their names are
 * said, and with `without` the question is asked again for the others.
 * @param {string} ask
 * @param {any} extra
 * @param {{where?: HTMLElement, without?: boolean}} [given] where a failure is said
 * @returns {Promise<{answer: any, files: Uint8Array[]} | null>}
 */
export async function want(ask, extra, { where = by("results"), without = false } = {}) {
  if (running.phase !== "ready") {
    begin();
    by("status").scrollIntoView({ block: "nearest" });
    announce(by("status-text").textContent);
    return null;
  }
  const { args, files } = question();
  const asked = { ...args, languages: state.languages, ...extra };
  try {
    const found = await answered(ask, asked, files);
    const problems = found.answer.problems ?? [];
    showProblems(problems, true);
    summarize(problems);
    return problems.length ? null : found;
  } catch (error) {
    const missing = error instanceof NotFetched ? await missingOf(asked.languages) : [];
    const rest = asked.languages.filter((/** @type {string} */ each) => !missing.includes(each));
    const isPart = without && missing.length > 0 && rest.length > 0;
    const found = isPart ? await want(ask, { ...extra, languages: rest }, { where }) : null;
    if (found) found.answer.missing = sentence(error, missing);
    else failed(error, missing, where);
    return found;
  }
}

/** The PDFs of some languages, checked as the command checks them.
 * @param {string[]} languages
 * @returns {Promise<import("./files.mjs").Made[]>}
 */
async function pdfs(languages) {
  announce(t("making"));
  forgetMade();
  const isTogether = wishes().together === true; // then there is one file for all of them
  const found = await want("make", { languages: isTogether ? state.languages : languages }, { without: !isTogether });
  if (!found) return [];
  missingNow = found.answer.missing ?? "";
  const listed = found.answer.files;
  const wrong = listed.map((/** @type {any} */ each) => each.problem).filter(Boolean);
  if (wrong.length) {
    showProblems(wrong, true);
    summarize(wrong);
  }
  const good = listed.filter((/** @type {any} */ each) => !each.problem);
  return good.map((/** @type {any} */ each, /** @type {number} */ place) => ({
    name: each.name, bytes: found.files[place], type: "application/pdf", languages: each.languages,
  }));
}

/** @param {import("./files.mjs").Made[]} made */
function list(made) {
  show(by("results"),
    missingNow ? el("p", { class: "problem" }, missingNow) : null,
    made.length ? el("ul", { class: "made" }, ...made.map((each) => el("li", {}, el("a", { href: address(each), download: each.name }, each.name)))) : null);
  by("results").scrollIntoView({ block: "nearest" });
}

/** Removes what was said of the last files. */
export function forgetMade() {
  missingNow = "";
  show(by("results"));
}

/** @param {HTMLElement} button @param {() => Promise<void>} act */
export async function busy(button, act) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await act();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function download() {
  const made = await pdfs([state.shown]);
  if (!made.length) return;
  for (const each of made) save(each);
  list(made);
  announce(t("made"));
}

async function downloadAll() {
  const made = await pdfs(state.languages);
  if (!made.length) return;
  list(made);
  announce([t("made-all", { count: made.length }), missingNow].filter(Boolean).join(" "));
}

async function sendToShare() {
  const made = await pdfs([state.shown]);
  if (made.length && !(await share(made))) list(made);
}

async function sendToPrinter() {
  const [made] = await pdfs([state.shown]);
  if (!made || (await print(made))) return;
  save(made);
  show(by("results"), el("p", {}, t("print-cannot")));
  announce(t("print-cannot"));
}

/** The buttons under the card, and those at the edge of a small screen. */
export function drawActions() {
  const button = (/** @type {string} */ key, /** @type {string} */ kind, /** @type {() => Promise<void>} */ act) => {
    const made = el("button", { type: "button", class: `button ${kind}`, "data-act": key }, t(key));
    made.addEventListener("click", () => busy(made, act));
    return made;
  };
  by("actions").replaceChildren(
    button("download", "main", download),
    ...(state.languages.length > 1 ? [button("download-all", "quiet", downloadAll)] : []),
    ...(canShare() ? [button("share", "quiet", sendToShare)] : []),
    button("print", "quiet", sendToPrinter),
  );
  by("bar").replaceChildren(
    el("button", { type: "button", class: "button quiet", onclick: () => (by("card").scrollIntoView({ block: "start" }), by("card").focus({ preventScroll: true })) }, t("section/card")),
    button("download", "main", download),
  );
}
