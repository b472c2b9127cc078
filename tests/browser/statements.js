// Claims and events as readers meet them: statements side by side, figures drawn and listed.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PAGES } from "./harness/annotated.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

// `claim` and `event` are files of the site.
export function testStatements(name, browser, site, { claim, event }) {
  describe(`statements of ${name}`, () => {
    test("stand side by side by position where there is room, else below each other", async () => {
      const { page, watched } = await open(browser, site, claim);
      const places = () => page.locator(".position-group").evaluateAll((groups) => groups.map((group) => {
        const { left, top, right, bottom } = group.getBoundingClientRect();
        return { left, top, right, bottom };
      }));
      const [first, second] = await places();
      assert.equal(second.top, first.top);
      assert.ok(second.left >= first.right, "the second column is not beside the first");
      await page.setViewportSize(NARROW);
      const stacked = await places();
      assert.ok(stacked.length > 1);
      stacked.slice(1).forEach((group, at) => assert.ok(group.top >= stacked[at].bottom && group.left === stacked[at].left, "two positions are not below each other"));
      await close(page, watched);
    });

    test("are counted once and in order, each with a way to its passage", async () => {
      const { page, watched } = await open(browser, site, claim);
      const rows = await page.locator(".statement").evaluateAll((rows) => rows.map((row) => ({
        number: row.value,
        shown: Number(row.querySelector(".statement-number").textContent),
        group: row.closest(".position-group").getAttribute("aria-labelledby"),
        passage: row.querySelector(".kwic a").getAttribute("href"),
      })));
      assert.deepEqual(rows.map(({ number }) => number).sort((a, b) => a - b), rows.map((_, at) => at + 1));
      for (const { number, shown, passage } of rows) {
        assert.equal(shown, number);
        assert.match(passage, /#a-/);
      }
      rows.slice(1).forEach((row, at) => assert.ok(row.group !== rows[at].group || row.number > rows[at].number, `${row.number} is out of order`));
      await close(page, watched);
    });

    for (const viewport of [WIDE, NARROW]) {
      test(`the chart has a name and a text, and all that it says is in view, ${viewport.width} pixels wide`, async () => {
        const { page, watched } = await open(browser, site, claim, { viewport });
        const title = await page.locator("h1").innerText();
        const chart = page.getByRole("group", { name: title, exact: true });
        assert.equal(await chart.count(), 1);
        assert.equal(await chart.evaluate((chart) => chart.localName), "svg");
        const text = await chart.evaluate((chart) => document.getElementById(chart.getAttribute("aria-describedby")).textContent);
        assert.equal(await page.locator(".chart-frame figcaption").innerText(), text.replace(/\s+/g, " "));
        assertNone(await chart.evaluate(outsideChart));
        await close(page, watched);
      });
    }

    test("every mark of the chart is a link that Tab comes to and that leads to its statement", async () => {
      const { page, watched } = await open(browser, site, claim);
      const marks = page.locator(".chart-mark");
      const count = await marks.count();
      assert.equal(count, await page.locator(".figures tbody tr").count());
      assert.ok(count > 2, "hardly anything is drawn");
      await page.locator(".statements a").last().focus();
      for (let at = 0; at < count; at++) {
        await page.keyboard.press("Tab");
        assert.deepEqual(await page.evaluate(unmarked), [], `mark ${at + 1}`);
        assert.equal(await marks.nth(at).evaluate((mark) => mark === document.activeElement), true);
      }
      for (let at = 0; at < count; at++) {
        const href = await marks.nth(at).getAttribute("href");
        await marks.nth(at).focus();
        await page.keyboard.press("Enter");
        await page.locator(`${href}.statement:target`).waitFor();
        await page.waitForFunction((id) => {
          const { top, bottom } = document.getElementById(id).getBoundingClientRect();
          return top >= 0 && Math.min(bottom, top + 200) <= innerHeight;
        }, href.slice(1));
      }
      await close(page, watched);
    });

    test("the table of figures has a row for each, and scrolls in its own box", async () => {
      const { page, watched } = await open(browser, site, claim, { viewport: NARROW });
      const table = page.getByRole("region", { name: "Table of figures" });
      for (const row of await table.getByRole("row").all()) {
        if ((await row.getByRole("rowheader").count()) === 0) continue;
        const href = await row.getByRole("rowheader").getByRole("link").getAttribute("href");
        assert.equal(await page.locator(`${href}.statement .row-figure`).count(), 1);
      }
      assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), NARROW.width);
      await close(page, watched);
    });

    test("the passages that attest an event lead to their notes", async () => {
      const { page, watched } = await open(browser, site, event);
      const passages = page.locator(".attestations .kwic a");
      const count = await passages.count();
      assert.ok(count > 1);
      for (const at of [0, count - 1]) {
        await page.goto(site.address(event));
        const hash = new URL(await passages.nth(at).evaluate((link) => link.href)).hash;
        await passages.nth(at).click();
        await page.locator(`.note${hash}.is-active`).waitFor();
      }
      await close(page, watched);
    });
  });
}

// The invented archive: what must be seen there, and that nothing is wider than a phone.
export function testAnnotated(browser, site) {
  test("every page of an annotated archive fits a screen of 390 pixels, asks no other host and raises no error", async () => {
    const page = await openPage(browser, { viewport: NARROW });
    const watched = watch(page, site.url);
    const problems = [];
    for (const file of site.files.filter((file) => file.endsWith(".html") && file !== "404.html")) {
      await page.goto(site.address(file));
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      if (width > NARROW.width) problems.push(`${file} is ${width} wide`);
      problems.push(...watched.taken().map((problem) => `${file}: ${problem}`));
    }
    assertNone(problems);
    await page.context().close();
  });

  test("dates that differ are shown to differ", async () => {
    const { page, watched } = await open(browser, site, PAGES.event);
    assert.equal(await page.locator(".dates-given li").count(), 2);
    assert.equal(await page.locator(".dates-given .differs:visible").count(), 1);
    await close(page, watched);
  });
}

async function open(browser, site, file, options) {
  const page = await openPage(browser, { viewport: WIDE, reducedMotion: "reduce", ...options });
  const watched = watch(page, site.url);
  await page.goto(site.address(file));
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

// Runs in the browser: texts, marks and lines that leave the drawing or cover each other.
function outsideChart(chart) {
  const frame = chart.getBoundingClientRect();
  const problems = [];
  const texts = [...chart.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  if (texts.length < 5) problems.push("hardly any text");
  for (const { words, box } of texts) {
    const spare = box.height / 5; // boxes are as high as the script allows, letters are not
    if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - spare || box.bottom > frame.bottom + spare) problems.push(`“${words}” leaves the drawing`);
    if (box.height < 10) problems.push(`“${words}” is ${box.height} pixels high`);
  }
  texts.forEach((a, at) => texts.slice(at + 1).forEach((b) => {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (across > 1 && down > a.box.height / 3) problems.push(`“${a.words}” covers “${b.words}”`);
  }));
  for (const dot of chart.querySelectorAll("circle, .chart-hit")) {
    const box = dot.getBoundingClientRect();
    if (box.left < frame.left - 4 || box.right > frame.right + 4 || box.top < frame.top - 4 || box.bottom > frame.bottom + 4) problems.push("a mark leaves the drawing");
  }
  return problems;
}

// Runs in the browser: what is missing of a mark that has the focus.
function unmarked() {
  const mark = document.activeElement;
  const problems = [];
  if (!mark.matches(".chart-mark")) return [`the focus is on ${mark.outerHTML.slice(0, 80)}`];
  const { outlineStyle, outlineWidth } = getComputedStyle(mark);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) problems.push("has no outline");
  if (!mark.querySelector("title")?.textContent.trim()) problems.push("has no name");
  const { top, bottom } = mark.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) problems.push("is off the screen");
  return problems;
}
