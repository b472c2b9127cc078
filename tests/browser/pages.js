// Each kind of page as its readers see it: quiet, fit for a small screen, and whole without scripts.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const SECTIONS = ["people", "organizations", "places", "topics", "sources"];

// What the demonstration archive must have an example of.
const KINDS = [
  ...["home", "article", "articles", "bibliography", "event", "events", "claim", "claims", "page", "annotations", "timeline", "search", "changes", "missing"],
  ...SECTIONS.flatMap((section) => [`entity in ${section}`, `entities in ${section}`]),
].sort();

export function testPages(browser, site, pages, examples) {
  // The page for what is missing is met where something is.
  const address = ({ kind, file }) => (kind === "missing" ? `${site.url}no/such/page` : site.address(file));

  test("the demonstration archive shows every kind of page", () => {
    assert.deepEqual([...examples.keys()].sort(), KINDS);
  });

  describe("every page", () => {
    const noise = [];
    const wide = [];
    let cookies;
    before(async () => {
      const page = await openPage(browser, { viewport: { width: 320, height: 640 } });
      const watched = watch(page, site.url);
      for (const example of pages.values()) {
        await page.goto(address(example));
        wide.push(...(await page.evaluate(sticksOut)).map((what) => `${example.file}: ${what}`));
        noise.push(...watched.taken().map((what) => `${example.file}: ${what}`));
      }
      cookies = await page.context().cookies();
      await page.context().close();
    });

    test("asks no other host and raises no error", () => assertNone(noise));
    test("sets no cookie", () => assert.deepEqual(cookies, []));
    test("fits a screen of 320 pixels", () => assertNone(wide));
  });

  describe("without JavaScript", () => {
    test("each kind of page shows its text and its lists", async () => {
      const page = await openPage(browser, { javaScriptEnabled: false });
      const problems = [];
      for (const [name, example] of examples) {
        await page.goto(address(example));
        problems.push(...(await page.evaluate(unseen)).map((what) => `${name}: ${what}`));
      }
      assertNone(problems);
      await page.context().close();
    });

    test("the timeline shows every event and every article once", async () => {
      const page = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(address(examples.get("timeline")));
      const shown = page.locator(":is(.entry.happened, .entry.published) .row-title > a:visible");
      const links = await shown.evaluateAll((links) => links.map((link) => link.href));
      const expected = [...pages.values()].filter(({ kind }) => kind === "event" || kind === "article");
      assert.deepEqual(links.sort(), expected.map(address).sort());
      await page.context().close();
    });
  });
}

// Runs in the browser: the elements that make the page wider than the screen.
function sticksOut() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5);
  const named = wide.slice(-3).map((element) => element.outerHTML.slice(0, 120));
  return [`${root.scrollWidth} pixels wide: ${named.join(" | ")}`];
}

// Runs in the browser: what a page is for, and does not show.
function unseen() {
  const main = document.querySelector("main");
  // What was updated and captured is shown when asked for.
  const isShown = (part) => !part.matches(".year h2") || part.closest(".year").querySelector(".entry:not(.updated, .captured)");
  // How to search is of no use where no script searches.
  const isOfScripts = (part) => part.closest(".search-help");
  const parts = [...main.querySelectorAll("h1, h2, .text > *, .row, .references li, .entry:not(.updated, .captured), dt, dd")].filter((part) => isShown(part) && !isOfScripts(part));
  const hidden = parts.filter((part) => !part.checkVisibility() || (part.matches("h1, p, li, dd") && part.innerText.trim() === ""));
  const problems = hidden.map((part) => `does not show ${part.outerHTML.slice(0, 120)}`);
  if (!main.querySelector("h1")?.innerText.trim()) problems.push("has no title");
  if (parts.length < 2) problems.push("has nothing below its title");
  return problems;
}
