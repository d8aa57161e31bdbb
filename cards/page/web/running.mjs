/** The program from the page's side: started when somebody begins, started again when it dies, ended to save memory. */

import { announce } from "./dom.mjs";
import { language } from "./languages.mjs";
import { isSingle } from "./offline.mjs";
import { prepare } from "./preview.mjs";
import { NotFetched, Overtaken, startProgram } from "./runtime.mjs";
import { t } from "./strings.mjs";

/** Milliseconds within which a program that ends again is not started again by itself: what it is asked may end it. */
const SOON = 60_000;

/** @typedef {"waiting" | "loading" | "trouble" | "ready" | "stopped"} Phase */

/** How far the program is, and the bytes that have come of those it starts with.
 * @type {{phase: Phase, got: number, of: number}}
 */
export const running = { phase: "waiting", got: 0, of: 0 };

/** When the program last ended by itself, and whether it is ended to give memory back. */
let diedAt = -Infinity;
let isResting = false;
/** Who waits for the program. @type {((value: unknown) => void)[]} */
const waiting = [];
/** @type {import("./runtime.mjs").Program | null} */
let program = null;

/** @typedef {{moved: () => void, ready: () => void, missing: () => void}} Listener */
/** @type {Listener} */
let listener = { moved: () => undefined, ready: () => undefined, missing: () => undefined };

/**
 * Says who hears of the program: `moved` whenever the phase or the progress changes, `ready` when it can be asked, and
 * `missing` when the site has a part of it no longer.
 * @param {Listener} given
 */
export function onProgram(given) {
  listener = given;
}

/** What the program says of itself. @param {any} news */
function hear(news) {
  if (news.progress) {
    [running.got, running.of] = [news.progress.got, news.progress.of];
    if (running.phase === "trouble") running.phase = "loading";
  } else if (news.missing) listener.missing();
  else if (news.trouble && running.phase !== "ready") running.phase = "trouble";
  else if (news.ready) {
    running.phase = "ready";
    for (const each of waiting.splice(0)) each(undefined);
    listener.ready();
  } else if (news.died) {
    console.error(news.died.text);
    const isOften = isRecent();
    diedAt = performance.now();
    running.phase = "stopped";
    announce(t(isOften ? "stopped" : "restarts"));
    if (!isOften) begin();
  }
  listener.moved();
}

/** Whether the program has ended by itself a moment ago. */
export function isRecent() {
  return performance.now() - diedAt < SOON;
}

/** Loads the program, unless that has begun. */
export function begin() {
  if (running.phase !== "waiting" && running.phase !== "stopped") return;
  Object.assign(running, { phase: "loading", got: 0, of: 0 });
  listener.moved();
  if (program) program.start();
  else program = startProgram({ tell: hear });
  prepare(program.parts).catch(() => undefined);
}

/** Ends the program; who waits for it is refused. */
export function stop() {
  program?.stop();
  running.phase = "waiting";
  for (const each of waiting.splice(0)) each(undefined);
}

/** The parts of the program, once it has begun. @returns {import("./runtime.mjs").Parts | undefined} */
export function parts() {
  return program?.parts;
}

/** Ends the program while nobody looks, unless it has something to do. */
export function rest() {
  if (running.phase !== "ready" || document.querySelector("[aria-busy=true]")) return;
  isResting = true;
  stop();
}

/** Starts the program again that `rest` has ended. */
export function wake() {
  if (!isResting) return;
  isResting = false;
  begin();
}

/** The core's answer. Rejects with Overtaken where the program is not there.
 * @param {string} ask @param {any} args @param {Uint8Array[]} [files]
 */
export function answered(ask, args, files = []) {
  if (!program || running.phase !== "ready") return Promise.reject(new Overtaken("the program is not ready"));
  return program.ask(ask, args, files);
}

/** The core's answer, as soon as the program is there.
 * @param {string} ask @param {any} args @param {Uint8Array[]} [files]
 */
export async function patiently(ask, args, files) {
  begin();
  if (running.phase !== "ready") await new Promise((resolve) => waiting.push(resolve));
  return answered(ask, args, files);
}

/** Whether an error says nothing about what was asked: a newer question or the end of the program came between.
 * @param {unknown} error
 */
export function isOvertaken(error) {
  return error instanceof Overtaken || running.phase !== "ready";
}

/** What went wrong, as a sentence.
 * @param {unknown} error @param {string[]} [missing] the languages that are not here, if it is known which
 */
export function sentence(error, missing = []) {
  if (!(error instanceof NotFetched)) {
    console.error(error);
    return t("failed");
  }
  const names = missing.map((tag) => language(tag).english).join(", ");
  return [names ? t("not-fetched-which", { languages: names }) : t("not-fetched"), isSingle() ? t("not-fetched-file") : ""].filter(Boolean).join(" ");
}

/** Those of some languages whose fonts cannot be fetched.
 * @param {string[]} tags
 */
export async function missingOf(tags) {
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
