/** What is wrong, in the sentences of the core: beside its field, and in a list when somebody wants the file. */

import { announce, by, el } from "./dom.mjs";
import { fields, labelOf, tell } from "./fields.mjs";
import { t } from "./strings.mjs";

/** @typedef {{field: string, cause: string, remedy: string, place: string}} Problem */

/** How long somebody may type before the field says what is still wrong, in milliseconds. */
const PATIENCE = 1200;

let timer = 0;

/** A problem as one text.
 * @param {Problem} problem
 */
export function told(problem) {
  return `${problem.place ? `${problem.place}: ` : ""}${problem.cause} ${problem.remedy}`.trim();
}

/** Shows problems at their fields. The field in which somebody types waits until they pause or go on.
 * @param {Problem[]} problems
 * @param {boolean} [atOnce]
 */
export function showProblems(problems, atOnce = false) {
  clearTimeout(timer);
  const byField = new Map(problems.map((each) => [each.field, each]));
  const here = document.activeElement?.closest("[data-key]")?.getAttribute("data-key") ?? "";
  for (const [key, field] of fields) {
    const problem = byField.get(key);
    const waits = !atOnce && problem && key === here;
    if (!waits) field.problem(problem ? told(problem) : "");
  }
  const waiting = byField.get(here);
  if (waiting && !atOnce && fields.has(here)) {
    timer = window.setTimeout(() => {
      fields.get(here)?.problem(told(waiting));
      announce(told(waiting));
    }, PATIENCE);
  }
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
 * @param {Problem[]} problems
 */
export function summarize(problems) {
  const summary = by("summary");
  summary.hidden = problems.length === 0;
  by("summary-list").replaceChildren(
    ...problems.map((each) => {
      const canGo = fields.has(each.field) || each.field === "languages";
      const name = each.field === "languages" ? t("languages") : labelOf(each.field);
      const text = el("span", { lang: "en", dir: "ltr" }, told(each));
      return el("li", {}, canGo
        ? el("a", { href: `#field-${each.field}`, onclick: (/** @type {Event} */ event) => (event.preventDefault(), goTo(each)) }, name, ": ", text)
        : text);
    }),
  );
  if (!problems.length) return;
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}
