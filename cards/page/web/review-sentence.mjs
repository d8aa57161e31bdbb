/** The screen of one sentence: read it, say in English what it says, see the English, and answer. */

import { announce, el, show } from "./dom.mjs";
import { word } from "./fields.mjs";
import { framed, line, notKept, words } from "./review-words.mjs";
import { t } from "./strings.mjs";

/**
 * @typedef {import("./review.mjs").Desk} Desk
 * @typedef {import("./review-reading.mjs").Sentence} Sentence
 * @typedef {import("./review-reading.mjs").Verdict} Verdict
 */

/** How long somebody stays at a sentence before its card is drawn, in milliseconds. */
const CALM = 250;

/** @param {Desk} desk @returns {Node[]} */
export function sentenceScreen(desk) {
  const { reading, picture } = desk;
  const { queue, place, tag } = reading;
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  const sentence = queue[place];
  const answer = reading.given(sentence.code);
  const draft = reading.draft(sentence.code);
  if (list.is_source) draft.isSeen = true; // the English is read as it is: there is nothing to say, and nothing to uncover

  const text = words("p", sentence.text, { lang: sentence.lang, dir: sentence.dir, class: "review-sentence", fonts: list.fonts });
  const judged = el("div", { class: "review-judged" });
  const uncover = () => show(judged, ...judging(desk, sentence, draft));
  if (draft.isSeen) uncover();
  else {
    show(judged, ...sayIt(desk, draft, () => {
      uncover();
      /** @type {HTMLElement} */ (judged.querySelector(".review-english")).focus({ preventScroll: true });
      text.scrollIntoView({ block: "start", behavior: "instant" }); // to compare the two
    }));
  }

  picture.clear();
  setTimeout(() => desk.reading === reading && reading.place === place && picture.root.isConnected && picture.draw(tag, sentence), CALM);
  return [
    progress(desk),
    notKept(reading),
    line("h1", "review/sentence", { place: place + 1, all: queue.length }, { id: "review-title", class: "review-place", tabindex: "-1" }),
    text,
    el("p", { class: "hint" }, ...where(sentence)),
    judged,
    el("nav", { class: "review-ways", "aria-label": t("review/link") },
      word("button", "review/back", "", { type: "button", class: "button", disabled: place === 0, onclick: () => desk.read(place - 1) }),
      word("button", answer ? "review/next" : "review/skip", "", { type: "button", class: "button", onclick: () => desk.read(place + 1) }),
      word("button", "review/so-far", "", { type: "button", class: "button", onclick: () => desk.finish() })),
    picture.root,
  ].filter((each) => each !== null);
}

/** How many sentences are answered, and how long the others take. @param {Desk} desk */
function progress({ reading }) {
  const [all, open] = [reading.queue.length, reading.open];
  const minutes = reading.minutes(open);
  const key = !open.length ? "review/left-none" : minutes < 2 ? "review/left-little" : "review/left";
  const text = line("p", key, { done: all - open.length, all, minutes }, { id: "review-progress", class: "hint" });
  return el("div", { class: "review-progress" }, text, el("progress", { max: all, value: all - open.length, "aria-labelledby": text.id }));
}

/** The name of a situation, or its id where the page has none. @param {string} id */
function situation(id) {
  return t(`script/${id}`) || id;
}

/** The cards that a sentence is on. @param {Sentence} sentence */
function where({ scripts, states }) {
  const cards = scripts.map(situation).join(", ");
  return [
    cards ? line("span", "review/on-cards", { cards }) : word("span", "review/every-card", ""),
    ...(states ? [". ", line("span", "review/for-states", { states })] : []), ".",
  ];
}

/** The field for what somebody understands, and the button that shows the English: they write without having seen it.
 * @param {Desk} desk @param {import("./review-reading.mjs").Draft} draft @param {() => void} uncover
 */
function sayIt({ reading }, draft, uncover) {
  const said = el("textarea", { id: "review-said", rows: "2", lang: "en", dir: "ltr", autocorrect: "off", oninput: () => {
    draft.said = said.value;
    field.wrong("");
  } });
  said.value = draft.said ?? "";
  const { says } = reading.as;
  const field = framed(word("label", "review/say", ""), said, word("p", says ? "review/say-first" : "review/say-optional", "", { class: "hint" }));
  const button = word("button", "review/show", "", { type: "button", class: "button main wide", onclick: () => {
    if (says && !said.value.trim()) {
      field.wrongHere("review/needed");
      return said.focus();
    }
    draft.isSeen = true;
    return uncover();
  } });
  return [field.root, button];
}

/** The English, what belongs to it, and the answers.
 * @param {Desk} desk @param {Sentence} sentence @param {import("./review-reading.mjs").Draft} draft
 */
function judging(desk, sentence, draft) {
  const { reading } = desk;
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  const more = el("div", { class: "review-more" });
  const buttons = list.verdicts.map((verdict) => {
    const button = word("button", `review/verdict/${verdict.value}`, "", { type: "button", class: "button review-verdict", "data-verdict": verdict.value,
      "aria-pressed": String(draft.verdict === verdict.value), onclick: () => {
        draft.verdict = verdict.value;
        for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
        if (!verdict.field) return done(desk, sentence, draft, verdict);
        ask(verdict, true);
        return undefined;
      } });
    return button;
  });
  const ask = (/** @type {Verdict} */ verdict, /** @type {boolean} */ moves) => {
    const { root, control } = askedFor(desk, sentence, draft, verdict);
    show(more, root);
    if (moves) {
      control.focus();
      more.scrollIntoView({ block: "nearest" });
    }
  };
  const given = list.verdicts.find((each) => each.value === draft.verdict);
  if (given?.field) ask(given, false);
  else show(more);
  return [
    draft.said && el("p", { class: "hint" }, word("span", "review/said", ""), " ", el("span", { lang: "en", dir: "ltr" }, draft.said)),
    !list.is_source && el("div", { class: "review-english", tabindex: "-1", role: "group", "aria-label": t("review/english") },
      word("h2", "review/english", ""), words("p", sentence.english, { lang: "en", dir: "ltr" })),
    ...about(reading, sentence),
    el("div", { class: "review-answers", role: "group", "aria-labelledby": "review-is-right" },
      word("h2", list.is_source ? "review/is-right-law" : "review/is-right", "", { id: "review-is-right" }), ...buttons),
    more,
  ].filter(Boolean);
}

/** What a reviewer should know: the note, what the translator says, and for lawyers the law.
 * @param {import("./review-reading.mjs").Reading} reading @param {Sentence} sentence
 */
function about(reading, { note, claims, authority, lang, dir }) {
  const english = { lang: "en", dir: "ltr" };
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  return [
    note && el("div", { class: "review-note" }, word("h2", "review/note", ""), el("p", english, note)),
    claims.length > 0 && el("div", { class: "review-note" }, word("h2", "review/claims", ""), el("ul", {}, ...claims.map(({ asks, text }) =>
      el("li", {}, words("strong", text, { lang, dir, fonts: list.fonts }), " ", el("span", english, asks))))),
    reading.as.law && authority.length > 0 && el("div", { class: "review-note" }, word("h2", "review/law", ""),
      ...authority.flatMap(({ lines, scripts }) => [
        authority.length > 1 && el("p", { class: "hint" }, scripts.map(situation).join(", ")),
        el("ul", english, ...lines.map((each) => el("li", {}, each))),
      ])),
  ].filter(Boolean);
}

/** The field that an answer asks for, and the button that gives the answer.
 * @param {Desk} desk @param {Sentence} sentence @param {import("./review-reading.mjs").Draft} draft @param {Verdict} verdict
 */
function askedFor(desk, sentence, draft, verdict) {
  const { reading } = desk;
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  const key = verdict.field;
  const isWords = key === "should_be";
  const control = el("textarea", { id: `review-${key}`, rows: "3", autocorrect: "off", lang: isWords ? sentence.lang : null,
    dir: isWords ? sentence.dir : "auto", class: isWords ? "review-words" : null, oninput: () => {
      draft[key] = control.value;
      field.wrong("");
    } });
  control.value = draft[key] ?? (isWords ? sentence.raw : "");
  if (isWords) control.style.fontFamily = words("p", [], { lang: sentence.lang, dir: sentence.dir, fonts: list.fonts }).style.fontFamily;
  const hint = isWords && sentence.raw.includes("**") ? word("p", `review/asks/${key}-hint`, "", { class: "hint" }) : null;
  const field = framed(word("label", `review/asks/${key}`, ""), control, hint);
  const next = word("button", "review/next", "", { type: "button", class: "button main wide", onclick: () => {
    const text = control.value.trim();
    if (verdict.must && (!text || text === sentence.raw)) {
      field.wrongHere("review/needed");
      return control.focus();
    }
    draft[key] = text;
    return done(desk, sentence, draft, verdict);
  } });
  return { root: el("div", { class: "review-more" }, field.root, next), control };
}

/** Takes an answer, and goes on. @param {Desk} desk @param {Sentence} sentence @param {import("./review-reading.mjs").Draft} draft @param {Verdict} verdict */
function done({ reading, read }, sentence, draft, verdict) {
  const { value, field } = verdict;
  const was = reading.isKept;
  reading.answer(sentence.code, { verdict: value, said: (draft.said ?? "").trim(), ...(field ? { [field]: draft[field] ?? "" } : {}) });
  if (was && !reading.isKept) announce(t("review/not-kept"));
  read(reading.place + 1);
}
