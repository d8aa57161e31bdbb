/**
 * What a reviewer lets this browser keep: their name, role and answers, for each language. Nothing is kept unless they
 * ask for it, and everything goes when they say so. It is the only thing of what somebody types that is ever stored.
 *
 * @typedef {{verdict: string, said: string, [field: string]: string}} Answer
 * @typedef {{by: string, role: string, answers: Record<string, Answer>}} Kept
 */

/** Storage belongs to a host, or to all pages on a disk, so names begin with the address of this page. */
const NAME = `rights-cards:${location.pathname}:review:`;

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

/** What is kept for a language; null if nothing is.
 * @param {string} tag
 * @returns {Kept | null}
 */
export function kept(tag) {
  try {
    const found = JSON.parse(storage()?.getItem(NAME + tag) ?? "null");
    return typeof found?.by === "string" && typeof found.role === "string" && typeof found.answers === "object" ? found : null;
  } catch {
    return null; // another program's, or damaged
  }
}

/** Keeps it; false where the browser does not.
 * @param {string} tag
 * @param {Kept} what
 */
export function keep(tag, what) {
  try {
    storage()?.setItem(NAME + tag, JSON.stringify(what));
    return kept(tag) !== null;
  } catch {
    return false; // storage is full, or forbidden
  }
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
