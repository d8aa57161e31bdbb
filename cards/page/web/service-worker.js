/**
 * Keeps the page ready without a connection. It keeps files of the program and pages of the site, never anything that
 * somebody types: it has no other data, and a request with another method than GET does not pass here.
 *
 * Each build of the program has a cache of its own, which the page fills with what it fetches (runtime.mjs), and so has
 * each edition of the site's pages. A further one says which of them is in use. A newer version is fetched while the
 * older one works, and what both have is copied; it is used when somebody asks for it (offline.mjs). Files of different
 * builds have different addresses, and everything that is kept has the digest that this worker knows.
 *
 * From the page: {ask} with a port for the answer.
 * - "about": {own, inUse}, each {edition, build}; inUse is null before the first installation.
 * - "use": from the next load on, this worker's version is in use.
 * - "keep", with `pages`: keeps pages of the site.
 * - "clean": removes versions that are neither in use nor open anywhere.
 * - "forget": removes everything, and this worker too.
 */
"use strict";

/**
 * What this worker belongs to, filled in by cards/page/offline.py: digests of the site's pages by their paths, and the
 * paths of those that the start page needs.
 * @type {{edition: string, build: string, pages: Record<string, string>, start: string[]}}
 */
const SITE = JSON.parse("{}");

const ROOT = new URL(".", location.href);
/** Caches belong to a host, where other sites may have theirs, so their names begin with the folder of this one. */
const NAME = `rights-cards:${ROOT.pathname}:`;
const OWN = { edition: SITE.edition, build: SITE.build };
const MARK = new URL("in-use.json", ROOT);

/** What a page fetches only for some cards: the fonts, and the library that draws logos. */
const LATER = /^(fonts\/|resvg\.)/;

let isForgotten = false;

/** @param {{edition: string}} version */
const pagesOf = ({ edition }) => `${NAME}pages-${edition}`;
/** @param {{build: string}} version */
const partsOf = ({ build }) => `${NAME}${build}`;
/** @param {string} build @param {string} name */
const addressOf = (build, name) => new URL(`p/${build}/${name}`, ROOT);

/** The version in use. @returns {Promise<{edition: string, build: string} | null>} */
async function inUse() {
  const found = await caches.match(MARK, { cacheName: `${NAME}use` });
  return found ? found.json() : null;
}

async function use() {
  await put(`${NAME}use`, MARK, new Response(JSON.stringify(OWN)));
}

/** @param {string} name @param {URL} address @param {Response} response */
async function put(name, address, response) {
  if (isForgotten) throw new Error("nothing is kept any more");
  await (await caches.open(name)).put(address, response);
}

/** @param {string | ArrayBuffer} content */
async function digestOf(content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A file of the site if it is the right one; null otherwise.
 * @param {Response} response @param {(content: ArrayBuffer) => Promise<boolean>} isRight
 */
async function checked(response, isRight) {
  if (!response.ok) return null;
  const content = await response.arrayBuffer();
  if (!(await isRight(content))) return null;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // the content is decoded
  return new Response(content, { headers });
}

/**
 * A file of the site, from the browser's own cache if it has just been fetched. Throws if it is another one. Many hosts
 * redirect `x/index.html` to `x/`, and `x.html` to `x`, so the folder is asked for first, and redirects are followed.
 * @param {URL} address @param {(content: ArrayBuffer) => Promise<boolean>} isRight
 */
async function fetched(address, isRight) {
  const { href } = address;
  /** @type {[string, RequestCache][]} */
  const ways = [[href, "force-cache"], [href, "reload"]];
  if (href.endsWith(".part")) ways.splice(0, 2, [href, "no-store"]); // the page asks for these past the browser's cache
  if (href.endsWith("/index.html")) {
    const folder = href.slice(0, -"index.html".length);
    ways.splice(0, 1, [folder, "only-if-cached"], [folder, "force-cache"], [folder, "reload"]);
  }
  for (const [from, cache] of ways) {
    const isSaved = cache === "only-if-cached";
    const response = await fetch(from, { cache, mode: "same-origin" }).catch((error) => {
      if (isSaved) return null;
      throw error;
    });
    const found = response && (await checked(response, isRight));
    if (found) return found;
  }
  throw new Error(`${address.pathname} is missing or of another version`);
}

/** The list of a build's files that is kept. @param {{build: string} | null} version */
async function listOf(version) {
  const found = version && (await caches.match(addressOf(version.build, "files.json"), { cacheName: partsOf(version) }));
  return found ? (await found.json()).files : {};
}

/** Whether a list is that of this build: its name is a digest of the names and digests of all its files (build.py).
 * @param {ArrayBuffer} content
 */
async function isOwnList(content) {
  const { files } = JSON.parse(new TextDecoder().decode(content));
  const lines = Object.keys(files).sort().map((name) => `${name} ${files[name].sha256}\n`);
  return (await digestOf(lines.join(""))).startsWith(SITE.build);
}

/** Fetches this version. What was fetched before an interruption is not fetched again. */
async function install() {
  const before = await inUse();
  const list = addressOf(SITE.build, "files.json");
  const kept = await caches.match(list, { cacheName: partsOf(OWN) });
  const right = (kept && (await checked(kept, isOwnList))) ?? (await fetched(list, isOwnList));
  await put(partsOf(OWN), list, right);
  const [files, older] = [await listOf(OWN), await listOf(before)];
  const had = before ? await (await caches.open(partsOf(before))).keys() : [];
  const names = new Set(had.map(({ url }) => before && url.slice(addressOf(before.build, "").href.length)));
  for (const [name, { sha256 }] of Object.entries(files)) {
    if (LATER.test(name) && !names.has(name)) continue;
    const address = addressOf(SITE.build, name);
    if (await caches.match(address, { cacheName: partsOf(OWN) })) continue;
    const isRight = async (/** @type {ArrayBuffer} */ content) => (await digestOf(content)) === sha256;
    const same = before && older[name]?.sha256 === sha256
      && (await caches.match(addressOf(before.build, name), { cacheName: partsOf(before) }));
    await put(partsOf(OWN), address, (same && (await checked(same, isRight))) || (await fetched(address, isRight)));
  }
  const pages = before ? await (await caches.open(pagesOf(before))).keys() : [];
  const paths = pages.map(({ url }) => url.slice(ROOT.href.length)).filter((path) => path in SITE.pages);
  await keepPages([...SITE.start, ...paths]);
  if (!before) await use();
}

/** @param {string[]} paths */
async function keepPages(paths) {
  for (const path of new Set(paths)) {
    const address = new URL(path, ROOT);
    if (await caches.match(address, { cacheName: pagesOf(OWN) })) continue;
    await put(pagesOf(OWN), address, await fetched(address, async (content) => (await digestOf(content)) === SITE.pages[path]));
  }
}

/** Removes versions that are neither in use nor this one, unless a page of theirs is open, which holds a lock. */
async function clean() {
  const current = await inUse();
  if (!current) return;
  const kept = new Set([`${NAME}use`, ...[current, OWN].flatMap((each) => [pagesOf(each), partsOf(each)])]);
  for (const name of await caches.keys()) {
    if (!name.startsWith(NAME) || kept.has(name)) continue;
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => lock && caches.delete(name));
  }
}

async function forget() {
  isForgotten = true;
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
}

/** A file of a build, for the browser itself; the page reads large ones from the cache.
 * @param {string} build @param {Request} request
 */
async function partFor(build, request) {
  return (await caches.match(request, { cacheName: partsOf({ build }) })) ?? fetch(request);
}

/** A page of the edition in use, or else from the site; then it is kept as well.
 * @param {string} path @param {FetchEvent} event
 */
async function pageFor(path, event) {
  const version = await inUse();
  const kept = version && (await caches.match(new URL(path, ROOT), { cacheName: pagesOf(version) }));
  if (kept) return kept;
  const found = await fetch(event.request);
  if (version?.edition === OWN.edition) event.waitUntil(keepPages([path]).catch(() => undefined));
  return found;
}

addEventListener("install", (event) => {
  event.waitUntil(navigator.locks.request(partsOf(OWN), { mode: "shared" }, install));
});

addEventListener("activate", (event) => event.waitUntil(clean()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (isForgotten || request.method !== "GET" || origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return;
  const path = pathname.slice(ROOT.pathname.length);
  const [, build, name] = path.match(/^p\/([0-9a-f]{16})\/(.+)$/) ?? [];
  const page = [path, `${path}.html`, `${path}index.html`].find((each) => Object.hasOwn(SITE.pages, each));
  if (build && !name.endsWith(".part")) event.respondWith(partFor(build, request));
  else if (page) event.respondWith(pageFor(page, event));
});

/** @param {{ask: string, pages?: string[]}} question */
async function answer({ ask, pages = [] }) {
  if (ask === "forget") await forget();
  else if (ask === "clean") await clean();
  else if (ask === "keep") await keepPages(pages.filter((path) => Object.hasOwn(SITE.pages, path)));
  else if (ask === "use") {
    await use();
    await skipWaiting();
  }
  return { own: OWN, inUse: await inUse() };
}

addEventListener("message", (event) => {
  const [port] = event.ports;
  const said = answer(event.data).then((about) => port?.postMessage(about), (error) => port?.postMessage({ failed: String(error) }));
  // Nobody hears a worker that has unregistered itself, so it answers first.
  event.waitUntil(said.then(() => (isForgotten ? registration.unregister() : undefined)));
});
