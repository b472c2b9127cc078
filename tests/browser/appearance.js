// How pages look: light or dark, as the system has it or as the reader chooses, and the theme without
// scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { REPOSITORY } from "./harness/archive.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const PAPER = { light: "rgb(251, 250, 246)", dark: "rgb(21, 22, 26)" };
const GROUNDS = ["paper", "paper-sunk", "mark"];
const TEXTS = ["ink", "ink-soft", "link", "link-visited", "accent"];
const THEMES = path.join(REPOSITORY, "themes");

// `files` are two pages of the site, each in a folder of its own.
export function testAppearance(browser, site, files) {
  const [first, second] = files.map(site.address);

  describe("light and dark", () => {
    test("every colour of text has a contrast of 7:1 on every ground", () => {
      const colours = tokens();
      const pairs = GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground]));
      const weak = pairs.flatMap(([text, ground]) => ["light", "dark"].map((scheme) =>
        [`${text} on ${ground}, ${scheme}`, contrast(colours[text][scheme], colours[ground][scheme])]));
      assertNone(weak.filter(([, ratio]) => ratio < 7).map(([name, ratio]) => `${name}: ${ratio.toFixed(2)}`));
    });

    for (const system of ["light", "dark"]) {
      test(`follow the system until the reader chooses (${system})`, async () => {
        const { page, watched } = await open(browser, site, first, { colorScheme: system });
        assert.equal(await paper(page), PAPER[system]);
        assert.equal(await control(page).inputValue(), "system");
        for (const scheme of ["dark", "light"]) {
          await control(page).selectOption(scheme);
          assert.equal(await paper(page), PAPER[scheme]);
        }
        await control(page).selectOption("system");
        assert.equal(await paper(page), PAPER[system]);
        await close(page, watched);
      });
    }

    test("a choice is remembered, and holds before anything is drawn", async () => {
      const { page, watched } = await open(browser, site, first, { colorScheme: "light" });
      await control(page).selectOption("dark");
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.schemeOfBody = document.documentElement.dataset.scheme;
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(second);
      assert.equal(await page.evaluate(() => window.schemeOfBody), "dark");
      assert.equal(await paper(page), PAPER.dark);
      assert.equal(await control(page).inputValue(), "dark");
      await control(page).selectOption("system");
      await page.goto(first);
      assert.equal(await paper(page), PAPER.light);
      await close(page, watched);
    });

    test("a choice reaches the other windows", async () => {
      const { page, watched } = await open(browser, site, first, { colorScheme: "light" });
      const other = await page.context().newPage();
      await other.goto(second);
      await control(page).selectOption("dark");
      await other.waitForFunction(() => document.documentElement.dataset.scheme === "dark");
      assert.equal(await control(other).inputValue(), "dark");
      await close(page, watched);
    });

    test("a choice holds for the page where the browser keeps nothing", async () => {
      const page = await openPage(browser, { colorScheme: "light" });
      const watched = watch(page, site.url);
      await page.addInitScript(() => {
        Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } });
      });
      await page.goto(first);
      await control(page).selectOption("dark");
      assert.equal(await paper(page), PAPER.dark);
      await page.goto(second);
      assert.equal(await paper(page), PAPER.light);
      await close(page, watched);
    });

    test("paper stays white", async () => {
      const { page, watched } = await open(browser, site, first, { colorScheme: "dark" });
      await control(page).selectOption("dark");
      await page.emulateMedia({ media: "print" });
      assert.equal(await paper(page), "rgb(255, 255, 255)");
      assert.equal(await control(page).isVisible(), false);
      await close(page, watched);
    });

    for (const width of [1280, 390]) {
      test(`the control moves nothing when it appears, and axe finds nothing in either choice (${width})`, async () => {
        const { page, watched } = await open(browser, site, first, { viewport: { width, height: 844 } });
        assert.equal(await page.evaluate(layoutShift), 0);
        assert.equal(await control(page).isVisible(), true);
        for (const [chosen, system] of [["dark", "light"], ["light", "dark"]]) {
          await control(page).selectOption(chosen);
          assertNone(await violations(page, system));
        }
        await close(page, watched);
      });
    }

    test("without JavaScript there is no control, and the system decides", async () => {
      const page = await openPage(browser, { colorScheme: "dark", javaScriptEnabled: false });
      await page.goto(first);
      assert.equal(await page.locator(".appearance").isVisible(), false);
      assert.equal(await paper(page), PAPER.dark);
      await page.context().close();
    });
  });
}

// A site in the theme `plain`; `examples` are a page of each kind.
export function testPlain(browser, site, examples) {
  describe("the theme without scripts", () => {
    test("is one small style sheet", () => {
      assert.deepEqual(site.files.filter((file) => file.startsWith("theme/")), ["theme/plain.css"]);
      assert.ok(readFileSync(path.join(THEMES, "plain/static/plain.css")).length <= 6000);
    });

    for (const [name, { file }] of examples) {
      test(`${name}: no script, and it fits a phone`, async () => {
        const { page, watched } = await open(browser, site, site.address(file), { viewport: { width: 320, height: 640 } });
        assert.equal(await page.locator("script:not([type='application/json'], [type='application/ld+json'])").count(), 0);
        assertNone(await page.evaluate(sticksOut));
        await close(page, watched);
      });
    }

    test("the boxes of a timeline choose what is shown, and empty months go with it", async () => {
      const page = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(site.address("timeline/index.html"));
      const role = await page.locator(".roles input:checked").first().getAttribute("value");
      const box = page.locator(`.roles input[value="${role}"]`);
      const entries = page.locator(`.entry.${role}:visible`);
      const only = page.locator(`.month:visible:not(:has(.entry:not(.${role})))`);
      assert.ok((await entries.count()) > 0 && (await only.count()) > 0, `nothing is shown as ${role}`);
      await box.uncheck();
      assert.deepEqual([await entries.count(), await only.count()], [0, 0]);
      await box.check();
      assert.ok((await entries.count()) > 0);
      await page.context().close();
    });
  });
}

async function open(browser, site, address, options) {
  const page = await openPage(browser, options);
  const watched = watch(page, site.url);
  await page.goto(address);
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

const control = (page) => page.getByRole("combobox", { name: "Colours" });
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

// Runs in the browser: the elements that make the page wider than the screen.
function sticksOut() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5);
  return wide.map((element) => `sticks out: ${element.outerHTML.slice(0, 120)}`);
}

// Runs in the browser: how far things moved while the page was loaded (Layout Instability).
function layoutShift() {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0));
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))); // nothing moved
  });
}

// The colours of the theme: name → light and dark.
function tokens() {
  const css = readFileSync(path.join(THEMES, "reading-room/static/tokens.css"), "utf8");
  const found = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
  return Object.fromEntries(found.map(([, name, light, dark]) => [name, { light, dark }]));
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(...colours) {
  const [darker, lighter] = colours.map(luminance).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
