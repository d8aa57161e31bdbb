// Starts the page where it is a single file: its modules are elements, which become blob: URLs, the imported ones first.
// cards/page/one_file.py puts them in that order.
"use strict";
(async () => {
  const urls = {};
  for (const element of document.querySelectorAll("script[data-module]")) {
    const name = element.dataset.module;
    const text = JSON.parse(element.textContent).replace(
      /(\bfrom\s*|\bimport\()"\.\/([\w-]+\.mjs)"/g,
      (all, before, other) => (other in urls ? `${before}"${urls[other]}"` : all),
    );
    urls[name] = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    element.remove();
  }
  await import(urls["main.mjs"]);
})();
