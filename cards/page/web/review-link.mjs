/**
 * The way to the review of a translation: `#review`, or `#review/es` with a language. What it is made of is loaded when
 * somebody opens it.
 */

import { announce, by, show } from "./dom.mjs";
import { forget } from "./review-store.mjs";
import { changed, onChange, state } from "./state.mjs";
import { t } from "./strings.mjs";

/** @typedef {{open: (tag: string) => void, clear: () => void}} Review */

/** The language of an address of the review, "" for none in it; null for another address. */
function asked() {
  const [, tag] = location.hash.match(/^#review(?:\/([A-Za-z0-9-]*))?$/) ?? [null, null];
  return tag === null ? null : (tag ?? "");
}

/**
 * Opens the review when the address names it, and closes it when it does not.
 * @param {(tags: string[]) => void} fetched hears that what a language needs has come
 * @returns {{clear: () => void}} Removes what somebody has answered, also what they let this browser keep.
 */
export function startReviewLink(fetched) {
  /** @type {Promise<Review> | null} */
  let loading = null;
  const loaded = () => {
    loading ??= import("./review.mjs").then(({ startReview }) => startReview(by("review"), fetched));
    loading.catch(() => (loading = null));
    return loading;
  };
  const title = document.title;
  const isOpen = (/** @type {boolean} */ is) => {
    document.body.classList.toggle("is-reviewing", is);
    by("review").hidden = !is;
  };
  const follow = async () => {
    const tag = asked();
    const was = !by("review").hidden;
    isOpen(tag !== null);
    if (tag === null) {
      if (was) {
        document.title = title;
        changed(); // a card that was drawn meanwhile had no room
      }
      return;
    }
    try {
      (await loaded()).open(tag);
    } catch (error) {
      console.error(error);
      show(by("review"), t("load-failed"));
      by("review").hidden = false;
      announce(t("load-failed"));
    }
  };
  onChange(() => by("review-this").setAttribute("href", state.shown ? `#review/${state.shown}` : "#review"));
  addEventListener("hashchange", follow);
  if (asked() !== null) follow();
  return {
    clear: () => {
      isOpen(false);
      forget();
      loading?.then((review) => review.clear()).catch(() => undefined);
    },
  };
}
