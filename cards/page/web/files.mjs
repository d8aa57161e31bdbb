/** Files that leave the page only when somebody asks: saved, shared, printed. */

import { el } from "./dom.mjs";

/** @typedef {{name: string, bytes: Uint8Array, type: string}} Made */

/** The addresses of files that are still in memory. @type {Set<string>} */
const addresses = new Set();

/** Saves a file where the browser saves files.
 * @param {Made} made
 */
export function save(made) {
  const link = el("a", { href: address(made), download: made.name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => revoke(link.href), 60_000);
}

/** An address of a file in memory.
 * @param {Made} made
 */
export function address(made) {
  const url = URL.createObjectURL(new Blob([/** @type {any} */ (made.bytes)], { type: made.type }));
  addresses.add(url);
  return url;
}

/** @param {string} url */
function revoke(url) {
  addresses.delete(url);
  URL.revokeObjectURL(url);
}

/** Removes every file from memory: its address leads nowhere from now on, and the one that was printed is gone. */
export function clearFiles() {
  document.getElementById("printed")?.remove();
  for (const url of addresses) revoke(url);
}

/** @param {Made} made */
function asFile(made) {
  return new File([/** @type {any} */ (made.bytes)], made.name, { type: made.type });
}

/** Whether this browser shares files of a type with other programs.
 * @param {string} [type]
 */
export function canShare(type = "application/pdf") {
  const sample = { name: `card.${type.split("/")[1]}`, bytes: new Uint8Array([37, 80, 68, 70]), type };
  try {
    return Boolean(navigator.canShare?.({ files: [asFile(sample)] }));
  } catch {
    return false;
  }
}

/** Opens the share sheet; false where the browser did not open it, true also when somebody closed it.
 * @param {Made[]} made
 */
export async function share(made) {
  try {
    await navigator.share({ files: made.map(asFile) });
    return true;
  } catch (error) {
    return /** @type {Error} */ (error).name === "AbortError";
  }
}

/** Prints a PDF through the browser; false where it shows no PDF inside a page.
 * @param {Made} made
 * @returns {Promise<boolean>}
 */
export function print(made) {
  if (!navigator.pdfViewerEnabled) return Promise.resolve(false);
  return new Promise((resolve) => {
    document.getElementById("printed")?.remove();
    const frame = el("iframe", { id: "printed", class: "printed", title: made.name, "aria-hidden": "true", tabindex: "-1" });
    frame.addEventListener("load", () => {
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        resolve(true);
      } catch {
        resolve(false);
      }
    });
    frame.src = address(made);
    document.body.append(frame);
  });
}
