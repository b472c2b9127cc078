// Where a site can lie: below a path of a host, at an address that has no page, and on a disk.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

export function testMissingPage(browser, site) {
  describe("an address without a page", () => {
    test("shows the page for missing ones, styled, with links that lead on", async () => {
      const page = await openPage(browser);
      const watched = watch(page, site.url);
      const response = await page.goto(`${site.url}no/such/deep/page.html`);
      assert.equal(response.status(), 404);
      assertNone(watched.taken());
      assert.equal(await page.locator("body.is-missing h1").isVisible(), true);
      assert.ok(await isStyled(page), "the page has no style");
      await page.locator("main a").first().click();
      await page.locator("body.is-home").waitFor();
      assert.equal(page.url(), site.url);
      await page.context().close();
    });
  });
}

export function testDisk(browser, site, examples) {
  describe("a portable site opened from a disk", () => {
    test("shows each kind of page with its style, and asks for nothing but its files", async () => {
      const page = await openPage(browser);
      const watched = watch(page, site.url);
      const problems = [];
      for (const [name, example] of examples) {
        if (example.kind === "missing") continue;
        await page.goto(site.address(example.file));
        problems.push(...watched.taken().map((problem) => `${name}: ${problem}`));
        if (!(await isStyled(page))) problems.push(`${name}: has no style`);
      }
      assertNone(problems);
      await page.context().close();
    });

    test("a reader walks from the home page to an article and back", async () => {
      const page = await openPage(browser);
      await page.goto(site.address("index.html"));
      await page.locator("main .row.article .row-title a").first().click();
      await page.locator("body.is-article").waitFor();
      await page.locator(".site-title a").click();
      await page.locator("body.is-home").waitFor();
      assert.equal(page.url(), site.address("index.html"));
      await page.context().close();
    });
  });
}

export function testPaper(browser, site, examples) {
  describe("an article on paper", () => {
    test("has its text and no navigation", async () => {
      const page = await openPage(browser);
      await page.goto(site.address(examples.get("article").file));
      const navigation = page.locator("nav");
      assert.ok((await navigation.filter({ visible: true }).count()) > 0, "the screen shows no navigation either");
      await page.emulateMedia({ media: "print" });
      assert.equal(await navigation.filter({ visible: true }).count(), 0);
      assert.equal(await page.locator("main .text p").first().isVisible(), true);
      await page.context().close();
    });

    test("prints to at least one sheet", async () => {
      const page = await openPage(browser);
      await page.goto(site.address(examples.get("article").file));
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.equal(pdf.slice(0, 5), "%PDF-");
      const sheets = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
      assert.ok(sheets.length > 0, "no sheet");
      await page.context().close();
    });
  });
}

// The link that skips to the text is out of sight until it has the focus: only the style does that.
const isStyled = (page) => page.locator(".skip").first().evaluate((link) => link.getBoundingClientRect().width <= 1);
