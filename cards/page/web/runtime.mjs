/**
 * The program, for the page: its parts are fetched and checked here, and it runs in a worker (worker.js).
 *
 *   const program = startProgram({ tell });
 *   const { answer, files } = await program.ask("preview", { language: "es", wishes: {} });
 *
 * `tell` hears {progress: {what, got, of}} in bytes, {trouble: {what, text}} when a download fails and is tried again,
 * {missing: {what}} when the site does not have it any more, {ready: {version, build}}, and {died: {text}} when the worker has ended by itself: the next `ask` starts another one.
 *
 * @typedef {{answer: any, files: Uint8Array[]}} Answer
 * @typedef {{bytes: number, sha256: string}} Listed
 * @typedef {{version: string, build: string, start: string[], files: Record<string, Listed>}} Build
 * @typedef {(news: any) => void} Tell
 */

/** The ending of files that are stored compressed (build.py). */
const COMPRESSED = ".part";

/** Seconds to wait before a download is tried again; the last one counts for all later times. */
const WAITS = [1, 2, 4, 8, 15];

/** How often a font is tried before a question is answered with the failure. What the program starts with is tried for ever. */
const TRIES = 3;

/** A question that a newer one of its kind has overtaken. */
export class Overtaken extends Error {}

/** A part that could not be fetched, so that the same question may succeed later. */
export class NotFetched extends Error {}

/** A file that the site does not have, as after an update. */
class Missing extends Error {}

/** A defect of the program. */
export class Defect extends Error {}

/** The parts of a build, wherever they are: on a site, or in the page itself where it is a single file. */
export class Parts {
  /** @param {Source} source @param {Tell} tell */
  constructor(source, tell) {
    this.source = source;
    this.tell = tell;
    /** @type {Promise<Build> | undefined} */
    this.known = undefined;
    /** @type {Map<string, Promise<Uint8Array>>} what is on its way, or has come and was not taken yet */
    this.coming = new Map();
    this.got = 0;
    this.of = 0;
  }

  /** What is in this build. @returns {Promise<Build>} */
  build() {
    this.known ??= this.source.build();
    this.known.catch(() => (this.known = undefined));
    return this.known;
  }

  /** From now on the browser keeps no part. */
  forget() {
    this.source.forget();
  }

  /** Begins to fetch a file that will be taken later. @param {string} name @param {number} tries */
  fetch(name, tries = TRIES) {
    let content = this.coming.get(name);
    if (!content) {
      content = this.#fetched(name, tries);
      content.catch(() => this.coming.delete(name));
      this.coming.set(name, content);
    }
    return content;
  }

  /**
   * The content of a file, such as "fonts/NotoSans-Regular.ttf", which is then the caller's: it is not kept here.
   * @param {string} name @param {number} tries @returns {Promise<Uint8Array>}
   */
  async take(name, tries = TRIES) {
    const content = await this.fetch(name, tries);
    this.coming.delete(name);
    return content;
  }

  /**
   * The content of a file for a taker that may be gone when it has come; then it is left for the next one.
   * @param {string} name @param {number} tries @param {() => boolean} isThere @returns {Promise<Uint8Array | null>}
   */
  async takeFor(name, tries, isThere) {
    const content = await this.fetch(name, tries);
    if (!isThere()) return null;
    this.coming.delete(name);
    return content;
  }

  /** A module of the build, such as "pdf.mjs". @param {string} name */
  async load(name) {
    return import(await this.url(name));
  }

  /** A blob: URL of a script of the build. @param {string} name @param {number} tries */
  async url(name, tries = TRIES) {
    return URL.createObjectURL(new Blob([await this.take(name, tries)], { type: "text/javascript" }));
  }

  /**
   * A worker that runs a module of the build. A classic script starts it, because a page that was opened as a file may
   * start no module as a worker.
   * @param {string} name @param {() => void} [ended] called when the worker has ended, whatever has ended it
   * @returns {Promise<Worker>}
   */
  async worker(name, ended = () => undefined) {
    const lock = `rights-cards worker ${Date.now()} ${Math.random()}`;
    // The worker makes the module's URL itself: that of a page from a disk belongs to an origin that no worker has.
    const script = `addEventListener("message", ({ data }) => {
      const hold = () => (postMessage("held"), new Promise(() => undefined));
      Promise.resolve().then(() => navigator.locks.request("${lock}", hold)).catch(() => undefined);
      const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
      import(url).then(() => postMessage("started"), (error) => setTimeout(() => { throw error; }));
    }, { once: true });`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    const content = await this.take(name);
    worker.postMessage(content, [content.buffer]);
    await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data === "held") navigator.locks.request(lock, ended);
        if (data === "started") resolve(undefined);
      });
      worker.addEventListener("error", (event) => reject(new Error(event.message || `${name} cannot be started`)));
    });
    return worker;
  }

  /** @param {string} name @param {number} tries */
  async #fetched(name, tries) {
    const { files } = await this.#patiently(name, tries, () => this.build());
    const stored = name in files ? name : `${name}${COMPRESSED}`;
    const listed = files[stored];
    if (!listed) throw new Error(`no such part: ${name}`);
    this.of += listed.bytes;
    const count = (/** @type {number} */ more) => {
      this.got += more;
      this.tell({ progress: { what: name, got: this.got, of: this.of } });
    };
    const read = this.source.reader(stored, listed, count);
    return this.#patiently(name, tries, async () => opened(stored, await read()));
  }

  /** @template T @param {string} what @param {number} tries @param {() => Promise<T>} action @returns {Promise<T>} */
  async #patiently(what, tries, action) {
    for (let failures = 0; ; ) {
      try {
        return await action();
      } catch (error) {
        failures += 1;
        const text = String(error instanceof Error ? error.message : error);
        if (error instanceof Missing) this.tell({ missing: { what } });
        if (failures >= tries) throw new NotFetched(text);
        this.tell({ trouble: { what, text } });
        await awhile(WAITS[Math.min(failures, WAITS.length) - 1]);
      }
    }
  }
}

/** Some seconds, or until the browser is connected again. @param {number} seconds */
function awhile(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    addEventListener("online", () => (clearTimeout(timer), resolve(undefined)), { once: true });
  });
}

/**
 * Whether a file is the one that is listed. Browsers have no digests on a page that came over plain HTTP; there the length
 * and gzip's own checksum have to do.
 * @param {Uint8Array} content @param {Listed} listed
 */
async function isListed(content, { bytes, sha256 }) {
  if (content.length !== bytes) return false;
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return sha256 === [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} name @param {Uint8Array} content */
async function opened(name, content) {
  if (!name.endsWith(COMPRESSED)) return content;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Where the files of a build come from.
 * @typedef {object} Source
 * @property {() => Promise<Build>} build
 * @property {() => void} forget From now on nothing that is read is kept.
 * @property {(name: string, listed: Listed, count: (more: number) => void) => () => Promise<Uint8Array>} reader
 *   A function that reads one stored file and checks it. Called again after a failure, it goes on where it was.
 */

/** A response that has the file. @param {string} name @param {Response} response */
function answered(name, response) {
  const { ok, status } = response;
  if (!ok) throw new ([404, 410].includes(status) ? Missing : Error)(`${name}: ${status}`);
  return response;
}

/** A folder of a site. What was read is kept in the browser's cache for the program, of this build alone. @implements {Source} */
export class Folder {
  /** @param {URL} folder */
  constructor(folder) {
    this.folder = folder;
    /** Whether the browser may keep what is read. */
    this.isKept = true;
  }

  async build() {
    const response = await fetch(new URL("files.json", this.folder)); // under this address it never changes
    return answered("files.json", response).json();
  }

  /** @type {Source["reader"]} */
  reader(name, listed, count) {
    const address = new URL(name, this.folder);
    const content = new Uint8Array(listed.bytes);
    let got = 0;
    const fromTheBeginning = (/** @type {string} */ text) => {
      count(-got);
      got = 0;
      return new Error(text);
    };
    const goOn = async () => {
      const headers = got > 0 ? { Range: `bytes=${got}-` } : undefined;
      const response = await fetch(address, { headers, cache: "no-store" });
      const { status } = response;
      if (got > 0 && (status === 416 || (status === 206 && !response.headers.get("Content-Range")?.startsWith(`bytes ${got}-`)))) {
        throw fromTheBeginning(`${name}: another part than that which is missing`);
      }
      const { body } = answered(name, response);
      if (!body) throw new Error(`${name} is empty`);
      let skip = status === 206 ? 0 : got; // a host that knows no ranges begins again
      for (const reader = body.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        const fresh = value.subarray(Math.min(skip, value.length));
        skip -= value.length - fresh.length;
        if (got + fresh.length > listed.bytes) throw fromTheBeginning(`${name} is too long`);
        content.set(fresh, got);
        got += fresh.length;
        count(fresh.length);
      }
    };
    return async () => {
      const cache = await this.#cache();
      const kept = await cache?.match(address);
      if (kept) {
        const found = new Uint8Array(await kept.arrayBuffer());
        if (await isListed(found, listed)) {
          count(listed.bytes - got);
          return found;
        }
        await cache?.delete(address);
      }
      if (got < listed.bytes) await goOn(); // else the connection broke after the last byte, and nothing is left to fetch
      if (got < listed.bytes) throw new Error(`${name} was cut off`);
      if (!(await isListed(content, listed))) throw fromTheBeginning(`${name} is damaged`);
      await (await this.#cache())?.put(address, new Response(content)).catch(() => undefined); // a full disk is no reason to stop
      return content;
    };
  }

  /** The cache of this build, where the browser has one; service-worker.js calls it the same. @returns {Promise<Cache | undefined>} */
  async #cache() {
    const build = this.folder.pathname.split("/").at(-2);
    try {
      return this.isKept ? await globalThis.caches?.open(`rights-cards:${new URL("../../", this.folder).pathname}:${build}`) : undefined;
    } catch {
      return undefined; // a private window, or a browser that keeps nothing
    }
  }

  forget() {
    this.isKept = false;
  }
}

/** The page itself, where it is a single file: each part is an element with base64 in it. @implements {Source} */
export class Page {
  async build() {
    return JSON.parse(element("files.json").textContent ?? "");
  }

  forget() {}

  /** @type {Source["reader"]} */
  reader(name, { bytes }, count) {
    return async () => {
      const content = Uint8Array.from(atob((element(name).textContent ?? "").trim()), (letter) => letter.charCodeAt(0));
      count(bytes);
      return content;
    };
  }
}

/** @param {string} name */
function element(name) {
  const found = document.getElementById(`part:${name}`);
  if (!found) throw new Error(`${name} is not in this file`);
  return found;
}

/** The parts of this page's build. @param {Tell} tell */
export function openParts(tell) {
  const isSingle = document.getElementById("part:files.json") !== null;
  return new Parts(isSingle ? new Page() : new Folder(new URL(".", import.meta.url)), tell);
}

/** The program in its worker. */
export class Program {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Map<number, {resolve: (answer: Answer) => void, reject: (reason: Error) => void}>} */
  #open = new Map();
  #last = 0;

  /** @param {Parts} parts @param {() => string} today gives a date, as 2026-11-30 @param {Tell} tell */
  constructor(parts, today, tell) {
    this.parts = parts;
    this.today = today;
    this.tell = tell;
  }

  /**
   * The answer of the core (cards/page/session.py). Rejects with Overtaken, NotFetched or Defect.
   * @param {string} ask @param {object} args @param {Uint8Array[]} files @returns {Promise<Answer>}
   */
  ask(ask, args = {}, files = []) {
    this.start();
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
    this.#starting?.then((worker) => worker?.postMessage({ id, ask, args, files, today: this.today() }));
    return answer;
  }

  /** @type {Promise<Worker | undefined> | undefined} */
  #starting;

  /** Starts the worker, unless it runs already. */
  start() {
    this.#starting ??= this.#started();
  }

  /** Ends the worker, to free its memory; the next question starts another one. */
  stop() {
    this.#end();
    this.#refuse(new Overtaken("the program was stopped"));
  }

  /** Ends the worker, or the start that is under way. */
  #end() {
    this.#starts += 1;
    this.#worker?.terminate();
    this.#worker = this.#starting = undefined;
  }

  /** How many starts have begun or ended: a start goes on only while this is its own number. */
  #starts = 0;

  async #started() {
    const mine = (this.#starts += 1);
    // A part that is late or missing is asked for again for as long as the page is open.
    this.parts.build().then(({ start }) => start.forEach((name) => void this.parts.fetch(name, Infinity).catch(() => undefined))).catch(() => undefined);
    const url = await this.parts.url("worker.js", Infinity);
    if (mine !== this.#starts) return undefined; // stopped meanwhile
    const worker = new Worker(url);
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#heard(worker, data));
    worker.addEventListener("error", (event) => this.#died(worker, event.message || "the worker ended"));
    const lock = `rights-cards worker ${Date.now()} ${Math.random()}`;
    worker.addEventListener("message", ({ data }) => {
      if (data.held) navigator.locks.request(lock, () => this.#died(worker, "the worker was ended"));
    });
    worker.postMessage({ start: { lock } });
    return worker;
  }

  /** @param {Worker} worker @param {any} data */
  async #heard(worker, data) {
    const isThere = () => worker === this.#worker;
    if (!isThere()) return;
    if (data.need) {
      const name = data.need;
      try {
        const content = await this.parts.takeFor(name, name.startsWith("fonts/") ? TRIES : Infinity, isThere);
        if (content) worker.postMessage({ part: { name, content } }, [content.buffer]);
      } catch (error) {
        worker.postMessage({ part: { name, failed: String(error instanceof Error ? error.message : error) } });
      }
    } else if (data.ready) {
      const { version, build } = await this.parts.build();
      if (isThere()) this.tell({ ready: { version, build } });
    } else if (data.failed && data.id === undefined) {
      this.#died(worker, data.failed.text);
    } else if (data.id !== undefined) {
      const { resolve, reject } = this.#open.get(data.id) ?? {};
      this.#open.delete(data.id);
      if (data.skipped) reject?.(new Overtaken("a newer question came"));
      else if (data.failed) reject?.(new (data.failed.kind === "download" ? NotFetched : Defect)(data.failed.text));
      else resolve?.({ answer: data.answer, files: data.files });
    }
  }

  /** @param {Worker} worker @param {string} text */
  #died(worker, text) {
    if (worker !== this.#worker) return;
    this.#end();
    this.tell({ died: { text } });
    this.#refuse(new Defect(text));
  }

  /** @param {Error} reason */
  #refuse(reason) {
    for (const { reject } of this.#open.values()) reject(reason);
    this.#open.clear();
  }
}

/** The day in the time zone of the reader, as 2026-11-30. */
function localDay() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * `today` is asked at each question: a page may be open for days.
 * @param {{today?: () => string, tell?: Tell}} given
 */
export function startProgram({ today = localDay, tell = () => undefined } = {}) {
  const program = new Program(openParts(tell), today, tell);
  program.start();
  return program;
}
