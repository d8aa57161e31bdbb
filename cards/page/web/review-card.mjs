/** The picture of a card on which one sentence is lit. It comes when it is ready, and nobody has to wait for it. */

import { el, show } from "./dom.mjs";
import { sideOf } from "./preview.mjs";
import { patiently } from "./running.mjs";
import { Overtaken } from "./runtime.mjs";
import { t } from "./strings.mjs";

/** Points around the ink of a lit sentence. */
const MARGIN = 2;

/**
 * @typedef {import("./preview.mjs").Side & {words: {id: string, box: number[]}[]}} Side
 * @typedef {{sides: Side[], pdf: Uint8Array} | {missing: true}} Card
 */

/** A place for the picture of the sentence that is shown. */
export function cardPicture() {
  const caption = el("figcaption", {});
  const place = el("div", { class: "review-faces" });
  const root = el("figure", { class: "review-card", hidden: true }, caption, place);
  /** The last card: most sentences are on the same one as the sentence before. @type {{key: string, card: Card} | null} */
  let last = null;
  let latest = 0;

  /** @param {string} tag @param {any} wishes @param {string} key @returns {Promise<Card>} */
  async function asked(tag, wishes, key) {
    if (last?.key === key) return last.card;
    if (!Object.keys(wishes).length) return { missing: true };
    const { answer, files } = await patiently("review_card", { language: tag, languages: [tag], wishes });
    /** @type {Card} */
    const card = answer.problems ? { missing: true } : { sides: answer.sides, pdf: files[0] };
    last = { key, card };
    return card;
  }

  /**
   * Draws the card of a sentence; of several calls the last one counts.
   * @param {string} tag
   * @param {{card: any, contexts: string[]}} sentence
   */
  async function draw(tag, sentence) {
    const mine = (latest += 1);
    try {
      const card = await asked(tag, sentence.card, `${tag} ${JSON.stringify(sentence.card)}`);
      if (mine !== latest) return;
      root.hidden = false;
      caption.textContent = "missing" in card ? t("review/no-picture") : t("review/picture");
      if ("missing" in card) return;
      const pictures = [];
      for (const side of card.sides) {
        const boxes = side.words.filter(({ id, box }) => box.length && sentence.contexts.includes(id)).map(({ box }) => box);
        if (boxes.length) pictures.push(await lit(card.pdf, side, boxes, Math.max(280, root.clientWidth)));
      }
      if (mine === latest) show(place, ...pictures);
      root.hidden = pictures.length === 0;
    } catch (error) {
      if (!(error instanceof Overtaken)) console.error(error);
      if (mine === latest) root.hidden = true; // the sentence can be judged without it
    }
  }

  /** Removes the picture; what is known of the card stays for the next sentence. */
  const clear = () => {
    latest += 1;
    show(place);
    root.hidden = true;
  };
  return { root, draw, clear };
}

/**
 * A side of a card with everything but some boxes in the shade.
 * @param {Uint8Array} pdf
 * @param {Side} side
 * @param {number[][]} boxes in points from the side's lower left corner
 * @param {number} width in CSS pixels
 */
async function lit(pdf, side, boxes, width) {
  const canvas = await sideOf(pdf, side, width);
  const [left, , right] = side.box;
  const scale = canvas.width / (right - left);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(1, 0, 0, 1, 0, 0);
  const rects = boxes.map(([x0, y0, x1, y1]) => /** @type {const} */ ([
    (x0 - MARGIN) * scale, canvas.height - (y1 + MARGIN) * scale, (x1 - x0 + 2 * MARGIN) * scale, (y1 - y0 + 2 * MARGIN) * scale,
  ]));
  context.fillStyle = "rgb(0 0 0 / 55%)";
  context.beginPath();
  context.rect(0, 0, canvas.width, canvas.height);
  for (const [x, y, wide, high] of rects) {
    context.moveTo(x, y); // the other way round, so that the shade leaves it out
    context.lineTo(x, y + high);
    context.lineTo(x + wide, y + high);
    context.lineTo(x + wide, y);
    context.closePath();
  }
  context.fill("nonzero");
  context.lineWidth = Math.max(2, 1.2 * scale);
  context.strokeStyle = "#ffd23f";
  for (const [x, y, wide, high] of rects) context.strokeRect(x, y, wide, high);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", t("review/picture"));
  canvas.dataset.lit = JSON.stringify(rects.map((each) => each.map(Math.round)));
  return canvas;
}
