/** What works without a connection. The service worker, where there is one, says so; nothing is promised without it. */

/**
 * @param {{languages: (tags: string[]) => void, newer: (use: () => void) => void}} tell
 *   `languages` hears the tags of the languages that are there offline, now and whenever that changes; `newer` hears of a
 *   newer version of the program, with the function that loads it. Neither hears anything where nothing is kept.
 */
export function watchOffline(tell) {
  void tell;
}
