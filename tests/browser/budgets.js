// What a page may cost its reader: bytes, hosts, and things that move while it is read.
//
// A kilobyte is 1,000 bytes. What is transferred is counted as a common web server sends it to a browser
// that has nothing yet: text packed by gzip at its usual level, all else as it is, and for each answer
// `HEAD` bytes of headers. Text that is not packed is what the browser has to parse. What is loaded only
// when a reader asks for it (the cards of links, the entries of all years) is data, and not counted.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const ARTICLE = { transferred: 60_000, text: 150_000 };
const SCRIPTS = 20_000; // packed, on any page
const HEAD = 300;
const SCREENS = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];

// `pages` are those of the site; `examples` one of each kind, the longest.
export function testBudgets(browser, site, pages, examples) {
  describe("what a page costs", () => {
    for (const { file } of [...pages.values()].filter(({ kind }) => kind === "article")) {
      test(`${file}: at most ${ARTICLE.transferred} bytes to transfer and ${ARTICLE.text} to parse`, async () => {
        const answers = await load(browser, site, file);
        const transferred = sum(answers.map(sent));
        const text = sum(answers.filter(isText).map(({ body }) => body.length));
        const list = answers.map((answer) => `${sent(answer)} ${answer.body.length} ${answer.url}`).join("\n");
        assert.ok(answers.length > 3, `hardly anything was loaded:\n${list}`);
        assert.ok(transferred <= ARTICLE.transferred, `${transferred} bytes are transferred:\n${list}`);
        assert.ok(text <= ARTICLE.text, `${text} bytes of text:\n${list}`);
      });
    }

    test(`the scripts of any page have at most ${SCRIPTS} bytes when packed`, () => {
      const heavy = [...pages.values()].map(({ file, links }) => [file, scriptsOf(site, file, links)]);
      assert.ok(heavy.some(([, bytes]) => bytes > 1000), "no page has a script");
      assertNone(heavy.filter(([, bytes]) => bytes > SCRIPTS).map(([file, bytes]) => `${file}: ${bytes}`));
    });
  });

  describe("nothing moves while a page is loaded and read", () => {
    const kinds = ["home", "article", "timeline", "claim", "entity in people"];
    for (const screen of SCREENS) {
      for (const kind of kinds) {
        test(`${kind}, ${screen.width} pixels wide`, async () => {
          const page = await openPage(browser, { viewport: screen });
          const watched = watch(page, site.url);
          await page.goto(site.address(examples.get(kind).file));
          await readThrough(page);
          assertNone(await page.evaluate(shifts));
          assertNone(watched.taken());
          await page.context().close();
        });
      }
    }

    test("and what does move is found", async () => {
      const page = await openPage(browser, { viewport: SCREENS[0] });
      await page.goto(site.address(examples.get("article").file));
      await page.evaluate(() => new Promise((resolve) => {
        document.querySelector("h1").style.paddingBlockStart = "200px";
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }));
      assert.ok((await page.evaluate(shifts)).length > 0);
      await page.context().close();
    });
  });
}

// Everything that a page asks for by itself.
async function load(browser, site, file) {
  const page = await openPage(browser);
  const responses = [];
  page.on("response", (response) => responses.push(response));
  await page.goto(site.address(file), { waitUntil: "networkidle" });
  const answers = await Promise.all(responses.map(async (response) =>
    ({ url: response.url(), type: response.headers()["content-type"], body: await response.body() })));
  await page.context().close();
  return answers;
}

const isText = ({ type }) => /^text\/(html|css|javascript)/.test(type);
const packed = (body) => gzipSync(body, { level: 6 }).length;
const sent = ({ type, body }) => HEAD + (/^text|json|xml/.test(type) ? packed(body) : body.length);
const sum = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

// The scripts that a page names, each packed alone, as it is sent.
function scriptsOf(site, file, links) {
  const scripts = links.filter(({ tag, use }) => tag === "script" && use === "load");
  const read = ({ value }) => site.read(decodeURIComponent(new URL(value, site.address(file)).href.slice(site.url.length)));
  return sum(scripts.map(read).map(packed));
}

// To the end of a page, screen by screen.
async function readThrough(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const { scrollingElement: root } = document;
    for (let at = 0; at < root.scrollHeight; at += innerHeight) {
      root.scrollTo({ top: at, behavior: "instant" });
      await frame();
      await frame();
    }
  });
}

// Runs in the browser: what moved by itself so far (Layout Instability).
function shifts() {
  return new Promise((resolve) => {
    const found = [];
    const note = (list) => {
      for (const { value, sources } of list.getEntries()) {
        found.push(`${value}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 100) ?? node?.nodeName)}`);
      }
    };
    const observer = new PerformanceObserver(note);
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      note({ getEntries: () => observer.takeRecords() });
      resolve(found);
    }));
  });
}
