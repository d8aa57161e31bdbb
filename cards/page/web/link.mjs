/**
 * A link with the settings, made only when somebody asks for it. They are behind the #, which browsers send to nobody.
 * The core reads what a link holds, as it reads a pack file.
 */

/**
 * The address of this page with settings.
 * @param {string[]} languages
 * @param {Record<string, any>} wishes
 */
export function linkWith(languages, wishes) {
  const held = new URLSearchParams();
  for (const tag of languages) held.append("languages", tag);
  for (const [key, wish] of Object.entries(wishes)) {
    for (const value of Array.isArray(wish) ? wish : [wish]) held.append(key, String(value));
  }
  return `${location.href.split("#")[0]}#${held}`;
}

/** The settings behind the # as text, or "" where there are none. */
export function settingsInAddress() {
  const text = location.hash.replace(/^#/, "");
  return text.includes("=") ? text : "";
}
