/**
 * The worker of the page. It is a classic script, because a page that was opened as a file cannot start a module, and is
 * started from a blob: URL, so that the page's content security policy binds it (runtime.mjs). It opens no connection:
 * it asks the page for the parts of the build, and `fetch`, which Pyodide calls for two of them, knows only these.
 *
 * From the page: {start: {lock}}, {part: {name, content} or {name, failed}}, {id, ask, args, files, today}.
 * To the page: {held: {}} with the lock, {need: name}, {ready: {}}, {id, answer, files}, {id, skipped: true}, {id, failed: {text, kind}}, and
 * {failed} without an id when the worker has to be ended.
 */
"use strict";

/** @type {Map<string, {resolve: (content: Uint8Array) => void, reject: (reason: Error) => void}>} */
const awaited = new Map();
/** @type {{id: number, ask: string, args: object, files?: Uint8Array[], today: string}[]} */
const queue = [];
let program;
let isBusy = false;

class PartMissing extends Error {}

/** The content of a part, for which nobody asks twice. @param {string} name @returns {Promise<Uint8Array>} */
function part(name) {
  postMessage({ need: name });
  return new Promise((resolve, reject) => awaited.set(name, { resolve, reject }));
}

/** @param {string} name */
async function load(name) {
  const url = URL.createObjectURL(new Blob([await part(name)], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

const NOWHERE = "https://parts.invalid/";

/** Pyodide asks for its WebAssembly and its library by address. @param {string | Request | URL} address */
globalThis.fetch = async (address) => {
  const name = String(address instanceof Request ? address.url : address).replace(NOWHERE, "");
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(await part(name), { headers: { "Content-Type": type } });
};

// Pyodide would try it with a data: URL, which the policy forbids and reports.
globalThis.importScripts = () => {
  throw new Error("modules are imported");
};

/** @param {object} options */
async function python(options) {
  const [{ loadPyodide }, { default: createPyodideModule }, lock] = await Promise.all([
    load("pyodide.mjs"), load("pyodide.asm.mjs"), part("pyodide-lock.json"),
  ]);
  return loadPyodide({
    ...options,
    indexURL: NOWHERE,
    stdLibURL: `${NOWHERE}library.zip`,
    packageBaseUrl: NOWHERE,
    lockFileContents: new TextDecoder().decode(lock),
    createPyodideModule,
  });
}

/** Holds a lock for as long as this worker lives: the page gets it when the worker has ended, whatever has ended it.
 * @param {string} name
 */
async function hold(name) {
  try {
    await navigator.locks.request(name, () => (postMessage({ held: {} }), new Promise(() => undefined)));
  } catch {
    // A page that was opened as a file has no locks; there only errors tell.
  }
}

/** @param {{lock: string}} given */
async function start({ lock }) {
  hold(lock);
  try {
    const { startProgram } = await load("runtime-program.mjs");
    program = await startProgram({ part, load, python });
    postMessage({ ready: {} });
    await work();
  } catch (error) {
    postMessage({ failed: { text: lastLine(error), kind: kindOf(error) } });
  }
}

/** Answers what is queued, in order; a preview only if no newer one is queued. */
async function work() {
  if (isBusy || !program) return;
  isBusy = true;
  while (queue.length > 0) {
    await new Promise((resolve) => setTimeout(resolve)); // messages that have arrived meanwhile are queued
    const { id, ask, args, files, today } = queue.shift();
    if (ask === "preview" && queue.some((each) => each.ask === "preview")) {
      postMessage({ id, skipped: true });
      continue;
    }
    try {
      const found = await program.answer(ask, args, files ?? [], today);
      postMessage({ id, answer: found.answer, files: found.files }, found.files.map((each) => each.buffer));
    } catch (error) {
      const failed = { text: lastLine(error), kind: kindOf(error) };
      postMessage({ id, failed });
      if (failed.kind === "crash") return void postMessage({ failed });
    }
  }
  isBusy = false;
}

/** @param {any} error */
function lastLine(error) {
  return String(error?.message ?? error).trim().split("\n").at(-1);
}

/**
 * A failed download may be tried again. After an error in Python the program goes on; after any other, such as memory that
 * has run out, it cannot be used any more.
 * @param {any} error
 */
function kindOf(error) {
  if (error instanceof PartMissing) return "download";
  return error?.name === "PythonError" ? "defect" : "crash";
}

addEventListener("message", ({ data }) => {
  if (data.start) {
    start(data.start);
  } else if (data.part) {
    const { name, content, failed } = data.part;
    if (content) awaited.get(name)?.resolve(content);
    else awaited.get(name)?.reject(new PartMissing(failed));
    awaited.delete(name);
  } else {
    queue.push(data);
    work();
  }
});
