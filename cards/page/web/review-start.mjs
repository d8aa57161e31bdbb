/** The first screen of a review: which language, who reads, and whether the browser may keep the answers. */

import { announce, by, el, show } from "./dom.mjs";
import { word } from "./fields.mjs";
import { language, tags } from "./languages.mjs";
import { told } from "./problems.mjs";
import { canKeep } from "./review-store.mjs";
import { framed, line, notKept } from "./review-words.mjs";
import { patiently } from "./running.mjs";
import { withOwnNames, t } from "./strings.mjs";

/**
 * @typedef {import("./review.mjs").Desk} Desk
 * @typedef {import("./review-reading.mjs").Reading} Reading
 */

/** @param {Desk} desk @returns {Node[]} */
export function startScreen(desk) {
  const more = el("div", { class: "review-more" });
  const select = el("select", { id: "review-language", onchange: () => {
    desk.choose(select.value);
    load(desk, more);
  } }, word("option", "review/choose", "", { value: "" }), ...tags().map((tag) => {
    const { own, english, direction } = language(tag);
    return el("option", { value: tag, lang: tag, dir: direction }, own === english ? own : `${own} (${english})`);
  }));
  select.value = tags().includes(desk.reading.tag) ? desk.reading.tag : "";
  load(desk, more);
  return [
    word("h1", "review/link", "", { id: "review-title", tabindex: "-1" }),
    word("p", "review/lead", "", { class: "lead" }),
    el("p", {}, word("strong", "review/private", "")),
    framed(word("label", "review/language", ""), select).root,
    more,
    el("p", {}, word("a", "review/leave", "", { href: "#main" })),
  ];
}

/** What is shown while the core is asked for the sentences, and then the fields.
 * @param {Desk} desk @param {HTMLElement} more
 */
async function load(desk, more) {
  const { reading } = desk;
  if (!tags().includes(reading.tag)) return show(more);
  if (!reading.list) {
    const watch = waiting(more);
    try {
      const { answer } = await patiently("review", { language: reading.tag });
      if (answer.problems) throw new Error(answer.problems.map((/** @type {any} */ each) => told(each)).join(" "));
      reading.list = answer;
      desk.fetched([reading.tag]); // every question about a language fetches its fonts
    } catch (error) {
      console.error(error);
      if (reading === desk.reading) show(more, el("p", { class: "problem" }, t("failed")), again(() => load(desk, more)));
      return undefined;
    } finally {
      watch.disconnect();
    }
  }
  if (reading === desk.reading) show(more, ...fields(desk, reading));
  return undefined;
}

/** @param {() => void} act */
function again(act) {
  return word("button", "try-again", "", { type: "button", class: "button", onclick: act });
}

/** Says how far the program is, in the words of the page's own status. @param {HTMLElement} more */
function waiting(more) {
  const text = el("p", { role: "status" });
  const status = by("status");
  const draw = () => {
    const isNews = /status-(loading|trouble|stopped)/.test(status.className);
    text.textContent = isNews ? by("status-text").textContent : t("starting");
    restart.hidden = !status.className.includes("status-stopped");
  };
  const restart = again(() => by("status-button").click());
  show(more, text, restart);
  draw();
  const watch = new MutationObserver(draw);
  watch.observe(status, { attributes: true, childList: true, subtree: true, characterData: true });
  return watch;
}

/** The fields for a language whose sentences are known. @param {Desk} desk @param {Reading} reading */
function fields(desk, reading) {
  const list = /** @type {import("./review-reading.mjs").List} */ (reading.list);
  if (!list.sentences.length) return [word("p", "review/all-missing", "")];
  if (!list.roles.some((each) => each.value === reading.role)) reading.role = list.roles.length === 1 ? list.roles[0].value : "";
  const count = el("p", { class: "hint", role: "status" });
  const skip = el("input", { type: "checkbox", id: "review-skip", onchange: () => {
    reading.leavesOutDone = skip.checked;
    draw();
  } });
  const skipRow = el("div", { class: "tick" }, skip);
  const start = el("button", { type: "button", class: "button main wide" });
  const draw = () => {
    const done = list.sentences.filter((each) => each.done.includes(reading.role)).length;
    skipRow.hidden = done === 0;
    skipRow.replaceChildren(skip, line("label", "review/skip-done", { count: done }, { for: skip.id }));
    const answered = reading.queue.length - reading.open.length;
    const missing = list.of - list.sentences.length;
    count.replaceChildren(...[
      line("span", "review/count", { count: reading.queue.length, minutes: Math.max(1, reading.minutes(reading.queue)) }),
      missing ? line("span", "review/missing", { count: missing }) : null,
      answered ? line("strong", "review/kept", { count: answered, all: reading.queue.length }) : null,
      reading.inOtherRole ? line("strong", "review/other-role", { count: reading.inOtherRole }) : null,
      reading.lapsed ? line("span", "review/changed", { count: reading.lapsed }) : null,
    ].flatMap((each) => (each ? [each, " "] : [])));
    start.textContent = t(answered ? "review/go-on" : "review/start");
  };
  skip.checked = reading.leavesOutDone;

  const name = el("input", { id: "review-by", type: "text", dir: "auto", value: reading.by, oninput: () => (reading.by = name.value) });
  const byField = framed(word("label", "review/by", ""), name, word("p", "review/by-hint", "", { class: "hint" }));
  const roles = el("fieldset", { id: "review-role" }, word("legend", "review/role", "", { class: "unseen" }),
    el("div", { class: "pills" }, ...list.roles.map(({ value }) => {
      const input = el("input", { type: "radio", name: "review-role", value, onchange: () => {
        reading.role = value;
        draw();
      } });
      input.checked = value === reading.role;
      return el("label", { class: "pill" }, input, word("span", `review/role/${value}`, ""));
    })));
  const roleField = framed(word("p", "review/role", "", { class: "label", "aria-hidden": "true" }), roles);

  start.addEventListener("click", async () => {
    const { answer } = await patiently("answers", reading.question(false)).catch(() => ({ answer: { problems: [] } }));
    const problems = /** @type {import("./problems.mjs").Problem[]} */ (answer.problems ?? []);
    for (const [key, field] of /** @type {const} */ ([["by", byField], ["role", roleField]])) {
      field.wrong(problems.filter((each) => each.field === key).map((each) => told(each, "\n")).join(" "));
    }
    if (problems.length) {
      announce(withOwnNames(problems.map((each) => told(each)).join(" ")), "en");
      const first = problems.some((each) => each.field === "by") ? name : roles.querySelector("input");
      return first.focus();
    }
    reading.save();
    if (reading.keeps && !reading.isKept) announce(t("review/not-kept"));
    return desk.read();
  });
  draw();
  return [count, byField.root, roleField.root, skipRow, ...keeping(desk, reading), start];
}

/** Whether this device keeps what is answered. @param {Desk} desk @param {Reading} reading */
function keeping(desk, reading) {
  if (!canKeep()) return [word("p", "review/no-keep", "")];
  const tick = el("input", { type: "checkbox", id: "review-keep", "aria-describedby": "review-keep-hint", onchange: () => {
    reading.keeps = tick.checked;
    if (!tick.checked) reading.erase();
    else if (reading.hasAnswers) reading.save();
    show(trouble, notKept(reading));
  } });
  const trouble = el("div", { role: "status" }, notKept(reading));
  tick.checked = reading.keeps;
  return [
    el("div", {}, el("div", { class: "tick" }, tick, word("label", "review/keep", "", { for: tick.id })),
      word("p", "review/keep-hint", "", { class: "hint", id: "review-keep-hint" }), trouble),
    reading.keeps && forgetButton(desk),
  ].filter(Boolean);
}

/** A button that forgets what somebody has answered. @param {Desk} desk */
export function forgetButton(desk) {
  return word("button", "review/forget", "", { type: "button", class: "as-link", onclick: () => {
    desk.forget();
    announce(t("review/forgotten"));
  } });
}
