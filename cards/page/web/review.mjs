/**
 * The review of a translation: a reader says of each sentence whether it is right, and gets a text to send. Which sentences
 * there are, what may be answered and what the text is: all that is the core's (cards/page/reviewing.py). Nothing is sent,
 * and nothing is kept unless the reader asks for it.
 */

import { el, show } from "./dom.mjs";
import { cardPicture } from "./review-card.mjs";
import { endScreen } from "./review-end.mjs";
import { Reading } from "./review-reading.mjs";
import { sentenceScreen } from "./review-sentence.mjs";
import { startScreen } from "./review-start.mjs";
import { forget } from "./review-store.mjs";
import { loadFonts } from "./review-words.mjs";
import { parts } from "./running.mjs";
import { onLanguage, t } from "./strings.mjs";

/**
 * @typedef {object} Desk What the screens share.
 * @property {ReturnType<typeof cardPicture>} picture
 * @property {Reading} reading
 * @property {(tags: string[]) => void} fetched Says that what a language needs has come.
 * @property {(tag: string) => void} choose Takes up the review of a language.
 * @property {(place?: number) => void} read Goes to a sentence, or to the first without an answer.
 * @property {() => void} finish Goes to the text to send.
 * @property {() => void} forget Forgets what was answered, here and in the browser's storage.
 */

/**
 * @param {HTMLElement} root
 * @param {(tags: string[]) => void} fetched hears that what a language needs has come
 * @returns {import("./review-link.mjs").Review}
 */
export function startReview(root, fetched) {
  /** @type {Map<string, Reading>} */
  const readings = new Map();
  /** @type {(desk: Desk) => Node[]} */
  let screen = startScreen;

  const go = (/** @type {typeof screen} */ next) => {
    screen = next;
    draw();
    root.scrollIntoView({ block: "start", behavior: "instant" });
    /** @type {HTMLElement | null} */ (root.querySelector("#review-title"))?.focus({ preventScroll: true });
  };
  const draw = () => {
    document.title = t("review/link");
    show(root, el("form", { class: "review-in", novalidate: true, autocomplete: "off", spellcheck: "false", autocapitalize: "off",
      writingsuggestions: "false", onsubmit: (/** @type {Event} */ event) => event.preventDefault() }, ...screen(desk)));
  };
  /** @type {Desk} */
  const desk = {
    picture: cardPicture(),
    fetched,
    reading: new Reading(""),
    choose: (tag) => {
      const { by, role } = desk.reading;
      const known = readings.get(tag) ?? new Reading(tag);
      readings.set(tag, known);
      if (!known.hasAnswers && !known.by) Object.assign(known, { by, role });
      desk.reading = known;
      desk.picture.clear();
    },
    read: (place) => {
      const { reading } = desk;
      const first = reading.open[0];
      reading.place = place ?? (first ? reading.queue.indexOf(first) : 0);
      if (reading.list) loadFonts(reading.list.fonts, /** @type {any} */ (parts()));
      go(reading.place < reading.queue.length ? sentenceScreen : endScreen);
    },
    finish: () => go(endScreen),
    forget: () => {
      const { tag } = desk.reading;
      forget(tag);
      readings.delete(tag);
      desk.reading = new Reading("");
      desk.choose(tag);
      go(startScreen);
    },
  };
  onLanguage(() => root.hidden || draw());
  addEventListener("beforeunload", (event) => {
    if ([...readings.values()].some((each) => each.wouldLose)) event.preventDefault();
  });
  return {
    open: (tag) => {
      if (tag && tag !== desk.reading.tag) {
        desk.choose(tag);
        screen = startScreen;
      }
      go(screen);
    },
    clear: () => {
      readings.clear();
      desk.picture.clear();
      desk.reading = new Reading("");
      screen = startScreen;
      show(root);
    },
  };
}
