/** The page: puts the form, the program and the preview together. */

import { announce, by, el, english, settled, show } from "./dom.mjs";
import { labelOf, notTaken, setWishes, wishes } from "./fields.mjs";
import { address, canShare, clearFiles, print, save, share } from "./files.mjs";
import { startForm } from "./form.mjs";
import { holdFields } from "./hold.mjs";
import { language, startLanguages } from "./languages.mjs";
import { linkWith, settingsInAddress } from "./link.mjs";
import { spareMemory } from "./memory.mjs";
import { isSingle, Offline } from "./offline.mjs";
import { startPack } from "./pack.mjs";
import { startPicture } from "./picture.mjs";
import { clear, draw, prepare } from "./preview.mjs";
import { goTo, registerLanguages, showProblems, summarize, told } from "./problems.mjs";
import { NotFetched, Overtaken, startProgram } from "./runtime.mjs";
import { changed, onChange, state } from "./state.mjs";
import { fill, onLanguage, pageLanguage, startStrings, t } from "./strings.mjs";

/** How long the page waits after a keystroke before it asks for a new card, in milliseconds. */
const PAUSE = 10;

/** @type {any} */
let form = {};
/** @type {import("./problems.mjs").Problem[]} */
let problems = [];
/** @type {any} */
let shown = null;
/** What went wrong with the last preview, as a sentence. */
let failure = "";
/** What the picture is of, as `subject` says it; "" where there is none. */
let pictured = "";
/** The language whose card was announced: what changes on it is not said at each keystroke. */
let announced = "";
let isAsking = false;
let isStale = false;
/** Who waits for the program. @type {((value: unknown) => void)[]} */
const waiting = [];
/** @type {"waiting" | "loading" | "trouble" | "ready" | "stopped"} */
let phase = "waiting";
let progress = [0, 0];
/** When the program last ended by itself, and whether it is ended to give memory back. */
let diedAt = -Infinity;
let isResting = false;

/** Milliseconds within which a program that ends again is not started again by itself: what it is asked may end it. */
const SOON = 60_000;

/** @type {import("./runtime.mjs").Program | null} */
let program = null;
/** @type {Offline} */
let offline;
/** The parts of the page in which somebody chooses or types. @type {{clear: () => void}[]} */
let parts = [];

/** What the program says of itself. @param {any} news */
function hear(news) {
  if (news.progress) {
    progress = [news.progress.got, news.progress.of];
    if (phase === "trouble") phase = "loading";
  } else if (news.missing) {
    offline.isOutdated().then((isOutdated) => isOutdated && by("newer").hidden && offer(() => void offline.renew()));
  } else if (news.trouble && phase !== "ready") phase = "trouble";
  else if (news.ready) {
    phase = "ready";
    offline.started();
    for (const each of waiting.splice(0)) each(undefined);
    preview();
  } else if (news.died) {
    console.error(news.died.text);
    const isOften = performance.now() - diedAt < SOON;
    diedAt = performance.now();
    phase = "stopped";
    announce(t(isOften ? "stopped" : "restarts"));
    if (!isOften) begin();
  }
  drawStatus();
}

/** Loads the program, unless that has begun. */
function begin() {
  if (phase !== "waiting" && phase !== "stopped") return;
  phase = "loading";
  progress = [0, 0];
  drawStatus();
  if (program) program.start();
  else program = startProgram({ tell: hear });
  prepare(program.parts).catch(() => undefined);
}

/** Ends the program while nobody looks, unless it has something to do. */
function rest() {
  if (phase !== "ready" || isAsking || document.querySelector("[aria-busy=true]")) return;
  isResting = true;
  phase = "waiting";
  program?.stop();
}

function wake() {
  if (!isResting) return;
  isResting = false;
  begin();
}

/** Starts what has stopped, or tries a download again without waiting. */
function again() {
  if (phase === "ready") failure ? preview() : problems[0] && goTo(problems[0]);
  else if (phase === "trouble") dispatchEvent(new Event("online"));
  else begin();
}

/** The core's answer. Rejects with Overtaken where the program is not there.
 * @param {string} ask @param {any} args @param {Uint8Array[]} [files]
 */
function answered(ask, args, files = []) {
  if (!program || phase !== "ready") return Promise.reject(new Overtaken("the program is not ready"));
  return program.ask(ask, args, files);
}

/** Says in words how far the program is. */
function drawStatus() {
  const button = by("status-button");
  const text = by("status-text");
  const bar = by("progress");
  const megabytes = (/** @type {number} */ bytes) =>
    new Intl.NumberFormat(pageLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1e6);
  const [got, of] = progress;
  const isLoading = phase === "loading" && of > 0 && got < of;
  by("status").hidden = phase === "ready" && shown !== null && isPictured();
  by("status").className = `status status-${phase}`;
  bar.hidden = phase !== "loading" && phase !== "trouble";
  if (isLoading) bar.value = got / of;
  else bar.removeAttribute("value");
  const isWrong = phase === "ready" && shown === null && problems.length > 0;
  const isFailed = phase === "ready" && failure !== "" && !isAsking;
  button.hidden = phase !== "trouble" && phase !== "stopped" && !isWrong && !isFailed;
  button.textContent = t(isWrong ? "see-mistake" : phase === "stopped" ? "start-again" : "try-again");
  if (isWrong) text.textContent = t("problems");
  else if (phase === "ready") text.textContent = !state.languages.length ? t("languages-empty") : failure || t("drawing");
  else if (phase === "trouble") text.textContent = t("load-failed");
  else if (phase === "stopped") text.textContent = t("stopped");
  else if (phase === "loading" && performance.now() - diedAt < SOON) text.textContent = t("restarts");
  else if (isLoading) text.textContent = t("loading", { got: megabytes(got), of: megabytes(of) });
  else text.textContent = t(phase === "waiting" ? "languages-empty" : "starting");
}

/** The core's answer, as soon as the program is there.
 * @param {string} ask @param {any} args @param {Uint8Array[]} [files]
 */
async function patiently(ask, args, files) {
  begin();
  if (phase !== "ready") await new Promise((resolve) => waiting.push(resolve));
  return answered(ask, args, files);
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
function question() {
  const { logo } = state;
  const about = logo ? { logo: { name: logo.name, width: logo.width, height: logo.height } } : {};
  return { args: { wishes: wishes(), languages: languagesShown(), language: state.shown, ...about }, files: logo ? [new Uint8Array(logo.pixels)] : [] };
}

/** Asks for the card as it is now, one question at a time: what changes meanwhile is asked for afterwards. */
async function preview() {
  if (phase !== "ready") return;
  if (isAsking) {
    isStale = true;
    return;
  }
  if (!state.shown) {
    forgetPicture();
    announced = failure = "";
    problems = [];
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
  problems = answer.problems ?? [];
  showProblems(problems);
  registerLanguages().problem(problems.filter((each) => each.field === "languages").map((each) => told(each)).join(" "));
  if (!problems.length) {
    summarize([]);
    await draw(files[0], answer.sides);
    [shown, pictured] = [answer, about];
    const now = [language(answer.lang).english, situation()].filter(Boolean).join(", ");
    if (now !== announced) announce(t("card-shown", { language: now }));
    announced = now;
    offline.opened(about.split(" "));
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

/** What is said about the card, in words. */
function drawCard() {
  const isOld = Boolean(shown && problems.length);
  const isOther = Boolean(shown) && !isPictured();
  by("faces").classList.toggle("is-old", isOld);
  by("card").classList.toggle("is-other", isOther);
  by("card").classList.toggle("is-awaited", !shown && Boolean(state.shown));
  by("old").hidden = !isOld || isOther;
  by("bar").hidden = !state.shown;
  by("actions").hidden = !state.shown;
  drawStatus();
  drawLanguages();
  const general = problems.filter((each) => !each.field);
  show(by("notes"),
    ...general.map((each) => english("p", told(each), { class: "problem" })),
    shown && !isOther && shown.warnings.length
      ? el("div", { class: "note-list" }, el("h3", {}, t("warnings")), el("ul", {}, ...shown.warnings.map((/** @type {string} */ each) => english("li", each))))
      : null,
    shown && !isOther && shown.next_steps
      ? el("div", { class: "note-list steps" }, el("h3", {}, t("next-steps")), english("p", shown.next_steps))
      : null);
  const facts = shown && !isOther ? shown.facts : [];
  by("facts").replaceChildren(...facts.map((/** @type {string} */ each, /** @type {number} */ place) => el(place ? "small" : "span", {}, each)));
  const isDraft = shown && !isOther && shown.review === "draft";
  by("state").textContent = isDraft ? t("draft") : "";
}

/** The own name of a language, with the English one in parentheses. @param {string} tag */
function bothNames(tag) {
  const { own, english: name, direction } = language(tag);
  return [el("bdi", { lang: tag, dir: direction }, own), own === name ? "" : el("span", { lang: "en" }, ` (${name})`)];
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

/** What went wrong, as a sentence.
 * @param {unknown} error @param {string[]} [missing] the languages that are not here, if it is known which
 */
function sentence(error, missing = []) {
  if (!(error instanceof NotFetched)) {
    console.error(error);
    return t("failed");
  }
  const names = missing.map((tag) => language(tag).english).join(", ");
  return [names ? t("not-fetched-which", { languages: names }) : t("not-fetched"), isSingle() ? t("not-fetched-file") : ""].filter(Boolean).join(" ");
}

/** The card could not be drawn: the sentence is where the picture would be, and no other card is there.
 * @param {unknown} error
 */
function notDrawn(error) {
  if (error instanceof Overtaken || phase !== "ready") return;
  failure = sentence(error, error instanceof NotFetched ? languagesShown().slice(0, 1).filter(() => languagesShown().length === 1) : []);
  forgetPicture();
  announced = "";
  drawCard();
  announce(failure);
}

/** Says what went wrong with something that somebody has asked for, and brings it into view.
 * @param {unknown} error @param {string[]} [missing] @param {HTMLElement} [where]
 */
function failed(error, missing = [], where = by("results")) {
  if (error instanceof Overtaken || phase !== "ready") return;
  const text = sentence(error, missing);
  show(where, ...(where === by("results") ? [...where.children] : []), el("p", { class: "problem" }, text));
  where.scrollIntoView({ block: "nearest" });
  announce(text);
}

/** Those of some languages whose fonts cannot be fetched.
 * @param {string[]} tags
 */
async function missingOf(tags) {
  const missing = [];
  for (const tag of tags) {
    try {
      await answered("directory", { region: "", language: tag }); // every question about a language fetches its fonts
    } catch (error) {
      if (error instanceof NotFetched) missing.push(tag);
    }
  }
  return missing;
}

/**
 * Asks for files; problems are listed at the top, and null is the answer. If languages cannot be fetched, their names are
 * said, and with `without` the question is asked again for the others.
 * @param {string} ask
 * @param {any} extra
 * @param {{where?: HTMLElement, without?: boolean}} [given] where a failure is said
 * @returns {Promise<{answer: any, files: Uint8Array[]} | null>}
 */
async function want(ask, extra, { where = by("results"), without = false } = {}) {
  if (phase !== "ready") {
    begin();
    by("status").scrollIntoView({ block: "nearest" });
    announce(by("status-text").textContent);
    return null;
  }
  const { args, files } = question();
  const asked = { ...args, languages: state.languages, ...extra };
  try {
    const found = await answered(ask, asked, files);
    problems = found.answer.problems ?? [];
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
  show(by("results"));
  missingNow = "";
  const isTogether = wishes().together === true; // then there is one file for all of them
  const found = await want("make", { languages: isTogether ? state.languages : languages }, { without: !isTogether });
  if (!found) return [];
  missingNow = found.answer.missing ?? "";
  const listed = found.answer.files;
  const wrong = listed.map((/** @type {any} */ each) => each.problem).filter(Boolean);
  if (wrong.length) {
    problems = wrong;
    showProblems(wrong, true);
    summarize(wrong);
  }
  const good = listed.filter((/** @type {any} */ each) => !each.problem);
  return good.map((/** @type {any} */ each, /** @type {number} */ place) => ({
    name: each.name, bytes: found.files[place], type: "application/pdf", languages: each.languages,
  }));
}

/** Which languages the last PDFs lack, as a sentence; "" if none. */
let missingNow = "";

/** @param {import("./files.mjs").Made[]} made */
function list(made) {
  show(by("results"),
    missingNow ? el("p", { class: "problem" }, missingNow) : null,
    made.length ? el("ul", { class: "made" }, ...made.map((each) => el("li", {}, el("a", { href: address(each), download: each.name }, each.name)))) : null);
  by("results").scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} button @param {() => Promise<void>} act */
async function busy(button, act) {
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
function drawActions() {
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

async function copyLink() {
  const link = linkWith(state.languages, wishes());
  const where = by("link-said");
  try {
    await navigator.clipboard.writeText(link);
    show(where, el("p", {}, t("link-copied")));
    announce(t("link-copied"));
  } catch {
    const field = el("input", { type: "text", readonly: true, value: link, dir: "ltr", id: "link-field" });
    show(where, el("label", { for: "link-field" }, t("link-show")), field);
    field.select();
  }
}

/** Puts settings that the core has read into the form, and names those that are not there afterwards.
 * @param {string[]} languages @param {any} given
 */
function fillIn(languages, given) {
  setWishes(given);
  state.languages = languages;
  changed();
  return notTaken(given).map(labelOf);
}

async function openLink() {
  const text = settingsInAddress();
  if (!text) return;
  const found = (await patiently("open_link", { text }).catch((error) => failed(error)))?.answer;
  if (!found || text !== settingsInAddress()) return;
  if (found.problems) {
    announce(found.problems.map((/** @type {any} */ each) => told(each)).join(" "));
    return show(by("notice"), ...found.problems.map((/** @type {any} */ each) => english("p", told(each), { class: "problem" })));
  }
  const left = [...found.left.map((/** @type {string} */ each) => english("li", each)), ...fillIn(found.languages, found.wishes).map((name) => el("li", {}, name))];
  show(by("notice"), el("p", {}, t("link-opened")), ...(left.length ? [el("p", {}, t("link-left")), el("ul", {}, ...left)] : []));
}

/** A window over the page.
 * @param {string} title
 * @param {...Node} content
 */
function dialog(title, ...content) {
  const close = el("button", { type: "button", class: "button", autofocus: true, onclick: () => made.close() }, t("close"));
  const made = el("dialog", { class: "box", "aria-labelledby": "dialog-title" }, el("h2", { id: "dialog-title" }, title), ...content, el("div", { class: "actions" }, close));
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  made.showModal();
  return made;
}

function about() {
  dialog(t("about"), ...["about-private", "about-draft", "about-advice", "about-licence"].map((key) => el("p", {}, t(key))),
    el("p", {}, t("about-version", { version: form.version })));
}

/** Languages up to which their names are written out. */
const FEW = 4;
/** @type {string[]} */
let readyOffline = [];

/** Says what works without a connection. @param {string[]} tags */
function drawOffline(tags) {
  if (isSingle()) return show(by("offline"), t("offline-file"));
  // A language that shares its fonts with others makes them ready, too.
  const names = tags.map((tag) => { const { own } = language(tag); return el("bdi", { lang: tag }, own); });
  const list = names.flatMap((name, place) => (place ? [", ", name] : [name]));
  if (!tags.length) return show(by("offline"), t("offline-none"));
  const [before, after] = t("offline-ready").split("{languages}");
  if (tags.length <= FEW) return show(by("offline"), before, ...list, after);
  return show(by("offline"), el("details", {}, el("summary", {}, t("offline-ready-count", { count: tags.length })), el("p", {}, ...list)));
}

/** Offers a newer version. @param {() => void} use */
function offer(use) {
  show(by("newer"), el("p", { "data-t": "new-version" }, t("new-version")),
    el("button", { type: "button", class: "button", onclick: use, "data-t": "reload" }, t("reload")));
  announce(t("new-version"));
}

/** Empties every part of the page, and makes the files that it has made unreachable. */
function clearPage() {
  for (const each of parts) each.clear();
  problems = [];
  failure = announced = missingNow = "";
  forgetPicture();
  clearFiles();
  for (const id of ["results", "link-said", "notice"]) show(by(id));
  summarize([]);
  showProblems([]);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  changed();
  drawCard();
}

function trace() {
  const go = el("button", { type: "button", class: "button main", onclick: async () => {
    go.setAttribute("aria-busy", "true");
    program?.stop();
    phase = "waiting";
    for (const each of waiting.splice(0)) each(undefined); // they are refused, because the program has been stopped
    program?.parts.forget();
    clearPage();
    const isGone = await offline.forget();
    clearPage(); // of what was on its way
    box.close();
    show(by("notice"), el("p", {}, t(isGone ? "trace-done" : "trace-failed")));
    announce(t(isGone ? "trace-done" : "trace-failed"));
    by("notice").focus({ preventScroll: true });
    by("notice").scrollIntoView({ block: "start", behavior: "instant" });
  } }, t("trace"));
  const box = dialog(t("trace"), el("p", {}, t("trace-about")), el("div", { class: "actions" }, go));
}

/** Starts the page. */
function start() {
  const data = JSON.parse(by("page-data").textContent);
  form = data.form;
  startStrings(data.strings, form.languages);
  if (typeof WebAssembly !== "object") {
    by("no-wasm").hidden = false;
    return;
  }
  const languages = startLanguages(form.languages);
  const fieldsOfCards = startForm(form, { ask: patiently, parts: () => /** @type {any} */ (program).parts });
  const pack = startPack(fieldsOfCards.more, {
    want, fillIn, copyLink,
    open: async (text, name) => (await patiently("open_pack", { text, name }).catch((error) => failed(error)))?.answer,
  });
  parts = [languages, fieldsOfCards, pack, startPicture(form.picture_settings, { want, wishes, busy })];
  const soon = settled(PAUSE, preview);
  onChange(() => {
    show(by("results")); // they are of the card as it was
    drawActions();
    drawCard();
    if (state.languages.length) begin();
    soon();
  });
  onLanguage(() => {
    drawActions();
    drawCard();
    drawOffline(readyOffline);
  });
  by("status-button").addEventListener("click", again);
  by("to-mistake").addEventListener("click", () => problems[0] && goTo(problems[0]));
  by("skip").addEventListener("click", (/** @type {Event} */ event) => (event.preventDefault(), by("field-languages").focus()));
  by("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  by("about").addEventListener("click", about);
  by("trace").addEventListener("click", trace);
  offline = new Offline(form.languages, {
    ready: (found) => drawOffline(readyOffline = found),
    newer: offer,
    forgotten: () => program?.parts.forget(),
  });
  offline.watch();
  holdFields();
  spareMemory({ rest, wake });
  addEventListener("hashchange", openLink);
  by("form").hidden = by("foot-actions").hidden = false;
  fill(document);
  drawOffline(readyOffline);
  drawActions();
  drawCard();
  openLink();
  // Whoever saves data loads the program when they begin; for the others it is there when they need it.
  if (/** @type {any} */ (navigator).connection?.saveData && !state.languages.length) {
    by("form").addEventListener("focusin", begin, { once: true });
  } else setTimeout(begin, 0);
  changed();
}

start();
