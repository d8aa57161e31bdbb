/**
 * What pdf.js reads in a PDF: node read_with_pdfjs.mjs PDFJS FILE prints JSON, for each page {text, tree}. `tree` is the
 * structure tree as pdf.js gives it to a browser's accessibility tree, with the `text` of its content filled in.
 */
import { readFileSync } from "node:fs";

// Node.js 20 has not got it.
Promise.withResolvers ??= function withResolvers() {
  const found = {};
  found.promise = new Promise((resolve, reject) => Object.assign(found, { resolve, reject }));
  return found;
};
console.log = console.warn = () => {}; // pdf.js misses a canvas, which nothing here needs

const [, , module, file] = process.argv;
const { getDocument } = await import(module);
const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const open = [], marked = new Map();
  let text = "";
  for (const item of items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") open.push(item.id ?? null);
    else if (item.type === "endMarkedContent") open.pop();
    else {
      const said = item.str + (item.hasEOL ? "\n" : "");
      text += said;
      for (const id of open.filter(Boolean)) marked.set(id, (marked.get(id) ?? "") + said);
    }
  }
  const tree = await page.getStructTree();
  const fill = (node) => {
    if (node.type === "content") node.text = marked.get(node.id) ?? "";
    node.children?.forEach(fill);
  };
  if (tree) fill(tree);
  pages.push({ text, tree });
}
process.stdout.write(JSON.stringify(pages));
