// What readers fetch for a query: of archive's own search page, and of Pagefind's index of the same pages.
// Wants the packages of the browser tests and Chromium. Prints JSON: of each program the bytes of each query.
//
//   node search.mjs SITE PAGEFIND QUERY...      (PAGEFIND: the folder of its index, or - for none)
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";

const SHOWN = 10; // results that a reader sees
const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };
const SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const [site, pagefind, ...queries] = process.argv.slice(2);
let fetched = [];

const server = createServer((request, response) => {
  let { pathname } = new URL(request.url, "http://127.0.0.1");
  const folder = pathname.startsWith("/pagefind/") ? pagefind : site;
  pathname = decodeURIComponent(pathname).replace(/^\/pagefind\//, "/").replace(/\/$/, "/index.html");
  const file = path.join(folder, pathname);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  const bytes = readFileSync(file);
  fetched.push([pathname, bytes.length]);
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" }).end(bytes);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const host = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: SWITCHES });

// Index files alone: the programs themselves are loaded once, and kept by the browser.
async function ofArchive(page, query) {
  fetched = [];
  await page.goto(`${host}/search/index.html?q=${encodeURIComponent(query)}`);
  await page.waitForFunction((query) => document.querySelector(".search-form").dataset.shown === query, query);
  return fetched.filter(([name]) => name.endsWith(".bin"));
}

async function ofPagefind(page, query) {
  fetched = [];
  await page.goto(`${host}/404.html`);
  await page.evaluate(async ([query, shown]) => {
    const { init, search } = await import("/pagefind/pagefind.js");
    await init();
    const { results } = await search(query);
    await Promise.all(results.slice(0, shown).map((result) => result.data()));
  }, [query, SHOWN]);
  return fetched.filter(([name]) => /\.(pagefind|pf_meta|pf_index|pf_fragment|pf_filter)$|entry\.json$/.test(name) && !name.includes("wasm"));
}

const figures = {};
for (const [name, ask] of [["archive", ofArchive], ["pagefind", ofPagefind]]) {
  if (name === "pagefind" && pagefind === "-") continue;
  figures[name] = [];
  for (const query of queries) {
    const context = await browser.newContext();
    const files = await ask(await context.newPage(), query);
    figures[name].push({ query, files: files.length, bytes: files.reduce((sum, [, size]) => sum + size, 0) });
    await context.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify(figures));
