/**
 * The program: Python with its libraries, ICU's line breaks and a decoder of QR codes. It runs in a worker (worker.js)
 * and, for tests, in Node.js. It fetches nothing: whoever starts it hands over the parts.
 *
 * @typedef {(name: string) => Promise<Uint8Array>} GetPart the content of a file of the build, such as "fonts/X.ttf"
 * @typedef {(name: string) => Promise<any>} LoadModule a JavaScript module of the build
 * @typedef {{answer: object, files: Uint8Array[]}} Answer
 */

const PROGRAM = "/program";

/**
 * @param {{part: GetPart, load: LoadModule, python: (options: object) => Promise<any>}} given
 *   `python` starts Pyodide with some of its options.
 */
export async function startProgram({ part, load, python }) {
  const [interpreter, archive, lineBreaks, decode] = await Promise.all([
    // A fixed seed and time zone, so that nothing in a file can depend on them.
    python({ env: { HOME: "/home", PYTHONHASHSEED: "0", TZ: "UTC", LANG: "C.UTF-8" } }),
    part("program.zip"),
    startLineBreaks(part, load),
    startDecoder(part, load),
  ]);
  interpreter.unpackArchive(archive, "zip", { extractDir: PROGRAM });
  interpreter.registerJsModule("rights_cards", { lineBreaks, decode });
  interpreter.runPython(`import sys; sys.path.insert(0, "${PROGRAM}"); sys.dont_write_bytecode = True`);
  const inside = interpreter.pyimport("cards.page.in_browser");
  return new Program(interpreter, inside.start(), part);
}

class Program {
  #python;
  #answer;
  #part;
  /** @type {Set<string>} */
  #fonts = new Set();

  /** @param {any} python @param {any} answer @param {GetPart} part */
  constructor(python, answer, part) {
    this.#python = python;
    this.#answer = answer;
    this.#part = part;
  }

  /**
   * The answer of `Session.answer`, after the fonts that it needs have come.
   * @param {string} ask @param {object} args @param {Uint8Array[]} files @param {string} today a date, as 2026-11-30
   * @returns {Promise<Answer>}
   */
  async answer(ask, args, files, today) {
    if (ask !== "fonts" && ("languages" in args || "language" in args)) {
      const needed = this.#answered("fonts", args, [], today).answer.files ?? [];
      await Promise.all(needed.map((/** @type {string} */ name) => this.#font(name)));
    }
    return this.#answered(ask, args, files, today);
  }

  /** Bytes of memory that Python has taken. */
  get memory() {
    return this.#python._module.HEAPU8.length;
  }

  /** @param {string} name */
  async #font(name) {
    if (this.#fonts.has(name)) return;
    const content = await this.#part(`fonts/${name}`);
    // One of an organization's own, such as "content/X.ttf", is for its content folder.
    const [file, ...folder] = name.split("/").reverse();
    this.#python.FS.writeFile([PROGRAM, ...folder, "fonts", file].join("/"), content, { canOwn: true });
    this.#fonts.add(name);
  }

  /** @param {string} ask @param {object} args @param {Uint8Array[]} files @param {string} today @returns {Answer} */
  #answered(ask, args, files, today) {
    const [answer, made] = this.#answer(ask, JSON.stringify(args), files, today);
    return { answer: JSON.parse(answer), files: made };
  }
}

/**
 * The ends of the segments of a text, in UTF-16 units, after which a line may end. The C functions of ICU are called
 * directly: the package's own wrapper adds `@ss=standard` to the locale, which spoils Japanese and Korean.
 * @param {GetPart} part @param {LoadModule} load @returns {Promise<(text: string, locale: string) => number[]>}
 */
export async function startLineBreaks(part, load) {
  const [{ default: start }, wasmBinary] = await Promise.all([load("icu-segmentation.js"), part("icu-lines.wasm")]);
  const icu = await start({ wasmBinary, locateFile: (/** @type {string} */ name) => name });
  icu._loadInternalICUData();
  return (text, locale) => {
    const units = icu._malloc(2 * text.length + 2);
    const name = icu._malloc(locale.length + 1);
    const memory = icu.HEAPU8.buffer;
    new Uint16Array(memory, units, text.length + 1).set([...Array(text.length + 1)].map((_, i) => text.charCodeAt(i) || 0));
    new Uint8Array(memory, name, locale.length + 1).set([...locale, "\0"].map((letter) => letter.charCodeAt(0)));
    const breaks = icu._createLineBreakIterator(units, text.length, name);
    if (!breaks) throw new Error(`ICU has no line breaks for ${locale}`);
    /** @type {number[]} */
    const found = [];
    icu._getFirstBoundary(breaks);
    for (let end = icu._getNextBoundary(breaks); end !== -1; end = icu._getNextBoundary(breaks)) found.push(end);
    icu._destroyBreakIterator(breaks);
    icu._free(units);
    icu._free(name);
    return found;
  };
}

/**
 * A decoder as `cards/readback.py` wants it: the content of the QR codes, dark on light, in a picture in gray.
 * @param {GetPart} part @param {LoadModule} load
 */
export async function startDecoder(part, load) {
  const [{ default: zxing }, wasmBinary] = await Promise.all([load("zxing-reader.mjs"), part("zxing-reader.wasm")]);
  const reader = await zxing.prepareZXingModule({
    overrides: { wasmBinary, locateFile: (/** @type {string} */ name) => name },
    fireImmediately: true,
  });
  const given = { ...zxing.defaultReaderOptions, tryInvert: false };
  const options = {
    ...given,
    formats: zxing.encodeFormats(["QRCode"]),
    binarizer: zxing.BINARIZERS.indexOf(given.binarizer),
    characterSet: zxing.CHARACTER_SETS.indexOf(given.characterSet),
    eanAddOnSymbol: zxing.EAN_ADD_ON_SYMBOLS.indexOf(given.eanAddOnSymbol),
    textMode: zxing.TEXT_MODES.indexOf(given.textMode),
  };
  return (/** @type {any} */ pixels, /** @type {number} */ width, /** @type {number} */ height) => {
    const buffer = pixels.getBuffer("u8");
    const place = reader._malloc(buffer.data.length);
    reader.HEAPU8.set(buffer.data, place);
    buffer.release();
    const results = reader.readBarcodesFromPixmap(place, width, height, options);
    reader._free(place);
    const found = Array.from({ length: results.size() }, (_, each) => results.get(each));
    results.delete();
    return found.filter((each) => each.isValid).map((each) => each.text);
  };
}
