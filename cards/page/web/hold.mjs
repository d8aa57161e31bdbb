/** Keeps the field in which somebody is where it is on the screen, whatever comes or goes above it. */

/** The field with the focus. @type {Element | null} */
let held = null;
/** Its distance from the top of the page, which scrolling does not change, in CSS pixels. */
let top = 0;

/** @param {Element} element */
function topOf(element) {
  return element.getBoundingClientRect().top + scrollY;
}

/** Begins to hold the fields of the form. Those beside them, which stick to the window, need no hand. */
export function holdFields() {
  document.addEventListener("focusin", ({ target }) => {
    held = target instanceof Element && target.closest(".words, .rest") ? target : null;
    if (held) top = topOf(held);
  });
  const correct = () => {
    if (!held?.isConnected || held !== document.activeElement || !held.checkVisibility()) return;
    const now = topOf(held);
    const moved = now - top;
    if (Math.abs(moved) < 1) return;
    const before = scrollY;
    scrollBy({ top: moved, behavior: "instant" });
    // Some browsers scroll by whole pixels: the rest is made good the next time, or rests would add up.
    const rest = moved - (scrollY - before);
    top = Math.abs(rest) < 1 ? now - rest : now;
  };
  // A key pressed between a change above and the next painting: the browser would scroll to where the field is then.
  for (const event of ["keydown", "beforeinput"]) document.addEventListener(event, correct, true);
  // What observers of sizes do is done before the page is painted, so nobody sees the field move.
  const observer = new ResizeObserver(correct);
  for (const each of document.querySelectorAll("main, .intro, .words, .card, .rest")) observer.observe(each);
}
