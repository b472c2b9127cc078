// Cards that tell what a link leads to: by pointer and by keyboard, dismissed, hovered, never by touch.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const REST = 400; // milliseconds, before a card is shown

// `file` is a page with links to other pages in its text.
export function testPreviews(name, browser, site, file) {
  describe(`previews of ${name}`, () => {
    test("tell the title and the kind of the page that a link leads to, whichever it is", async () => {
      const { page, watched } = await open(browser, site, file);
      const links = await page.locator("main a.mention, main a.internal").all();
      const seen = new Set();
      for (const link of links.slice(0, 8)) {
        await link.hover();
        await card(page).waitFor();
        const target = (await link.evaluate((link) => link.href)).slice(site.url.length).replace(/[?#].*/, "");
        const text = site.read(target.replace(/(^|\/)$/, "$1index.html"));
        const title = await card(page).locator(".preview-title").innerText();
        assert.ok(text.replace(/&#x27;|&#39;/g, "'").includes(title), `${target} does not say ${title}`);
        assert.notEqual(await card(page).locator(".label").innerText(), "");
        seen.add(title);
        await page.mouse.move(2, 2);
        await card(page).waitFor({ state: "hidden" });
      }
      assert.ok(seen.size > 1, "all cards say the same");
      await close(page, watched);
    });

    test("wait for the pointer to rest, stay while it is over the card, and go when it leaves", async () => {
      const { page, watched } = await open(browser, site, file);
      const link = first(page);
      await page.clock.install();
      await link.hover();
      await page.clock.runFor(REST - 50);
      assert.equal(await card(page).isVisible(), false);
      await page.clock.runFor(100);
      await card(page).waitFor();
      const { x, y, width, height } = await card(page).boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
      await page.clock.runFor(5000);
      assert.equal(await card(page).isVisible(), true);
      await page.mouse.move(2, 2);
      await page.clock.runFor(1000);
      assert.equal(await card(page).isVisible(), false);
      await close(page, watched);
    });

    test("are put away with Escape, wherever the pointer is, until it comes back", async () => {
      const { page, watched } = await open(browser, site, file);
      await page.clock.install();
      await first(page).hover();
      await page.clock.runFor(500);
      await card(page).waitFor();
      await page.keyboard.press("Escape");
      assert.equal(await card(page).isVisible(), false);
      await page.clock.runFor(2000);
      assert.equal(await card(page).isVisible(), false);
      await page.mouse.move(2, 2);
      await page.clock.runFor(10);
      await first(page).hover();
      await page.clock.runFor(500);
      await card(page).waitFor();
      await close(page, watched);
    });

    test("come with the keyboard as well, and describe the link", async () => {
      const { page, watched } = await open(browser, site, file);
      await page.keyboard.press("Tab"); // the focus is the keyboard's
      await first(page).focus();
      await card(page).waitFor();
      const words = await first(page).evaluate((link) => document.getElementById(link.getAttribute("aria-describedby")).textContent);
      assert.equal(words, await card(page).evaluate((card) => card.textContent));
      assertNone([...(await violations(page, "light")), ...(await violations(page, "dark"))]);
      await page.keyboard.press("Escape");
      assert.equal(await card(page).isVisible(), false);
      assert.equal(await first(page).evaluate((link) => link === document.activeElement && !link.hasAttribute("aria-describedby")), true);
      await close(page, watched);
    });

    test("never come by touch", async () => {
      const { page, watched } = await open(browser, site, file, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
      await page.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
      await page.clock.install();
      await first(page).tap();
      await page.clock.runFor(3000);
      assert.equal(await page.locator(".preview:visible").count(), 0);
      await close(page, watched);
    });

    test("stay on the screen, however narrow", async () => {
      const { page, watched } = await open(browser, site, file, { viewport: { width: 320, height: 480 } });
      for (const link of (await page.locator("main a.mention").all()).slice(0, 5)) {
        await link.hover();
        await card(page).waitFor();
        const { x, width } = await card(page).boundingBox();
        assert.ok(x >= 0 && x + width <= 320, `from ${x}, ${width} wide`);
        await page.mouse.move(1, 1);
        await card(page).waitFor({ state: "hidden" });
      }
      assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= 320);
      await close(page, watched);
    });

    test("are no loss where their words cannot be loaded", async () => {
      const page = await openPage(browser);
      await page.route("**/previews/*.js", (route) => route.abort());
      const errors = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(site.address(file));
      await first(page).hover();
      await page.waitForEvent("requestfailed");
      await first(page).click();
      assert.notEqual(page.url(), site.address(file));
      assertNone(errors);
      await page.context().close();
    });
  });
}

// The same from a disk, where nothing but a script can be loaded.
export function testPreviewsOnDisk(browser, site, file) {
  test("previews on a disk tell what a link leads to", async () => {
    const { page, watched } = await open(browser, site, file);
    await first(page).hover();
    await card(page).locator(".preview-title", { hasText: /./ }).waitFor();
    await close(page, watched);
  });
}

async function open(browser, site, file, options) {
  const page = await openPage(browser, options);
  const watched = watch(page, site.url);
  await page.goto(site.address(file));
  assert.equal(await page.evaluate(() => "previews" in document.documentElement.dataset), true, "the site has no previews");
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

const card = (page) => page.locator(".preview");
const first = (page) => page.locator("main a.mention").first();
