/** What is wrong, in the sentences of the core: beside its field, and in a list when somebody wants the file. */

import { announce, by, el } from "./dom.mjs";
import { fields, labelOf, tell } from "./fields.mjs";
import { message, onLanguage, withOwnNames, t } from "./strings.mjs";

/** @typedef {{field: string, cause: string, remedy: string, place: string}} Problem */

/** What is wrong now. @type {Problem[]} */
let listed = [];
/** The problem of the field in which somebody types, which is said when they leave it. @type {Problem | undefined} */
let waiting;

/** What was found wrong with the last thing that was asked for. */
export function problems() {
  return listed;
}

/** A problem as one text.
 * @param {Problem} problem
 * @param {string} [between] what is between the cause and the remedy
 */
export function told(problem, between = " ") {
  return `${problem.place ? `${problem.place}: ` : ""}${problem.cause}${between}${problem.remedy}`.trim();
}

/** Says what is wrong with a field that somebody has left. */
function left() {
  setTimeout(() => {
    if (!waiting || waiting.field === typedIn()) return;
    const { field } = waiting;
    fields.get(field)?.problem(told(waiting, "\n"));
    announce(withOwnNames(told(waiting)), "en");
    waiting = undefined;
    markParts();
  });
}
document.addEventListener("focusout", left);
document.addEventListener("input", () => (waiting = undefined)); // what was typed meanwhile has an answer of its own

/** The field in which somebody types; "" where the focus is elsewhere. */
function typedIn() {
  const active = document.activeElement;
  if (!active?.matches('input[type="text"], input[type="tel"]')) return "";
  return active.closest("[data-key]")?.getAttribute("data-key") ?? "";
}

/** Shows problems at their fields. A field in which somebody types waits until they leave it, unless it was wrong already.
 * @param {Problem[]} found
 * @param {boolean} [atOnce]
 */
export function showProblems(found, atOnce = false) {
  listed = found;
  const byField = new Map(found.map((each) => [each.field, each]));
  const here = typedIn();
  waiting = undefined;
  for (const [key, field] of fields) {
    const problem = byField.get(key);
    if (!atOnce && problem && key === here && !field.root.classList.contains("wrong")) waiting = problem;
    else {
      if (problem && !atOnce && !field.root.classList.contains("wrong")) announce(withOwnNames(told(problem)), "en");
      field.problem(problem ? told(problem, "\n") : "");
    }
  }
  markParts();
}

onLanguage(() => {
  for (const each of listed) {
    const field = fields.get(each.field);
    if (field?.root.classList.contains("wrong")) field.problem(told(each, "\n"));
  }
});

function markParts() {
  for (const group of document.querySelectorAll("details.part")) {
    group.classList.toggle("has-wrong", Boolean(group.querySelector(".wrong")));
  }
}

/** The languages are no setting, but their field has problems too. */
export function registerLanguages() {
  const root = /** @type {HTMLElement} */ (document.querySelector('[data-key="languages"]'));
  const input = by("field-languages");
  return { problem: (/** @type {string} */ text) => tell(root, by("problem-languages"), input, text), focus: () => input.focus() };
}

/** Goes to the field of a problem, opening the part of the page that it is in.
 * @param {Problem} problem
 */
export function goTo(problem) {
  const field = problem.field === "languages" ? registerLanguages() : fields.get(problem.field);
  const root = fields.get(problem.field)?.root;
  for (let each = root?.closest("details"); each; each = each.parentElement?.closest("details")) each.open = true;
  field?.focus();
  document.activeElement?.scrollIntoView({ block: "center" });
}

/** Lists problems at the top, each leading to its field, and moves there.
 * @param {Problem[]} found
 */
export function summarize(found) {
  const summary = by("summary");
  summary.hidden = found.length === 0;
  by("summary-list").replaceChildren(
    ...found.map((each) => {
      const canGo = fields.has(each.field) || each.field === "languages";
      const name = each.field === "languages" ? t("languages") : labelOf(each.field);
      const text = message("span", told(each));
      return el("li", {}, canGo
        ? el("a", { href: `#field-${each.field}`, onclick: (/** @type {Event} */ event) => (event.preventDefault(), goTo(each)) }, name, ": ", text)
        : text);
    }),
  );
  if (!found.length) return;
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}
