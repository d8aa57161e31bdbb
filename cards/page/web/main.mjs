/** The page: puts the form, the program and the card together. */

import { again, drawCard, drawStatus, forgetCard, onDrawn, preview } from "./card.mjs";
import { announce, by, el, settled, show } from "./dom.mjs";
import { labelOf, notTaken, setWishes, wishes } from "./fields.mjs";
import { clearFiles } from "./files.mjs";
import { startForm } from "./form.mjs";
import { holdFields } from "./hold.mjs";
import { language, startLanguages } from "./languages.mjs";
import { linkWith, settingsInAddress } from "./link.mjs";
import { busy, drawActions, failed, forgetMade, want } from "./making.mjs";
import { spareMemory } from "./memory.mjs";
import { isSingle, Offline } from "./offline.mjs";
import { startPack } from "./pack.mjs";
import { startPicture } from "./picture.mjs";
import { goTo, problems, showProblems, summarize, told } from "./problems.mjs";
import { startReviewLink } from "./review-link.mjs";
import { begin, onProgram, parts, patiently, rest, stop, wake } from "./running.mjs";
import { changed, onChange, state } from "./state.mjs";
import { english, fill, message, onLanguage, withOwnNames, startStrings, t } from "./strings.mjs";

/** How long the page waits after a keystroke before it asks for a new card, in milliseconds. */
const PAUSE = 10;

/** What the form is made of. @type {any} */
let form = {};
/** @type {Offline} */
let offline;
/** The parts of the page in which somebody chooses or types. @type {{clear: () => void}[]} */
let fieldsOfPage = [];

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
    announce(withOwnNames(found.problems.map((/** @type {any} */ each) => told(each)).join(" ")), "en");
    return show(by("notice"), ...found.problems.map((/** @type {any} */ each) => message("p", told(each), { class: "problem" })));
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
  for (const each of fieldsOfPage) each.clear();
  forgetCard();
  forgetMade();
  clearFiles();
  for (const id of ["link-said", "notice"]) show(by(id));
  summarize([]);
  showProblems([]);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  changed();
  drawCard();
}

function trace() {
  const go = el("button", { type: "button", class: "button main", onclick: async () => {
    go.setAttribute("aria-busy", "true");
    stop();
    parts()?.forget();
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
  const fieldsOfCards = startForm(form, { ask: patiently, parts: () => /** @type {any} */ (parts()) });
  const pack = startPack(fieldsOfCards.more, {
    want, fillIn, copyLink,
    open: async (text, name) => (await patiently("open_pack", { text, name }).catch((error) => failed(error)))?.answer,
  });
  fieldsOfPage = [languages, fieldsOfCards, pack, startPicture(form.picture_settings, { want, wishes, busy }), startReviewLink((tags) => void offline.opened(tags))];
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
  by("to-mistake").addEventListener("click", () => problems()[0] && goTo(problems()[0]));
  by("skip").addEventListener("click", (/** @type {Event} */ event) => (event.preventDefault(), by("field-languages").focus()));
  by("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  by("about").addEventListener("click", about);
  by("trace").addEventListener("click", trace);
  offline = new Offline(form.languages, {
    ready: (found) => drawOffline(readyOffline = found),
    newer: offer,
    forgotten: () => parts()?.forget(),
  });
  offline.watch();
  onDrawn((tags) => offline.opened(tags));
  onProgram({
    moved: drawStatus,
    ready: () => (offline.started(), preview()),
    missing: () => offline.isOutdated().then((isOutdated) => isOutdated && by("newer").hidden && offer(() => void offline.renew())),
  });
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
