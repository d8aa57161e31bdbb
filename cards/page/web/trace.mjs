/** Leaves no trace: removes from the browser what this site has put there, which is the program's own files. */

/**
 * Empties the caches of this site and its service workers; false where something may be left.
 * @returns {Promise<boolean>}
 */
export async function leaveNoTrace() {
  try {
    if ("caches" in globalThis && location.protocol !== "file:") {
      for (const name of await caches.keys()) await caches.delete(name);
    }
    if ("serviceWorker" in navigator && location.protocol !== "file:") {
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    }
    return true;
  } catch {
    return false;
  }
}
