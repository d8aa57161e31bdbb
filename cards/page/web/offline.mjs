/**
 * What works without a connection. The service worker (service-worker.js) is registered when the program runs, so that
 * nothing is fetched twice on the first visit; the page says which languages are ready, and offers a newer version.
 */

/**
 * @typedef {{edition: string, build: string}} Version
 * @typedef {{own: Version, inUse: Version | null, failed?: string}} About
 * @typedef {{ready: (tags: string[]) => void, newer: (use: () => void) => void, forgotten: () => void}} Tell
 *   `ready` hears the languages that work offline, whenever that changes; `newer` hears of a newer version, with the
 *   function that loads it; `forgotten` hears that somebody leaves no trace in another window.
 */

/** How long a service worker may take for an answer, in milliseconds. It may have to be started first. */
const PATIENCE = 10_000;

/** How long somebody who leaves no trace waits for one, in milliseconds: the caches go without it. */
const SHORT = 500;

/** Whether the page is a single file, which has everything in it. */
export function isSingle() {
  return document.getElementById("part:files.json") !== null;
}

/** What belongs to this site in the browser: its folder, and the beginning of the names of its caches and locks. */
function site() {
  const folder = new URL(".", import.meta.url);
  const root = new URL("../../", folder);
  const name = `rights-cards:${root.pathname}:`;
  const build = folder.pathname.split("/").at(-2) ?? "";
  return { root, name, folder, build };
}

/** The answer of a service worker.
 * @param {ServiceWorker} worker @param {object} question @param {number} patience in milliseconds
 * @returns {Promise<About>}
 */
function asked(worker, question, patience = PATIENCE) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    setTimeout(() => reject(new Error("no answer")), patience);
    port1.onmessage = ({ data }) => (port1.close(), data.failed ? reject(new Error(data.failed)) : resolve(data));
    worker.postMessage(question, [port2]);
  });
}

/** The registration of this very site; another one may have a folder around it. */
async function registered() {
  const { root } = site();
  return (await navigator.serviceWorker.getRegistrations()).find((each) => each.scope === root.href);
}

/** The page's part in being ready without a connection. */
export class Offline {
  #isForgotten = false;
  /** The languages that were opened, each with whether the worker has its static page. @type {Map<string, boolean>} */
  #opened = new Map();
  /** @type {ServiceWorkerRegistration | undefined} */
  #registration;
  /** @type {BroadcastChannel | undefined} */
  #windows;

  /** @param {{tag: string, fonts: string[]}[]} languages @param {Tell} tell */
  constructor(languages, tell) {
    this.languages = languages;
    this.tell = tell;
    this.isPossible = !isSingle() && "serviceWorker" in navigator && "caches" in globalThis && "locks" in navigator;
  }

  /** Begins to watch what an earlier visit has left. */
  async watch() {
    if (!this.isPossible) return;
    const { name, build } = site();
    // The cache of a build stays while a page of it is open.
    navigator.locks.request(name + build, { mode: "shared" }, () => new Promise(() => undefined)).catch(() => undefined);
    this.#windows = new BroadcastChannel(name);
    this.#windows.onmessage = () => {
      this.#isForgotten = true;
      this.tell.forgotten();
    };
    await this.#follow(await registered().catch(() => undefined));
  }

  /** The program runs, so everything that it needs has come. */
  async started() {
    if (!this.isPossible || this.#isForgotten || this.#registration) return;
    const { root } = site();
    try {
      await this.#follow(await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.pathname, updateViaCache: "none" }));
    } catch {
      // A window or a host that allows none: then nothing is promised.
    }
  }

  /** A card in some languages was made, so their fonts have come. @param {string[]} tags */
  async opened(tags) {
    if (tags.every((tag) => this.#opened.has(tag))) return;
    for (const tag of tags) if (!this.#opened.has(tag)) this.#opened.set(tag, false);
    await this.#look();
  }

  /** Whether the site has another version than this page, whose files may then be gone. */
  async isOutdated() {
    if (isSingle()) return false;
    const { root, build } = site();
    const response = await fetch(new URL("service-worker.js", root), { cache: "no-cache" }).catch(() => null);
    return Boolean(response?.ok && !(await response.text()).includes(build)); // it names its build (page/offline.py)
  }

  /** Loads the version that the site has now. */
  async renew() {
    try {
      const found = await registered();
      await found?.update();
      const newest = found?.installing;
      if (newest) await new Promise((end) => newest.addEventListener("statechange", end, { once: true }));
      if (found?.waiting) await asked(found.waiting, { ask: "use" });
    } catch {
      // Without a service worker the browser asks the site by itself.
    }
    location.reload();
  }

  /** Removes everything that this site has put into the browser; false where something is left. */
  async forget() {
    this.#isForgotten = true;
    if (!this.isPossible) return true;
    const { name } = site();
    const own = async () => (await caches.keys()).filter((each) => each.startsWith(name));
    this.#windows?.postMessage("forget");
    try {
      for (const each of await own()) await caches.delete(each);
      const found = await registered();
      const workers = [found?.installing, found?.waiting, found?.active];
      await Promise.allSettled(workers.map((each) => each && asked(each, { ask: "forget" }, SHORT)));
      await found?.unregister();
      for (const each of await own()) await caches.delete(each); // of a worker that was about to keep something
      this.#registration = undefined;
      return !(await own()).length && !(await registered());
    } catch {
      return false;
    } finally {
      this.tell.ready([]);
    }
  }

  /** @param {ServiceWorkerRegistration | undefined} registration */
  async #follow(registration) {
    if (!registration || this.#isForgotten) return;
    this.#registration = registration;
    const watched = (/** @type {ServiceWorker | null} */ worker) => worker?.addEventListener("statechange", () => this.#look());
    registration.addEventListener("updatefound", () => watched(registration.installing));
    for (const each of [registration.installing, registration.waiting]) watched(each);
    if (registration.active && !registration.installing) {
      await asked(registration.waiting ?? registration.active, { ask: "clean" }).catch(() => undefined);
    }
    await this.#look();
  }

  /** Looks which languages are ready, and whether a newer version is. */
  async #look() {
    const { waiting, active } = this.#registration ?? {};
    if (!active || this.#isForgotten) return;
    try {
      await this.#keep(active);
      const newest = waiting ?? active;
      const { own, inUse } = await asked(newest, { ask: "about" });
      this.tell.ready(await this.#ready(inUse));
      if (inUse && own.edition !== inUse.edition) {
        this.tell.newer(() => asked(newest, { ask: "use" }).then(() => location.reload()).catch(() => undefined));
      }
    } catch {
      this.tell.ready([]);
    }
  }

  /** Has the static pages of the opened languages kept. @param {ServiceWorker} worker */
  async #keep(worker) {
    const tags = [...this.#opened].flatMap(([tag, isKept]) => (isKept ? [] : [tag]));
    if (!tags.length) return;
    for (const tag of tags) this.#opened.set(tag, true);
    await asked(worker, { ask: "keep", pages: tags.map((tag) => `${tag}/index.html`) }).catch(() => undefined);
  }

  /** @param {Version | null} inUse @returns {Promise<string[]>} */
  async #ready(inUse) {
    const { name, folder, build } = site();
    if (inUse?.build !== build || !(await caches.has(name + build))) return [];
    const requests = await (await caches.open(name + build)).keys();
    const kept = new Set(requests.map(({ url }) => url.slice(folder.href.length).replace(/\.part$/, "")));
    return this.languages.filter(({ fonts }) => fonts.every((font) => kept.has(`fonts/${font}`))).map(({ tag }) => tag);
  }
}
