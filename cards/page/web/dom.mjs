/** Elements made and found; texts are always texts, never markup. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * A new element. An attribute that is `true` is written empty; one that is `false`, null or undefined is left out, and
 * one whose value is a function listens to the event of its name without `on`.
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key.replace(/^on/, ""), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/**
 * The element with an id, which the page has.
 * @param {string} id
 * @returns {any}
 */
export function by(id) {
  return document.getElementById(id);
}

/**
 * Says a sentence to screen readers, once.
 * @param {string | (Node | string)[]} text
 * @param {string | null} [lang] its language where it is not that of the page
 */
export function announce(text, lang = null) {
  const region = by("announce");
  region.textContent = "";
  setTimeout(() => {
    if (lang) region.lang = lang;
    else region.removeAttribute("lang");
    region.replaceChildren(...[text].flat());
  }, 50);
}

/**
 * Replaces what an element shows, and hides it when that is nothing.
 * @param {HTMLElement} element
 * @param {...Child} children
 */
export function show(element, ...children) {
  const real = /** @type {(Node | string)[]} */ (children.filter(Boolean));
  element.replaceChildren(...real);
  element.hidden = real.length === 0;
}

/** Runs a function when it was not called again for so many milliseconds.
 * @template {any[]} A
 * @param {number} wait
 * @param {(...args: A) => void} act
 * @returns {(...args: A) => void}
 */
export function settled(wait, act) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => act(...args), wait);
  };
}
