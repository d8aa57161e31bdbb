/**
 * Draws one SVG drawing that the core has cleaned, in a worker of its own, which the page ends if it takes too long.
 * {resvg: address of the library, wasm, text, most: pixels of the longer side} in; {png} or {failed} out.
 */
"use strict";

onmessage = async ({ data: { resvg: address, wasm, text, most } }) => {
  try {
    importScripts(address);
    await resvg.initWasm(wasm);
    const font = { loadSystemFonts: false };
    const { width, height } = new resvg.Resvg(text, { font });
    const fitTo = { mode: width >= height ? "width" : "height", value: most };
    postMessage({ png: new resvg.Resvg(text, { font, fitTo }).render().asPng() });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
