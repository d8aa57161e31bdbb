/** What a reader does with one language: their name and role, their answers, and the sentences that are left. */

import { keep, kept } from "./review-store.mjs";

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
  /** What was answered, by the codes of sentences. @type {Map<string, Answer>} */
  answers = new Map();
  /** What was typed and is not answered yet. @type {Map<string, Draft>} */
  drafts = new Map();
  keeps = false;
  leavesOutDone = true;
  place = 0;
  /** Whether the text has been taken as it is, so that closing the page loses nothing. */
  isTaken = true;

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
    const found = kept(tag);
    if (!found) return;
    this.keeps = true;
    [this.by, this.role] = [found.by, found.role];
    this.answers = new Map(Object.entries(found.answers));
  }

  /** The role in which they read, as the core describes it. @returns {Role} */
  get as() {
    return this.list?.roles.find((each) => each.value === this.role) ?? { value: "", says: false, law: false };
  }

  /** The sentences to read, in order. */
  get queue() {
    const all = this.list?.sentences ?? [];
    return this.leavesOutDone ? all.filter((each) => !each.done.includes(this.role) || this.answers.has(each.code)) : all;
  }

  /** Those without an answer. */
  get open() {
    return this.queue.filter((each) => !this.answers.has(each.code));
  }

  /** How many answers are about sentences that are there no more. */
  get lapsed() {
    const codes = new Set(this.list?.sentences.map((each) => each.code));
    return [...this.answers.keys()].filter((code) => !codes.has(code)).length;
  }

  /** Minutes for some sentences. @param {Sentence[]} sentences */
  minutes(sentences) {
    const seconds = sentences.map(({ seconds: { read, say } }) => read + (this.as.says ? say : 0));
    return Math.round(seconds.reduce((sum, each) => sum + each, 0) / 60);
  }

  /** What the core is asked with. @param {boolean} [isWithAnswers] */
  question(isWithAnswers = true) {
    const codes = (this.list?.sentences ?? []).map((each) => each.code).filter((code) => isWithAnswers && this.answers.has(code));
    return { language: this.tag, by: this.by, role: this.role, answers: codes.map((code) => ({ code, ...this.answers.get(code) })) };
  }

  /** Keeps it on this device, if the reader wants that; false if this browser does not. */
  save() {
    if (!this.keeps) return true;
    this.keeps = keep(this.tag, { by: this.by, role: this.role, answers: Object.fromEntries(this.answers) });
    return this.keeps;
  }

  /** @param {string} code @param {Answer} answer */
  answer(code, answer) {
    this.answers.set(code, answer);
    this.drafts.delete(code);
    this.isTaken = false;
    this.save();
  }
}
