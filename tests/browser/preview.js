// The preview while its editor works: what is saved is shown, and what is wrong is said over the
// page without losing it.
import assert from "node:assert/strict";
import axe from "axe-core";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { preview, temporaryFolder } from "./harness/archive.js";
import { openPage, watch } from "./harness/browser.js";
import { freePort } from "./harness/host.js";
import { assertNone } from "./harness/none.js";

const ARTICLE = "content/articles/2019-01-07-letter.md";

const CONFIGURATION = (title) => `title: ${title}\nbase_url: https://example.org/some/where/\ndefault_access: full\n`;

const article = (date, words) => `---
title: A letter from the river
date: ${date}
text: full
access: full
people: [Ada Brook]
---

${words}, wrote Ada Brook.

${Array.from({ length: 60 }, (_, at) => `Line ${at + 1} of the letter tells of the weather on the river.`).join("\n\n")}
`;

const PERSON = "---\nname: Ada Brook\nsummary: Who wrote the letter.\n---\n";

export function testPreview(browser) {
  describe("the preview", () => {
    const folder = temporaryFolder();
    const save = (file, text) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    let served, page, watched;
    const problems = () => page.locator("archive-problems");

    before(async () => {
      save("archive.yaml", CONFIGURATION("River archive"));
      save("content/people/ada-brook.md", PERSON);
      save(ARTICLE, article("2019-01-07", "The water is low"));
      served = await preview(folder, await freePort());
      page = await openPage(browser);
      watched = watch(page, served.address);
    });

    after(async () => {
      await page?.context().close();
    });

    test("shows the archive below the path of its address", async () => {
      assert.equal(new URL(served.address).pathname, "/some/where/");
      await page.goto(served.address);
      await page.getByRole("main").getByRole("link", { name: "A letter from the river" }).first().click();
      await page.getByText("The water is low").waitFor();
      assert.ok(page.url().startsWith(served.address), page.url());
      assert.equal(await problems().count(), 0);
    });

    test("shows a text as soon as it is saved, and stays where the reader was", async () => {
      await page.evaluate(() => {
        window.isOld = true;
        scrollTo({ top: 700, behavior: "instant" });
      });
      save(ARTICLE, article("2019-01-07", "The water is high"));
      await page.getByText("The water is high").waitFor();
      await page.waitForFunction(() => scrollY === 700);
      assert.equal(await page.evaluate(() => "isOld" in window), false);
    });

    test("says what is wrong over the page, with file and line", async () => {
      save(ARTICLE, article("Jan. 7", "The water is high"));
      await problems().locator(".place").first().waitFor();
      assert.match(await problems().locator(".place").first().innerText(), new RegExp(`^${ARTICLE}:3:\\d+$`));
      assert.match(await problems().locator("li").first().innerText(), /Jan\. 7/);
      assert.equal(await page.getByText("The water is high").isVisible(), true);
    });

    test("says it to those who come later, too", async () => {
      await page.reload();
      await problems().locator(".place").first().waitFor();
      assert.equal(await page.getByText("The water is high").isVisible(), true);
    });

    test("the list of problems has nothing for axe to find", async () => {
      await page.evaluate(axe.source);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const { violations, passes } = await page.evaluate(() => axe.run("archive-problems"));
        assert.ok(passes.length > 0, "axe saw no list");
        assertNone(violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes[0].html}`));
      }
    });

    test("is quiet again once it is mended", async () => {
      save(ARTICLE, article("2019-01-07", "The water falls"));
      await page.getByText("The water falls").waitFor();
      await problems().waitFor({ state: "detached" });
    });

    test("follows the configuration as well", async () => {
      save("archive.yaml", CONFIGURATION("Archive of the river"));
      await page.locator(".site-title", { hasText: "Archive of the river" }).waitFor();
    });

    test("asked no other host and raised no error all the while", () => {
      assertNone(watched.taken());
    });

    test("ends cleanly when it is interrupted", async () => {
      assert.equal(await served.stop(), 0);
    });
  });
}
