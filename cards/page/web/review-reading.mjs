/** What a reader does with one language: their name and role, their answers, and the sentences that are left. */

import { forget, keep, keyOf, kept, nextTurn } from "./review-store.mjs";

/**
 * @typedef {import("./review-store.mjs").Answer} Answer
 * @typedef {import("./review-words.mjs").Part} Part
 * @typedef {{code: string, number: number, raw: string, lang: string, dir: string, text: Part[], english: Part[], note: string,
 *   claims: {asks: string, text: Part[]}[], scripts: string[], states: string, authority: {lines: string[], scripts: string[]}[],
 *   done: string[], contexts: string[], card: any, seconds: {read: number, say: number}}} Sentence
 * @typedef {{value: string, says: boolean, law: boolean}} Role
 * @typedef {{value: string, field: string, must: boolean}} Verdict
 * @typedef {{code: string, of: number, lang: string, dir: string, is_source: boolean, fonts: import("./review-words.mjs").Fonts[], roles: Role[],
 *   verdicts: Verdict[], sentences: Sentence[]}} List
 * @typedef {{verdict?: string, isSeen?: boolean, [field: string]: any}} Draft
 */

/** One reader's work on one language. */
export class Reading {
  /** @type {List | null} */
  list = null;
  by = "";
  role = "";
  /**
   * What was answered, by role and sentence (`keyOf`): each role sees and writes other things, so an answer never counts in
   * another role.
   * @type {Record<string, Answer>}
   */
  answers = {};
  /** What was typed and is not answered yet, by role and sentence. @type {Map<string, Draft>} */
  drafts = new Map();
  /** Whether the reader wants this device to keep it. */
  keeps = false;
  /** Whether the device did so the last time. */
  isKept = true;
  leavesOutDone = true;
  place = 0;
  /** Whether the text has been taken as it is, so that closing the page loses no answer. */
  isTaken = true;
  /** The name under which this device last kept something, null if it did not. @type {string | null} */
  #keptBy = null;

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    const found = kept(tag);
    if (!found) return;
    this.keeps = true;
    this.#keptBy = found.by;
    ({ by: this.by, role: this.role, answers: this.answers } = found);
    this.isTaken = !this.hasAnswers;
  }

  /** Whether anything was answered, in any role. */
  get hasAnswers() {
    return Object.keys(this.answers).length > 0;
  }

  /** The answer about a sentence that counts in the role of now. @param {string} code @returns {Answer | undefined} */
  given(code) {
    const answer = this.answers[keyOf(this.role, code)];
    const isWhole = answer && (!this.as.says || answer.said.trim() !== "");
    return isWhole ? answer : undefined;
  }

  /** What is typed about a sentence in the role of now; it begins with what was answered. @param {string} code @returns {Draft} */
  draft(code) {
    const key = keyOf(this.role, code);
    const answer = this.given(code);
    const draft = this.drafts.get(key) ?? { ...answer, isSeen: Boolean(answer) };
    this.drafts.set(key, draft);
    return draft;
  }

  /** Whether closing the page would lose answers, or words that were typed. */
  get wouldLose() {
    if (this.hasAnswers && !this.isTaken && !(this.keeps && this.isKept)) return true;
    return [...this.drafts].some(([key, draft]) => ["said", ...(this.list?.verdicts ?? []).map(({ field }) => field)].some(
      (field) => (draft[field] ?? "").trim() && draft[field].trim() !== (/** @type {any} */ (this.answers[key])?.[field] ?? ""),
    ));
  }

  /** The role in which they read, as the core describes it. @returns {Role} */
  get as() {
    return this.list?.roles.find((each) => each.value === this.role) ?? { value: "", says: false, law: false };
  }

  /** The sentences to read, in order. */
  get queue() {
    const all = this.list?.sentences ?? [];
    return this.leavesOutDone ? all.filter((each) => !each.done.includes(this.role) || this.given(each.code)) : all;
  }

  /** Those without an answer. */
  get open() {
    return this.queue.filter((each) => !this.given(each.code));
  }

  /** How many answers in this role are about sentences that are there no more. */
  get lapsed() {
    const codes = new Set(this.list?.sentences.map((each) => keyOf(this.role, each.code)));
    return Object.keys(this.answers).filter((key) => key.startsWith(keyOf(this.role, "")) && !codes.has(key)).length;
  }

  /** How many sentences were answered in another role, and are asked again in this one. */
  get inOtherRole() {
    const roles = (this.list?.roles ?? []).map(({ value }) => value);
    return this.open.filter(({ code }) => roles.some((role) => role !== this.role && keyOf(role, code) in this.answers)).length;
  }

  /** Minutes for some sentences. @param {Sentence[]} sentences */
  minutes(sentences) {
    const seconds = sentences.map(({ seconds: { read, say } }) => read + (this.as.says ? say : 0));
    return Math.round(seconds.reduce((sum, each) => sum + each, 0) / 60);
  }

  /** What the core is asked with. @param {boolean} [isWithAnswers] */
  question(isWithAnswers = true) {
    const { role } = this;
    const answers = (isWithAnswers ? this.list?.sentences ?? [] : []).flatMap(({ code }) => {
      const answer = this.given(code);
      return answer ? [{ code, role, ...answer }] : [];
    });
    return { language: this.tag, by: this.by, role, answers };
  }

  /** Keeps it on this device, if the reader wants that, and takes over what another window has kept. */
  save() {
    if (!this.keeps) return;
    const found = keep(this.tag, { by: this.by, role: this.role, answers: this.answers }, this.#keptBy);
    this.isKept = found !== null;
    if (!found) return;
    this.#keptBy = found.by;
    this.answers = found.answers;
  }

  /** Removes what this device keeps; the reading goes on. */
  erase() {
    forget(this.tag);
    this.#keptBy = null;
    this.isKept = true;
  }

  /** @param {string} code @param {Omit<Answer, "turn">} answer */
  answer(code, answer) {
    const key = keyOf(this.role, code);
    const turn = nextTurn(this.answers, (this.keeps && kept(this.tag)?.answers) || {});
    this.answers = { ...this.answers, [key]: { ...answer, turn } };
    this.drafts.delete(key);
    this.isTaken = false;
    this.save();
  }
}
