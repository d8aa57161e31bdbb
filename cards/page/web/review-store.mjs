/**
 * What a reviewer lets this browser keep: their name, role and answers, for each language. Nothing is kept unless they
 * ask for it, and everything goes when they say so. It is the only thing of what somebody types that is ever stored.
 *
 * Several windows may have the same language open, so what is stored is merged with what a window has, and what is read is
 * checked: another program, an older page or a damaged disk may have written it.
 *
 * @typedef {{verdict: string, said: string, turn: number, should_be?: string, why?: string}} Answer
 *   `turn` counts the answers in the order in which they were given, in all windows: no time of day is stored.
 * @typedef {{by: string, role: string, answers: Record<string, Answer>}} Kept The answers by role and sentence (`keyOf`).
 */

/** Storage belongs to a host, or to all pages on a disk, so names begin with the address of this page. */
const NAME = `rights-cards:${location.pathname}:review:`;

/** Which of two answers of the same turn counts, the later in the list: a doubt is not lost. */
const DOUBT = ["right", "unsure", "wrong"];

/** The key of an answer. @param {string} role @param {string} code of the sentence */
export const keyOf = (role, code) => `${role} ${code}`;
const KEY = /^[a-z-]{1,40} [0-9a-z]{1,40}$/;

/** Characters of a text that is read from storage; the core refuses far shorter ones. */
const MOST_TEXT = 20_000;

/** The browser's storage; null where it has none for this page. */
function storage() {
  try {
    const found = globalThis.localStorage;
    found.getItem(NAME);
    return found;
  } catch {
    return null;
  }
}

/** Whether this browser can keep anything. */
export function canKeep() {
  return storage() !== null;
}

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string" && value.length <= MOST_TEXT;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** An answer as it was given; null for what is none. @param {unknown} value @returns {Answer | null} */
function answerOf(value) {
  if (!isTable(value)) return null;
  const { verdict, said, turn, should_be, why } = value;
  if (!isText(verdict) || !DOUBT.includes(verdict) || !isText(said)) return null;
  if (typeof turn !== "number" || !Number.isSafeInteger(turn) || turn < 0) return null;
  return { verdict, said, turn, ...(isText(should_be) ? { should_be } : {}), ...(isText(why) ? { why } : {}) };
}

/**
 * What is kept for a language, without what is damaged in it; null if nothing is.
 * @param {string} tag
 * @returns {Kept | null}
 */
export function kept(tag) {
  try {
    const found = JSON.parse(storage()?.getItem(NAME + tag) ?? "null");
    if (!isTable(found) || !isText(found.by) || !isText(found.role)) return null;
    const answers = Object.entries(isTable(found.answers) ? found.answers : {}).flatMap(([key, value]) => {
      const answer = KEY.test(key) ? answerOf(value) : null;
      return answer ? [/** @type {const} */ ([key, answer])] : [];
    });
    return { by: found.by, role: found.role, answers: Object.fromEntries(answers) };
  } catch {
    return null; // another program's, or damaged
  }
}

/** The turn after those of some answers. @param {Record<string, Answer>[]} tables */
export function nextTurn(...tables) {
  return 1 + tables.flatMap(Object.values).reduce((most, { turn }) => Math.max(most, turn), 0);
}

/**
 * The answers of two windows together: of two about the same sentence the later one.
 * @param {Record<string, Answer>} ours
 * @param {Record<string, Answer>} theirs
 */
function merged(ours, theirs) {
  const all = { ...theirs };
  for (const [key, answer] of Object.entries(ours)) {
    const other = all[key];
    const later = other ? answer.turn - other.turn || DOUBT.indexOf(answer.verdict) - DOUBT.indexOf(other.verdict) : 0;
    if (later >= 0) all[key] = answer;
  }
  return all;
}

/**
 * Keeps it, with what other windows have kept meanwhile.
 * @param {string} tag
 * @param {Kept} what
 * @param {string | null} before the name under which this window last found or kept something, null if it never did
 * @returns {Kept | null} what is kept now; null if the browser keeps nothing more, or if another window has removed it, or
 *   keeps the answers of somebody else there
 */
export function keep(tag, what, before) {
  const found = kept(tag);
  if (found ? found.by !== what.by && found.by !== before : before !== null) return null;
  const all = { ...what, answers: merged(what.answers, found?.answers ?? {}) };
  try {
    storage()?.setItem(NAME + tag, JSON.stringify(all));
  } catch {
    return null; // storage is full, or forbidden
  }
  return kept(tag);
}

/** Removes what is kept for a language, or for all of them.
 * @param {string} [tag]
 */
export function forget(tag) {
  const store = storage();
  if (!store) return;
  const names = tag === undefined ? Object.keys(store).filter((name) => name.startsWith(NAME)) : [NAME + tag];
  for (const name of names) store.removeItem(name);
}
