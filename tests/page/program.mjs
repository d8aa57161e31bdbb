/**
 * The program of a build in Node.js: node program.mjs FOLDER TODAY. Each line of its input is {ask, args, files}, with
 * files in base64, and each line of its output {answer, files}, or {failed} with a traceback. {texts: [[text, locale], …]}
 * is answered with {breaks}, and {pixels, width, height} with {codes}.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = resolve(process.argv[2]);
const { files } = JSON.parse(readFileSync(join(folder, "files.json"), "utf8"));
const part = async (name) => {
  if (`${name}.part` in files) return new Uint8Array(gunzipSync(readFileSync(join(folder, `${name}.part`))));
  return new Uint8Array(readFileSync(join(folder, name)));
};

const opened = mkdtempSync(join(tmpdir(), "program-"));
process.on("exit", () => rmSync(opened, { recursive: true, force: true }));
const load = async (name) => {
  const path = join(opened, name.replace(/\.js$/, ".mjs"));
  writeFileSync(path, await part(name));
  return import(pathToFileURL(path).href);
};
const python = async (options) => {
  for (const name of ["pyodide.asm.wasm", "library.zip", "pyodide.asm.mjs"]) {
    writeFileSync(join(opened, name), await part(name));
  }
  const { loadPyodide } = await load("pyodide.mjs");
  const lockFileContents = new TextDecoder().decode(await part("pyodide-lock.json"));
  return loadPyodide({ ...options, indexURL: opened, stdLibURL: join(opened, "library.zip"), lockFileContents });
};

const { startDecoder, startLineBreaks, startProgram } = await load("runtime-program.mjs");
const lineBreaks = await startLineBreaks(part, load);
const decode = await startDecoder(part, load);
const program = await startProgram({ part, load, python });
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let said;
  try {
    if (asked.texts) {
      process.stdout.write(`${JSON.stringify({ breaks: asked.texts.map((each) => lineBreaks(...each)) })}\n`);
      continue;
    }
    if (asked.pixels) {
      const data = new Uint8Array(Buffer.from(asked.pixels, "base64"));
      const pixels = { getBuffer: () => ({ data, release: () => undefined }) };
      process.stdout.write(`${JSON.stringify({ codes: decode(pixels, asked.width, asked.height) })}\n`);
      continue;
    }
    const given = (asked.files ?? []).map((each) => new Uint8Array(Buffer.from(each, "base64")));
    const found = await program.answer(asked.ask, asked.args, given, process.argv[3]);
    said = { answer: found.answer, files: found.files.map((each) => Buffer.from(each).toString("base64")) };
  } catch (error) {
    said = { failed: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
process.exit(0);
