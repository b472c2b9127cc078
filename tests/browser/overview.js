// The overview of a timeline as readers meet it: where it opens on a phone, and what several marks in one
// lead to.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const NARROW = { width: 390, height: 844 };

// `timeline` is a page with the whole list below its overview, `home` one whose overview leads to it.
export function testOverview(browser, site, timeline, home) {
  describe("the overview", () => {
    for (const [name, file] of Object.entries({ timeline, home })) {
      test(`of the ${name} opens on a phone at its latest part, under the names of its lanes`, async () => {
        const { page, close } = await open(browser, site, file, { viewport: NARROW });
        assert.ok(await page.evaluate(() => document.querySelector(".overview-figure").scrollWidth > innerWidth), "it has room");
        assertNone(await page.evaluate(unnamed));
        await page.evaluate(() => { document.querySelector(".overview-figure").scrollLeft = 0; });
        assertNone((await page.evaluate(unnamed)).filter((problem) => !problem.includes("latest")));
        await close();
      });
    }

    test("has its names once where there is room for all of it", async () => {
      const { page, close } = await open(browser, site, timeline, {});
      assert.equal(await page.locator(".overview-names").isVisible(), false);
      await close();
    });

    test("several marks in one lead to the first in the list, and all of them are marked", async () => {
      const { page, close } = await open(browser, site, timeline, {});
      const heap = page.locator(".overview-link[data-days]:has(.overview-heap)").first();
      const number = Number(await heap.locator(".overview-count").textContent());
      assert.ok(number > 1);
      await heap.press("Enter");
      assert.equal(await page.locator(".entry.is-gathered").count(), number);
      assert.equal(await page.locator(".entry:target").count(), 1);
      assert.equal(await page.locator(".entry.is-gathered").first().evaluate((entry) => entry.matches(":target")), true);
      await page.locator(".overview-link[data-days]:has(.overview-heap)").nth(1).press("Enter");
      assert.equal(await page.locator(".entry.is-gathered:target").count(), 1, "the first are no longer marked");
      await close();
    });

    test("of the home page leads to a list of their kind and years", async () => {
      const { page, close } = await open(browser, site, home, {});
      const heap = page.locator(".overview-events .overview-link[data-days]").first();
      const number = Number(await heap.locator(".overview-count").textContent());
      await heap.press("Enter");
      await page.waitForURL(/role=happened/);
      const shown = page.locator(".entry:visible");
      assert.ok((await shown.count()) >= number);
      assert.equal(await page.locator(".entry:visible:not(.happened)").count(), 0);
      assert.equal(await page.locator(".entry:target:visible").count(), 1);
      await close();
    });
  });
}

async function open(browser, site, file, options) {
  const page = await openPage(browser, options);
  const watched = watch(page, site.url);
  await page.goto(site.address(file));
  const close = async () => {
    await page.context().close();
    assertNone(watched.taken());
  };
  return { page, close };
}

// Runs in the browser: names of lanes that are out of sight or not level with their lanes, and the last
// mark where it is.
function unnamed() {
  const box = (element) => element.getBoundingClientRect();
  const problems = [];
  const copies = [...document.querySelectorAll(".overview-names span")];
  const names = [...document.querySelectorAll(".overview-name")];
  if (copies.length !== names.length) problems.push(`${copies.length} of ${names.length} names`);
  copies.forEach((copy, at) => {
    const { left, right, top } = box(copy);
    if (!copy.checkVisibility() || left < 0 || right > innerWidth) problems.push(`${copy.textContent} is out of sight`);
    if (Math.abs(top - box(names[at]).top) > 6) problems.push(`${copy.textContent} is at ${top}, its lane's name at ${box(names[at]).top}`);
  });
  const last = Math.max(...[...document.querySelectorAll(".overview-hit")].map((hit) => box(hit).right));
  if (last > innerWidth) problems.push(`the latest mark ends at ${last}`);
  return problems;
}
