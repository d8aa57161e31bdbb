/** What somebody has asked for, and who wants to know when that changes. It lives in memory only. */

/**
 * @typedef {string | string[] | boolean} Wish
 * @typedef {{name: string, width: number, height: number, pixels: ArrayBuffer}} Logo
 */

/** @type {{languages: string[], shown: string, logo: Logo | null}} */
export const state = { languages: [], shown: "", logo: null };

/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/** Says that something changed. */
export function changed() {
  if (!state.languages.includes(state.shown)) state.shown = state.languages[0] ?? "";
  for (const listener of listeners) listener();
}
