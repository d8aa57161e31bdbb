/**
 * Pictures of a card, to share or to keep on a telephone. The core makes a PDF, the one that is behind the command's PNG;
 * this browser draws it with a pixel for each point, so only the bytes of the PNG differ.
 */

import { announce, by, el, show } from "./dom.mjs";
import { word } from "./fields.mjs";
import { address, canShare, save, share } from "./files.mjs";
import { inPixels } from "./preview.mjs";
import { told } from "./problems.mjs";
import { onChange, state } from "./state.mjs";
import { english, inEnglish, message, withOwnNames, t } from "./strings.mjs";

const TYPE = "image/png";

/**
 * @typedef {import("./fields.mjs").Setting} Setting
 * @typedef {{want: (ask: string, extra: any) => Promise<{answer: any, files: Uint8Array[]} | null>,
 *   wishes: () => any, busy: (button: HTMLElement, act: () => Promise<void>) => Promise<void>}} Given
 */

/** @param {Setting} setting */
function choice(setting) {
  const id = `picture-${setting.key}`;
  const control = el("select", { id }, ...setting.choices.map((each) =>
    word("option", `choice/${setting.key}/${each.value}`, each.label, { value: each.value })));
  const clear = () => (control.value = setting.default || setting.choices[0].value);
  clear();
  return { control, clear, root: el("div", { class: "field" }, word("label", `field/${setting.key}`, setting.label, { for: id }), control) };
}

/**
 * The part of the page that makes pictures.
 * @param {Setting[]} settings those that only pictures have
 * @param {Given} given
 * @returns {{clear: () => void}} Removes the picture and what was chosen for it.
 */
export function startPicture(settings, { want, wishes, busy }) {
  const choices = settings.map((each) => ({ key: each.key, ...choice(each) }));
  const said = el("div", { class: "picture-said", hidden: true });

  /** The picture of the language that is shown; null if it cannot be made, which the page then says.
   * @returns {Promise<import("./files.mjs").Made | null>}
   */
  async function made() {
    const asked = Object.fromEntries(choices.map((each) => [each.key, each.control.value]));
    const found = await want("picture", { languages: [state.shown], wishes: { ...wishes(), ...asked } });
    if (!found) return null;
    const [about] = found.answer.pictures;
    if (about.problem) {
      show(said, message("p", told(about.problem), { class: "problem" }));
      announce(withOwnNames(about.problem.cause), "en");
      return null;
    }
    const canvas = await inPixels(found.files[0], about.size);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, TYPE));
    const picture = { name: `${about.name}.png`, bytes: new Uint8Array(await blob.arrayBuffer()), type: TYPE };
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", about.words.map((/** @type {any} */ each) => each.text).join(" "));
    canvas.lang = about.lang;
    const warnings = [...found.answer.warnings, ...about.warnings];
    show(said, el("a", { href: address(picture), download: picture.name }, picture.name), canvas,
      warnings.length ? el("div", { class: "note-list" }, inEnglish(), el("ul", {}, ...warnings.map((each) => english("li", each)))) : null,
      message("p", found.answer.next_steps));
    announce(t("picture-made"));
    return picture;
  }

  const button = (/** @type {string} */ key, /** @type {string} */ kind, /** @type {(made: any) => unknown} */ act) => {
    const root = el("button", { type: "button", class: `button ${kind}`, "data-t": key }, t(key));
    root.addEventListener("click", () => busy(root, async () => {
      const picture = await made();
      if (picture) await act(picture);
    }));
    return root;
  };
  const actions = el("div", { class: "actions" }, button("picture-save", "main", save),
    canShare(TYPE) && button("picture-share", "quiet", (picture) => share([picture])));
  const root = el("details", { class: "picture", hidden: true },
    el("summary", { "data-t": "section/picture" }, t("section/picture")),
    el("div", { class: "picture-body" }, word("p", "picture-about", "", { class: "hint" }), ...choices.map((each) => each.root), actions, said));
  for (const each of choices) each.control.addEventListener("change", () => show(said));
  onChange(() => {
    show(said); // it is of the card as it was
    root.hidden = !state.shown;
  });
  show(by("picture"), root);
  return {
    clear: () => {
      for (const each of choices) each.clear();
      show(said);
    },
  };
}
