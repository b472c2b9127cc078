// A site in another language: its words everywhere, its direction, and room for both on every screen.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const WIDTHS = [1280, 390];

// What the scripts of a site say, by key.
function phrasesOf(site) {
  const [, told] = /= (\[".*\]);\n/.exec(site.read("theme/phrases.js"));
  return JSON.parse(told);
}

// `file` is a page with the whole timeline; `english` the same site in English.
export function testLanguage(lang, dir, browser, site, english, pages, file) {
  describe(`the archive in the language ${lang}`, () => {
    test("says what its scripts say in its language", async () => {
      const [[spoken, words], [, theirs]] = [phrasesOf(site), phrasesOf(english)];
      assert.equal(spoken, lang);
      const page = await openPage(browser);
      const watched = watch(page, site.url);
      await page.goto(site.address(file), { waitUntil: "load" });
      await page.locator(".facets > summary").click();
      for (const summary of await page.locator(".facet > summary").all()) await summary.click();
      await page.locator(".facet-values input").first().check();
      const said = await page.locator(".filters").evaluate((section) => {
        const names = [...section.querySelectorAll("[aria-label], [placeholder]")];
        return [section.innerText, ...names.flatMap((element) => [element.ariaLabel, element.placeholder])].filter(Boolean).join("\n");
      });
      const plain = (text) => typeof text === "string" && !text.includes("{") && text.length > 4;
      const keys = Object.keys(theirs).filter((key) => plain(theirs[key]) && theirs[key] !== words[key]);
      assert.ok(keys.length > 5, "hardly a phrase differs from English");
      assertNone(keys.filter((key) => said.includes(theirs[key])).map((key) => `still in English: ${theirs[key]}`));
      assert.ok(keys.filter((key) => plain(words[key]) && said.includes(words[key])).length > 3, said);
      assertNone(watched.taken());
      await page.context().close();
    });

    test("runs in its direction, and over no edge", async () => {
      const wrong = [];
      for (const width of WIDTHS) {
        const page = await openPage(browser, { viewport: { width, height: 800 } });
        for (const { file } of pages.values()) {
          await page.goto(site.address(file), { waitUntil: "load" });
          const found = await page.evaluate(() => ({
            lang: document.documentElement.lang,
            direction: getComputedStyle(document.body).direction,
            over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          }));
          if (found.lang !== lang || found.direction !== dir || found.over > 0) wrong.push(`${width} ${file}: ${JSON.stringify(found)}`);
        }
        await page.context().close();
      }
      assertNone(wrong);
    });

    test("is found faultless by axe", async () => {
      const page = await openPage(browser);
      const wrong = [];
      for (const { file } of pages.values()) {
        await page.goto(site.address(file), { waitUntil: "load" });
        wrong.push(...(await violations(page, "light")).map((violation) => `${file}: ${violation}`));
      }
      assertNone(wrong);
      await page.context().close();
    });
  });
}
