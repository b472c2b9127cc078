// The search page: it finds what the command line finds, from a host and from a disk, and is kind to its
// readers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { violations } from "./harness/accessibility.js";
import { search } from "./harness/archive.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const JUDGED = readFileSync(new URL("../site/search/judged.txt", import.meta.url), "utf8");
const HOSTILE = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", ".*+?^${}()|[]\\", "(".repeat(5000), "a ".repeat(2000), "__proto__ constructor", "person:\"__proto__\"", "\u202e\u0000\ufffe", "-", "\"", "*", "or or or"];

// What all scripts of a page may come to, packed.
const MOST_SCRIPT = 20_000;

function judged(section) {
  const [, own] = JUDGED.split(`[${section}]\n`);
  const lines = own.split(/\n\[[a-z]+\]\n/)[0].split("\n");
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => line.slice(0, line.lastIndexOf(" | ")));
}

async function open(browser, site, options = {}) {
  const page = await openPage(browser, options);
  const watched = watch(page, site.url);
  await page.goto(site.address("search/index.html"));
  return { page, watched };
}

async function close({ page, watched }) {
  assertNone(watched.taken());
  await page.context().close();
}

// Types a query and waits for its answer.
async function ask(page, query) {
  await page.locator(".search-form input").fill(query);
  const trimmed = query.slice(0, 500).trim();
  if (trimmed) await page.waitForFunction((query) => document.querySelector(".search-form").dataset.shown === query, trimmed);
}

// Runs in the browser: what is shown, as the command line prints it.
function shown() {
  const top = new URL(document.documentElement.dataset.root, location.href).href;
  const sections = [...document.querySelectorAll(".search-results > section")];
  return sections.map((section) => ({
    name: section.querySelector("h2").id.slice(1),
    total: Number(section.querySelector("h2 .count").textContent),
    hits: [...section.querySelectorAll(".row")].map((row) => ({
      title: row.querySelector("a").textContent,
      path: row.querySelector("a").href.slice(top.length),
      note: row.querySelector(".label") !== null,
      found: [...row.querySelectorAll(".row-summary mark")].map((mark) => mark.textContent),
    })),
  }));
}

const asShown = ({ groups }) => groups.map(({ name, total, hits }) => ({
  name,
  total,
  hits: hits.slice(0, name === "articles" ? 10 : 3).map(({ title, path, is_note: note, excerpt }) => ({ title, path, note, found: excerpt.filter(([, isFound]) => isFound).map(([text]) => text) })),
}));

// `command` are the arguments of the same search on the command line.
export function testSearchAgrees(name, browser, site, section, [folder, options]) {
  test(`the browser and the command line find the same in ${name}`, async () => {
    const opened = await open(browser, site);
    const problems = [];
    for (const query of [...judged(section), ...HOSTILE.slice(0, 6)]) {
      const expected = asShown(await search(folder, query.replaceAll("\u0000", ""), options));
      await ask(opened.page, query);
      const found = await opened.page.evaluate(shown);
      try {
        assert.deepEqual(decoded(found), expected);
      } catch (difference) {
        problems.push(`${query}: ${difference.message}`);
      }
    }
    assertNone(problems);
    await close(opened);
  });
}

const decoded = (groups) => groups.map((group) => ({ ...group, hits: group.hits.map((hit) => ({ ...hit, path: encodeURI(decodeURI(hit.path)) })) }));

export function testSearch(browser, site) {
  describe(`the search page of ${site.url}`, () => {
    test("finds a name in every spelling, says so, and can search the word alone", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      await ask(page, "uighur");
      const reading = page.locator(".search-readings");
      assert.match(await reading.innerText(), /Also searching: .*Uyghurs/);
      const all = await page.evaluate(shown);
      await reading.getByRole("link").click();
      await page.waitForFunction(() => document.querySelector(".search-form").dataset.shown === '"uighur"');
      const alone = await page.evaluate(shown);
      const total = (groups) => groups.reduce((sum, group) => sum + group.total, 0);
      assert.ok(total(alone) > 0 && total(alone) < total(all));
      await close(opened);
    });

    test("forgives mistakes, and shows what was searched", async () => {
      const opened = await open(browser, site);
      await ask(opened.page, "xinjaing");
      assert.match(await opened.page.locator(".search-readings").innerText(), /“xinjaing”.*xinjiang/s);
      assert.ok((await opened.page.locator(".search-results .row").count()) > 5);
      await close(opened);
    });

    test("marks what was found, and leads to its paragraph", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      await ask(page, "sterilisation kind:article");
      const row = page.locator(".search-results .row").first();
      assert.equal(await row.locator("mark").first().innerText(), "sterilisation");
      await row.locator("a").click();
      await page.locator("body.is-article").waitFor();
      assert.equal(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.textContent.includes("sterilisation")), true);
      await page.goBack();
      await page.locator(".search-results mark").first().waitFor();
      await close(opened);
    });

    test("keeps the query in the address, and answers the one that it is opened with", async () => {
      const page = await openPage(browser);
      const watched = watch(page, site.url);
      await page.goto(`${site.address("search/index.html")}?q=genocide+kind%3Aclaim&sort=date`);
      await page.locator(".search-results .row").first().waitFor();
      assert.equal(await page.locator(".search-form input").inputValue(), "genocide kind:claim");
      assert.equal(await page.locator(".search-form select").inputValue(), "date");
      await ask(page, "detention");
      assert.equal(new URL(page.url()).searchParams.get("q"), "detention");
      await close({ page, watched });
    });

    test("narrows down by what the results are about", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      await ask(page, "detention");
      const before = await page.locator(".search-results .row").count();
      const facets = page.locator(".search-facets details");
      assert.equal(await facets.count(), 8);
      for (const facet of await facets.all()) await facet.locator("summary").click();
      await page.waitForFunction(() => [...document.querySelectorAll(".search-facets details")].every((facet) => facet.querySelector("li")));
      const person = facets.nth(1).locator("li button").first();
      const count = Number(await person.locator(".count").innerText());
      const name = await person.locator("bdi").innerText();
      await person.click();
      const query = await page.locator(".search-form input").inputValue();
      assert.ok(query.startsWith("detention person:") && query.includes(name), query);
      await page.waitForFunction((query) => document.querySelector(".search-form").dataset.shown === query, query);
      const total = (await page.evaluate(shown)).reduce((sum, group) => sum + group.total, 0);
      assert.ok(total === count && total < before + 100, `${total} of ${count}`);
      await close(opened);
    });

    test("announces how much was found, and is walked with arrow keys", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      await ask(page, "bachelet");
      await page.waitForFunction(() => /^\d+ results$/.test(document.querySelector(".search-count[role=status]").textContent));
      await page.locator(".search-form input").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(() => document.activeElement === document.querySelector(".search-results .row a")), true);
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(() => document.activeElement.name), "q");
      await ask(page, "qqqqqqqq");
      await page.waitForFunction(() => document.querySelector(".search-count").textContent === "Nothing found");
      await close(opened);
    });

    test("takes no harm from a hostile query", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      page.on("dialog", (dialog) => assert.fail(dialog.message()));
      for (const query of HOSTILE) await ask(page, query.replace("\u0000", ""));
      assert.equal(await page.locator("main img, main script").count(), 0);
      await close(opened);
    });

    test("has nothing for axe to find while it shows results", async () => {
      const opened = await open(browser, site);
      const { page } = opened;
      await ask(page, "uighur");
      await page.locator(".search-facets summary").first().click();
      await page.locator(".search-facets li").first().waitFor();
      // axe itself asks for the style sheets, which a page on a disk may not.
      assertNone(opened.watched.taken());
      assertNone([...(await violations(page, "light")), ...(await violations(page, "dark"))]);
      await page.context().close();
    });

    test("offers the lists where there is no JavaScript", async () => {
      const page = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(site.address("search/index.html"));
      assert.equal(await page.locator(".search-form").isVisible(), false);
      for (const section of ["articles", "people", "places", "sources", "timeline"]) {
        assert.equal(await page.locator(`.search-lists a[href*="${section}/"]`).first().isVisible(), true);
      }
      await page.context().close();
    });
  });
}

export function testSearchBox(browser, site, examples) {
  describe("the box in the header", () => {
    test("has the focus after a slash, and leads to the results", async () => {
      const page = await openPage(browser);
      const watched = watch(page, site.url);
      await page.goto(site.address(examples.get("article").file));
      await page.keyboard.press("/");
      await page.keyboard.type("Bachelet/");
      await page.keyboard.press("Enter");
      await page.locator("body.is-search .search-results .row").first().waitFor();
      assert.equal(await page.locator(".search-form input").inputValue(), "Bachelet/");
      await close({ page, watched });
    });

    test("fetches nothing of the search before it is used", async () => {
      const page = await openPage(browser);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(site.address(examples.get("article").file), { waitUntil: "networkidle" });
      assert.ok(!asked.some((url) => /search/.test(url)), asked.join("\n"));
      const prefetched = page.waitForRequest(/theme\/search\.js$/);
      await page.locator(".find input").focus();
      await prefetched;
      await page.context().close();
    });

    test("and all other scripts of a page come to little", async () => {
      const page = await openPage(browser);
      const problems = [];
      for (const [name, { file }] of examples) {
        const scripts = new Set();
        const listen = (request) => request.resourceType() === "script" && scripts.add(request.url());
        page.on("request", listen);
        await page.goto(site.address(file), { waitUntil: "networkidle" });
        page.off("request", listen);
        const sizes = [...scripts].map((url) => gzipSync(site.read(decodeURI(url.slice(site.url.length)))).length);
        const sum = sizes.reduce((sum, size) => sum + size, 0);
        if (sum > MOST_SCRIPT) problems.push(`${name}: ${sum} bytes of scripts, packed`);
      }
      assertNone(problems);
      await page.context().close();
    });
  });

  test("the search page works under a strict content security policy", async () => {
    const page = await openPage(browser);
    const watched = watch(page, site.url);
    await page.route("**/search/**", async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; require-trusted-types-for 'script'" };
      await route.fulfill({ response, headers });
    });
    await page.goto(site.address("search/index.html"));
    await ask(page, "uighur");
    assert.ok((await page.locator(".search-results .row").count()) > 5);
    await close({ page, watched });
  });

  test("the search page says so where the index cannot be loaded, and offers the lists", async () => {
    const page = await openPage(browser);
    await page.route("**/search/root.bin", (route) => route.abort());
    await page.goto(`${site.address("search/index.html")}?q=x`);
    await page.waitForFunction(() => document.querySelector(".search-count").textContent.includes("could not be loaded"));
    assert.equal(await page.locator(".search-lists a").first().isVisible(), true);
    await page.context().close();
  });
}
