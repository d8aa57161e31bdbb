/** Gives memory back: a browser that runs short of it closes the pages that take most, and what was typed is gone. */

/** How long nobody looks at the page before its program is ended, in milliseconds. */
const LONG = 5 * 60_000;

/** Gigabytes of memory up to which a device counts as short of it; telephones that do not tell count as such, too. */
const LITTLE = 4;

/**
 * Calls `rest` when the page has been hidden for long, or is about to be frozen, and `wake` when it is looked at again.
 * Nothing happens on a device with enough memory.
 * @param {{rest: () => void, wake: () => void}} tell
 */
export function spareMemory({ rest, wake }) {
  const memory = /** @type {any} */ (navigator).deviceMemory;
  if (memory === undefined ? !matchMedia("(pointer: coarse)").matches : memory > LITTLE) return;
  let timer = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(rest, LONG);
    else wake();
  });
  document.addEventListener("freeze", rest);
  document.addEventListener("resume", () => document.hidden || wake());
}
