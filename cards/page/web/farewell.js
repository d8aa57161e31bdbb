// Takes the place of service-worker.js on a site that has no program any more, so that no browser goes on with the old one.
"use strict";
const NAME = `rights-cards:${new URL(".", location.href).pathname}:`;
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
  await registration.unregister();
})()));
