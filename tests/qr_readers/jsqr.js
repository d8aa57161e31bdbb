// Prints what jsQR reads in each of the pictures (PGM) whose paths are given, a line each, empty for nothing.
const fs = require("fs");
const jsQR = require("jsqr");

for (const path of process.argv.slice(2)) {
  const bytes = fs.readFileSync(path);
  const header = /^P5\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString("latin1", 0, 64));
  const [width, height] = [Number(header[1]), Number(header[2])];
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (let place = 0; place < width * height; place++) {
    pixels.fill(bytes[header[0].length + place], 4 * place, 4 * place + 3);
    pixels[4 * place + 3] = 255;
  }
  const found = jsQR(pixels, width, height, { inversionAttempts: "dontInvert" });
  console.log(found ? found.data : "");
}
