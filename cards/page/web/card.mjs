/** The card as it is now: asked for after each change, shown, and described in words. */

import { announce, by, el, show } from "./dom.mjs";
import { wishes } from "./fields.mjs";
import { language } from "./languages.mjs";
import { clear, draw } from "./preview.mjs";
import { goTo, problems, registerLanguages, showProblems, summarize, told } from "./problems.mjs";
import { answered, begin, isOvertaken, isRecent, running, sentence } from "./running.mjs";
import { NotFetched } from "./runtime.mjs";
import { changed, state } from "./state.mjs";
import { english, inEnglish, message, pageLanguage, t } from "./strings.mjs";

/** The answer about the card that is shown. @type {any} */
let shown = null;
/** What went wrong with the last preview, as a sentence. */
let failure = "";
/** What the picture is of, as `subject` says it; "" where there is none. */
let pictured = "";
/** The language whose card was announced: what changes on it is not said at each keystroke. */
let announced = "";
let isAsking = false;
let isStale = false;

/** Who wants to know which languages are on the card that was drawn. @type {(tags: string[]) => void} */
let drawn = () => undefined;

/** @param {(tags: string[]) => void} listener */
export function onDrawn(listener) {
  drawn = listener;
}

/** Starts what has stopped, or tries a download again without waiting. */
export function again() {
  if (running.phase === "ready") failure ? preview() : problems()[0] && goTo(problems()[0]);
  else if (running.phase === "trouble") dispatchEvent(new Event("online"));
  else begin();
}

/** Says in words how far the program is. */
export function drawStatus() {
  const button = by("status-button");
  const text = by("status-text");
  const bar = by("progress");
  const megabytes = (/** @type {number} */ bytes) =>
    new Intl.NumberFormat(pageLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1e6);
  const { phase, got, of } = running;
  const isLoading = phase === "loading" && of > 0 && got < of;
  by("status").hidden = phase === "ready" && shown !== null && isPictured();
  by("status").className = `status status-${phase}`;
  bar.hidden = phase !== "loading" && phase !== "trouble";
  if (isLoading) bar.value = got / of;
  else bar.removeAttribute("value");
  const isWrong = phase === "ready" && shown === null && problems().length > 0;
  const isFailed = phase === "ready" && failure !== "" && !isAsking;
  button.hidden = phase !== "trouble" && phase !== "stopped" && !isWrong && !isFailed;
  button.textContent = t(isWrong ? "see-mistake" : phase === "stopped" ? "start-again" : "try-again");
  if (isWrong) text.textContent = t("problems");
  else if (phase === "ready") text.textContent = !state.languages.length ? t("languages-empty") : failure || t("drawing");
  else if (phase === "trouble") text.textContent = t("load-failed");
  else if (phase === "stopped") text.textContent = t("stopped");
  else if (phase === "loading" && isRecent()) text.textContent = t("restarts");
  else if (isLoading) text.textContent = t("loading", { got: megabytes(got), of: megabytes(of) });
  else text.textContent = t(phase === "waiting" ? "languages-empty" : "starting");
}

/** The languages of the file that is shown: the fonts of the others are not fetched for it. */
function languagesShown() {
  return wishes().together === true ? state.languages : [state.shown];
}

/** What a picture is of. A card must never appear under the name of another language. */
function subject() {
  return state.shown ? languagesShown().join(" ") : "";
}

function isPictured() {
  return pictured !== "" && pictured === subject();
}

/** What goes with every question about a card. */
export function question() {
  const { logo } = state;
  const about = logo ? { logo: { name: logo.name, width: logo.width, height: logo.height } } : {};
  return { args: { wishes: wishes(), languages: languagesShown(), language: state.shown, ...about }, files: logo ? [new Uint8Array(logo.pixels)] : [] };
}

/** Asks for the card as it is now, one question at a time: what changes meanwhile is asked for afterwards. */
export async function preview() {
  if (running.phase !== "ready") return;
  if (isAsking) {
    isStale = true;
    return;
  }
  if (!state.shown) {
    forgetCard();
    showProblems([]);
    drawCard();
    return;
  }
  isAsking = true;
  failure = "";
  drawStatus();
  by("card").setAttribute("aria-busy", "true");
  try {
    const { args, files } = question();
    const about = subject();
    const found = await answered("preview", args, files);
    if (!isStale) await take(found.answer, found.files, about);
  } catch (error) {
    if (!isStale) notDrawn(error);
  }
  isAsking = false;
  drawStatus();
  if (isStale) {
    isStale = false;
    preview();
  } else by("card").removeAttribute("aria-busy");
}

/**
 * Shows an answer about a card.
 * @param {any} answer
 * @param {Uint8Array[]} files
 * @param {string} about what was asked for, as `subject` says it
 */
async function take(answer, files, about) {
  /** @type {import("./problems.mjs").Problem[]} */
  const found = answer.problems ?? [];
  showProblems(found);
  registerLanguages().problem(found.filter((each) => each.field === "languages").map((each) => told(each)).join(" "));
  if (!found.length) {
    summarize([]);
    await draw(files[0], answer.sides);
    [shown, pictured] = [answer, about];
    const now = [language(answer.lang).english, situation()].filter(Boolean).join(", ");
    if (now !== announced) announce(t("card-shown", { language: now }));
    announced = now;
    drawn(about.split(" "));
  }
  drawCard();
}

/** The name of the situation that is chosen. */
function situation() {
  return document.querySelector("#script input:checked")?.parentElement?.textContent ?? "";
}

/** Removes the picture and all that was said of it. */
function forgetPicture() {
  shown = null;
  pictured = "";
  clear();
}

/** Removes the card and all that was said of it. */
export function forgetCard() {
  failure = announced = "";
  forgetPicture();
}

/** What is said about the card, in words. */
export function drawCard() {
  const isOld = Boolean(shown && problems().length);
  const isOther = Boolean(shown) && !isPictured();
  by("faces").classList.toggle("is-old", isOld);
  by("card").classList.toggle("is-other", isOther);
  by("card").classList.toggle("is-awaited", !shown && Boolean(state.shown));
  by("old").hidden = !isOld || isOther;
  by("bar").hidden = !state.shown;
  by("actions").hidden = !state.shown;
  drawStatus();
  drawLanguages();
  const general = problems().filter((each) => !each.field);
  show(by("notes"),
    ...general.map((each) => message("p", told(each), { class: "problem" })),
    shown && !isOther && shown.warnings.length
      ? el("div", { class: "note-list" }, el("h3", {}, t("warnings"), " ", inEnglish()), el("ul", {}, ...shown.warnings.map((/** @type {string} */ each) => english("li", each))))
      : null,
    shown && !isOther && shown.next_steps
      ? el("div", { class: "note-list steps" }, el("h3", {}, t("next-steps"), " ", inEnglish()), english("p", shown.next_steps))
      : null);
  const facts = shown && !isOther ? shown.facts : [];
  by("facts").replaceChildren(...facts.map((/** @type {string} */ each, /** @type {number} */ place) => el(place ? "small" : "span", {}, each)));
  const isDraft = shown && !isOther && shown.review === "draft";
  by("state").textContent = isDraft ? t("draft") : "";
}

/** The own name of a language, with the English one in parentheses. @param {string} tag */
function bothNames(tag) {
  const { own, english: name, direction } = language(tag);
  return [el("bdi", { lang: tag, dir: direction }, own), own === name ? "" : el("bdi", { lang: "en", dir: "ltr" }, ` (${name})`)];
}

/** With several languages, buttons that choose the one to look at. */
function drawLanguages() {
  const where = by("shown");
  if (state.languages.length < 2 || wishes().together === true) return show(where);
  const focused = /** @type {HTMLInputElement | null} */ (where.querySelector(":focus"))?.value;
  show(where, el("fieldset", { class: "shown" }, el("legend", {}, t("card-of")),
    el("div", { class: "pills" }, ...state.languages.map((tag) => {
      const input = el("input", { type: "radio", name: "shown", value: tag, onchange: () => ((state.shown = tag), changed()) });
      input.checked = tag === state.shown;
      return el("label", { class: "pill" }, input, el("span", {}, ...bothNames(tag)));
    }))));
  if (focused) /** @type {HTMLElement | null} */ (where.querySelector(`[value="${focused}"]`))?.focus();
  return undefined;
}

/** The card could not be drawn: the sentence is where the picture would be, and no other card is there.
 * @param {unknown} error
 */
function notDrawn(error) {
  if (isOvertaken(error)) return;
  failure = sentence(error, error instanceof NotFetched ? languagesShown().slice(0, 1).filter(() => languagesShown().length === 1) : []);
  forgetPicture();
  announced = "";
  drawCard();
  announce(failure);
}
