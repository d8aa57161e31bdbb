/**
 * Drives a browser for pytest (tests/page/browsers.py): node driver.mjs BROWSER PROGRAM PROFILE [ARGUMENT...].
 * Each line of its input is {id, page, code, args}, and each line of its output {id, value} or {id, error}. `code` is the
 * body of an asynchronous function of `page`, `args`, `browser`, `seen` (what the page said and asked for) and `open`.
 */
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [browserName, executablePath, userDataDir, ...args] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: browserName, executablePath, userDataDir, args, headless: true, protocolTimeout: 300_000,
  // Firefox keeps every address it may call by itself behind these.
  extraPrefsFirefox: {
    "app.normandy.enabled": false, "browser.safebrowsing.downloads.enabled": false, "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false, "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false, "services.settings.server": "data:,",
  },
});
const pages = new Map();
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;

/** Opens a page with storage of its own. */
async function open(name) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // a busy machine takes half a minute to start Python in a page
  const seen = { said: [], requests: [], errors: [] };
  page.on("console", (message) => seen.said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.errors.push(String(error?.stack ?? error)));
  page.on("request", (request) => seen.requests.push(request.url()));
  pages.set(name, { page, seen, context });
  return null;
}

process.stdout.write(`${JSON.stringify({ id: 0, value: await browser.version() })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, page: name, code, args: given } = JSON.parse(line);
  const { page, seen, context } = pages.get(name) ?? {};
  let said;
  try {
    const run = new AsyncFunction("page", "args", "browser", "seen", "open", "context", code);
    said = { id, value: (await run(page, given, browser, seen, open, context)) ?? null };
  } catch (error) {
    said = { id, error: String(error?.stack ?? error) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
await browser.close();
process.exit(0);
