// The timeline as readers meet it: filtered and shared, by keyboard, without scripts, on small screens
// and on paper. What to filter by is chosen from the page itself.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";
import { readPaper } from "./harness/paper.js";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 640 };

// `file` is a page with the whole list.
export function testTimeline(name, browser, site, file) {
  describe(`the timeline of ${name}`, () => {
    describe("filtered", () => testFilters(browser, site, file));
    describe("by address", () => testAddresses(browser, site, file));
    describe("by keyboard", () => testKeyboard(browser, site, file));
    describe("without JavaScript", () => testWithoutScripts(browser, site, file));
    describe("on screens and paper", () => testMedia(browser, site, file));
  });
}

// A site on a disk: the same filters, the same addresses.
export function testTimelineOnDisk(browser, site, file) {
  test("a timeline on a disk is filtered, and its address shared", () => assertShared(browser, site, file));
}

// `file` is the first page of a timeline that is divided into pages.
export function testDividedTimeline(browser, site, file) {
  test("filters of a divided timeline count its pages and go along to them and back", async () => {
    const { page, watched } = await open(browser, site, file);
    const pages = page.locator(".timeline-pages li");
    assert.ok((await pages.count()) > 1, "the timeline is not divided");
    assert.equal(await page.locator(".filters-status").innerText(), "");
    await page.locator(".facets > summary").click();
    await page.locator(".filters-status", { hasText: "entries shown" }).waitFor();
    const panel = page.locator(".facet").first();
    await panel.locator("summary").click();
    await panel.locator(".facet-values input").first().check();
    const [shown] = await numbersOf(page.locator(".filters-status"));
    assert.equal((await numbersOf(panel.locator("label .number").first()))[0], shown);
    const counts = await Promise.all((await pages.all()).map(async (item) => (await numbersOf(item.locator(".count")))[0]));
    assert.equal(counts.reduce((sum, count) => sum + count, 0), shown);

    const at = counts.findIndex((count) => count > 0);
    const { search } = new URL(page.url());
    await pages.nth(at).getByRole("link").click();
    await page.locator(".timeline .entry").first().waitFor({ state: "attached" });
    assert.equal(new URL(page.url()).search, search);
    assert.equal((await visible(page)).length, counts[at]);
    await page.locator(".timeline-all").click();
    await page.locator(".timeline-pages .is-empty, .timeline-pages li").first().waitFor();
    assert.equal(new URL(page.url()).search, search);
    await page.locator(".filters-status", { hasText: "entries shown" }).waitFor();
    assert.equal((await numbersOf(page.locator(".filters-status")))[0], shown);
    await close(page, watched);
  });
}

function testFilters(browser, site, file) {
  test("by two facets, and the address shows another reader the same", () => assertShared(browser, site, file));

  test("by role: years, months, jumps and counts follow", async () => {
    const { page, watched } = await open(browser, site, file);
    const roles = await page.locator(".roles input").evaluateAll((boxes) => boxes.map((box) => box.value));
    assert.ok(roles.length > 2, "hardly any role");
    await assertInStep(page);
    for (const role of roles) {
      await page.locator(`.roles input[value=${role}]`).click();
      await assertInStep(page);
    }
    for (const role of roles) await page.locator(`.roles input[value=${role}]`).setChecked(role === roles[0]);
    assert.deepEqual(await visible(page), await page.locator(`.entry.${roles[0]}`).evaluateAll((entries) => entries.map(({ id }) => id)));
    assert.equal(new URL(page.url()).search, `?role=${roles[0]}`);
    await page.locator(`.roles input[value=${roles[0]}]`).uncheck();
    assert.deepEqual(await visible(page), []);
    assert.equal(await page.locator(".filters-none").isVisible(), true);
    await page.locator(".filters-none").getByRole("button", { name: "Clear all" }).click();
    assert.equal(new URL(page.url()).search, "");
    await assertInStep(page);
    assert.ok((await visible(page)).length > 0);
    await close(page, watched);
  });

  test("by years: what can be meant to lie within them is shown", async () => {
    const { page, watched } = await open(browser, site, file);
    const [from, to] = await page.evaluate(() => {
      const { from, to } = JSON.parse(document.querySelector(".timeline-facets").textContent);
      return [Math.floor((from + to) / 2), to];
    });
    await page.locator(".facets > summary").click();
    await page.getByRole("spinbutton", { name: "From" }).fill(String(from));
    await page.getByRole("spinbutton", { name: "To" }).fill(String(to));
    await page.getByRole("spinbutton", { name: "To" }).press("Enter");
    const expected = await page.evaluate(([first, last]) => {
      const shown = (entry) => {
        const box = document.querySelector(`.roles input[value=${entry.classList[1]}]`);
        const [from, to] = entry.dataset.days?.split(" ") ?? ["-", "-"];
        const isDated = from !== "-" || to !== "-";
        return (box?.checked ?? true) && isDated && (to === "-" || Number(to) >= first) && (from === "-" || Number(from) <= last);
      };
      return [...document.querySelectorAll(".timeline .entry")].filter(shown).map(({ id }) => id);
    }, [Date.UTC(from, 0, 1) / 864e5, Date.UTC(to, 11, 31) / 864e5]);
    assert.deepEqual(await visible(page), expected);
    assert.equal(new URL(page.url()).search, `?from=${from}&to=${to}`);
    assert.equal(await page.locator(".chips li").count(), 2);
    await assertInStep(page);
    await close(page, watched);
  });

  test("the address is copied, or shown where that is not allowed", async () => {
    const { page, watched } = await open(browser, site, file);
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => { document.body.dataset.copied = text; } } });
    });
    await page.locator(".roles input").first().uncheck();
    const copy = page.getByRole("button", { name: "Copy address of this view" });
    await copy.click();
    await page.locator(".filters-status", { hasText: "Address copied" }).waitFor();
    assert.equal(await page.evaluate(() => document.body.dataset.copied), page.url());
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined }));
    await copy.click();
    assert.equal(await page.getByRole("textbox", { name: "Address of this view" }).inputValue(), page.url());
    await close(page, watched);
  });
}

function testAddresses(browser, site, file) {
  test("values that the page does not have are shown, kept and can be removed", async () => {
    const { page, watched } = await open(browser, site, file, { query: "?other=1&person=no-such-person-here" });
    assert.deepEqual(await visible(page), []);
    assert.match(await page.locator(".chips li").innerText(), /no-such-person-here \(not on this page\)/);
    await page.locator(".chips button").click();
    assert.equal(new URL(page.url()).search, "?other=1");
    assert.ok((await visible(page)).length > 0);
    await close(page, watched);
  });

  test("an entry that is followed and hidden is shown on request", async () => {
    const { page, watched } = await open(browser, site, file);
    const [id, role] = await page.locator(".timeline .entry").last().evaluate((entry) => [entry.id, entry.classList[1]]);
    const others = await page.locator(`.roles input:not([value=${role}])`).evaluateAll((boxes) => boxes.map((box) => box.value));
    await page.goto(`${site.address(file)}?role=${others.join()}#${id}`);
    const hint = page.locator(".filters-hidden");
    assert.equal(await page.locator(`[id="${id}"]`).isVisible(), false);
    assert.match(await hint.innerText(), /hidden by the filters/);
    await hint.getByRole("button").click();
    assert.equal(await hint.isVisible(), false);
    await page.waitForFunction(inSight, id);
    assert.equal(new URL(page.url()).hash, `#${id}`);
    await close(page, watched);
  });

  test("an entry that is followed stands clear of the headings", async () => {
    for (const viewport of [WIDE, NARROW]) {
      const { page, watched } = await open(browser, site, file, { viewport });
      const ids = await visible(page);
      for (const id of [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]) {
        await page.goto(`${site.address(file)}#${id}`);
        await page.waitForFunction(inSight, id);
      }
      await close(page, watched);
    }
  });
}

function testKeyboard(browser, site, file) {
  test("the overview is one stop; arrows go along its lanes and between them; Enter goes to the list", async () => {
    const { page, watched } = await open(browser, site, file);
    const links = page.locator(".overview-link");
    assert.ok((await links.count()) > 3, "hardly anything is drawn");
    assert.equal(await page.locator('.overview-link[tabindex="0"]').count(), 1);
    await page.locator(".overview-figure .skip").focus();
    await page.keyboard.press("Tab");
    const at = () => page.evaluate(() => [...document.querySelectorAll(".overview-link")].indexOf(document.activeElement));
    const role = () => page.evaluate(() => /#_*e-([a-z]+)-/.exec(document.activeElement.getAttribute("href"))[1]);
    assert.equal(await at(), 0);
    const lanes = await links.evaluateAll((links) => links.map((link) => /#_*e-([a-z]+)-/.exec(link.getAttribute("href"))[1]));
    const names = [...new Set(lanes)];
    for (const [lane, name] of names.entries()) {
      assert.equal(await role(), name);
      await page.keyboard.press("Home");
      const first = await at();
      assert.equal(first, lanes.indexOf(name));
      await page.keyboard.press("End");
      assert.equal(await at(), lanes.lastIndexOf(name));
      await page.keyboard.press("ArrowRight");
      assert.equal(await at(), lanes.lastIndexOf(name), "left the lane at its end");
      await page.keyboard.press("Home");
      if (lanes.lastIndexOf(name) > first) {
        await page.keyboard.press("ArrowRight");
        assert.equal(await at(), lanes.indexOf(name, first + 1));
        await page.keyboard.press("ArrowLeft");
      }
      assert.equal(await at(), first);
      if (lane + 1 < names.length) await page.keyboard.press("ArrowDown");
    }
    const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(inSight, decodeURIComponent(href.slice(1)));
    assert.equal(new URL(page.url()).hash, href);
    await close(page, watched);
  });

  test("Tab leaves the overview after one stop", async () => {
    const { page, watched } = await open(browser, site, file);
    await page.locator('.overview-link[tabindex="0"]').focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".overview") === null), true);
    await close(page, watched);
  });

  for (const viewport of [WIDE, NARROW]) {
    test(`no link of the list is covered when it has the focus, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, file, { viewport });
      const links = page.locator(".timeline .entry a:visible");
      const count = Math.min(60, await links.count());
      assert.ok(count > 10, "hardly any link");
      for (const [first, key] of [[0, "Tab"], [count - 1, "Shift+Tab"]]) {
        await links.nth(first).focus();
        const problems = [];
        for (let i = 0; i < count; i++) {
          problems.push(...(await page.evaluate(coveredFocus)));
          await page.keyboard.press(key);
        }
        assertNone(problems);
      }
      await close(page, watched);
    });
  }

  test("what is filtered by keyboard keeps the focus in the filters", async () => {
    const { page, watched } = await open(browser, site, file);
    await page.locator(".facets > summary").focus();
    await page.keyboard.press("Enter");
    await page.locator(".facet > summary").first().focus();
    await page.keyboard.press("Enter");
    const box = page.locator(".facet input[type=checkbox]").first();
    await box.focus();
    await page.keyboard.press("Space");
    assert.equal(await box.evaluate((box) => box.checked && box === document.activeElement), true);
    await page.locator(".chips button").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".chips li").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.closest(".filters") !== null), true);
    await close(page, watched);
  });
}

function testWithoutScripts(browser, site, file) {
  test("the list is whole, and roles are chosen by the style alone", async () => {
    const page = await openPage(browser, { viewport: WIDE, javaScriptEnabled: false });
    await page.goto(site.address(file));
    assert.equal(await page.locator(".facets").count(), 0);
    const boxes = page.locator(".roles input");
    for (const box of await boxes.all()) await box.check();
    assert.deepEqual(await visible(page), await page.locator(".timeline .entry").evaluateAll((entries) => entries.map(({ id }) => id)));
    for (const box of await boxes.all()) {
      const role = await box.getAttribute("value");
      assert.ok((await page.locator(`.entry.${role}:visible`).count()) > 0, `no entry of ${role}`);
      await box.uncheck();
      assert.equal(await page.locator(`.entry.${role}:visible`).count(), 0);
      assertNone(await page.evaluate(emptyParts));
    }
    assert.deepEqual(await visible(page), []);
    await page.context().close();
  });

  test("every link of the overview is a stop of its own", async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(site.address(file));
    assert.ok((await page.locator(".overview-link").count()) > 3);
    assert.equal(await page.locator(".overview-link[tabindex]").count(), 0);
    await page.context().close();
  });
}

function testMedia(browser, site, file) {
  for (const viewport of [WIDE, NARROW]) {
    test(`with all filters open there is nothing for axe to find, ${viewport.width} pixels wide, light and dark`, async () => {
      const { page, watched } = await open(browser, site, file, { viewport, query: "?person=no-such-person-here" });
      await openFilters(page);
      assertNone([...(await violations(page, "light")), ...(await violations(page, "dark"))]);
      await page.locator(".chips button").first().click();
      assertNone([...(await violations(page, "light")), ...(await violations(page, "dark"))]);
      await close(page, watched);
    });
  }

  test("with all filters open it fits a screen of 320 pixels", async () => {
    const { page, watched } = await open(browser, site, file, { viewport: NARROWEST, query: "?person=someone-whose-name-is-very-long-and-not-here&from=1999" });
    await openFilters(page);
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), NARROWEST.width);
    await page.locator(".filters-state").getByRole("button", { name: "Clear all" }).click();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), NARROWEST.width);
    await close(page, watched);
  });

  test("on paper there is what was chosen, and nothing to press", async () => {
    const { page, watched } = await open(browser, site, file);
    await openFilters(page);
    await page.locator(".roles input").first().uncheck();
    const chip = await page.locator(".chips li span").first().innerText();
    const titles = await page.locator(".entry:visible .row-title").evaluateAll((rows) => rows.map((row) => row.querySelector("a")?.textContent).filter((title) => /^[ -~]+$/.test(title)));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("button, input, select, summary, nav").filter({ visible: true }).count(), 0);
    const { sheets } = readPaper(await page.pdf({ format: "A4" }));
    const words = sheets.join(" ");
    assert.ok(sheets.length > 0 && words.includes(chip), `${chip} is not said`);
    const squeezed = words.replaceAll(" ", "");
    assert.ok(titles.length > 0);
    assertNone([...new Set(titles)].filter((title) => !squeezed.includes(title.normalize("NFKC").replace(/\s/g, ""))));
    assertNone(sheets.filter((sheet) => /\d{3,} \d+( of \d+)? entr(y|ies)$/.test(sheet)).map((sheet) => `ends with ${sheet.slice(-40)}`));
    await close(page, watched);
  });
}

// Chooses a value of each of two facets; a second reader opens the address.
async function assertShared(browser, site, file) {
  const { page, watched } = await open(browser, site, file);
  const everything = await visible(page);
  const { chosen, expected } = await page.evaluate(pairOfValues);
  await page.locator(".facets > summary").click();
  let promised;
  for (const { facet, title } of chosen) {
    const panel = page.locator(".facet").filter({ has: page.locator("summary", { hasText: facet }) });
    await panel.locator("summary").click();
    const find = panel.locator("input[type=search]");
    if (await find.isVisible()) await find.fill(title);
    const label = panel.locator(".facet-values label").filter({ has: page.getByText(title, { exact: true }) });
    [promised] = await numbersOf(label.locator(".number"));
    await label.locator("input").check();
  }
  assert.deepEqual(await visible(page), expected);
  assert.equal(promised, expected.length, "the count beside the value was another");
  assert.deepEqual((await numbersOf(page.locator(".filters-status")))[0], expected.length);
  await assertInStep(page);

  const address = page.url();
  for (const { key, slug } of chosen) assert.equal(new URL(address).searchParams.get(key), slug);
  const other = await openPage(browser, { viewport: WIDE });
  const noise = watch(other, site.url);
  await other.goto(address);
  assert.deepEqual(await visible(other), expected);
  assert.equal(await other.locator(".chips li").count(), chosen.length);
  await other.locator(".filters-state").getByRole("button", { name: "Clear all" }).click();
  assert.deepEqual(await visible(other), everything);
  assert.equal(new URL(other.url()).search, "");
  await close(other, noise);
  await close(page, watched);
}

// What the headings and the status say is what is shown.
async function assertInStep(page) {
  assertNone(await page.evaluate(emptyParts));
  assertNone(await page.evaluate(() => {
    const problems = [];
    const shown = (part) => [...part.querySelectorAll(".entry")].filter((entry) => entry.checkVisibility()).length;
    for (const part of document.querySelectorAll(".timeline .year, .timeline.undated")) {
      const said = parseInt(part.querySelector("h2 .number").textContent.replace(/\D*(\d+).*/, "$1"), 10);
      if (said !== shown(part) && part.checkVisibility()) problems.push(`${part.querySelector("h2").textContent}: ${shown(part)} are shown`);
    }
    for (const jump of document.querySelectorAll(".jumps a[href^='#']")) {
      const target = document.getElementById(jump.hash.slice(1));
      if (jump.checkVisibility() !== target.checkVisibility()) problems.push(`the jump to ${jump.textContent}`);
    }
    const [said, all] = document.querySelector(".filters-status").textContent.match(/\d[\d,]*/g).map((number) => Number(number.replace(",", "")));
    const entries = document.querySelectorAll(".timeline .entry");
    if (said !== [...entries].filter((entry) => entry.checkVisibility()).length || all !== entries.length) problems.push("the status");
    return problems;
  }));
}

const visible = (page) => page.locator(".timeline .entry:visible").evaluateAll((entries) => entries.map(({ id }) => id));

const numbersOf = async (locator) => (await locator.innerText()).match(/\d[\d,]*/g).map((number) => Number(number.replaceAll(",", "")));

async function open(browser, site, file, { query = "", ...options } = {}) {
  const page = await openPage(browser, { viewport: WIDE, reducedMotion: "reduce", ...options });
  const watched = watch(page, site.url);
  await page.goto(site.address(file) + query);
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

async function openFilters(page) {
  await page.evaluate(() => document.querySelectorAll(".filters details").forEach((details) => { details.open = true; }));
  await page.locator(".facet-values input").first().waitFor();
}

// Runs in the browser: one value each of two facets that some entries share, and each has beside; and
// the entries that have both.
function pairOfValues() {
  const { facets } = JSON.parse(document.querySelector(".timeline-facets").textContent);
  const all = facets.flatMap(({ key, title, values }) => values.map(([slug, name]) => ({ key, facet: title, slug, title: name })));
  const entries = [...document.querySelectorAll(".timeline .entry")].filter((entry) => entry.checkVisibility());
  const has = (entry, at) => (entry.dataset.f ?? "").split(" ").includes(String(at));
  const once = (title) => all.filter((value) => value.title === title).length === 1;
  for (let a = 0; a < all.length; a++) {
    for (let b = a + 1; b < all.length; b++) {
      if (all[a].key === all[b].key || !once(all[a].title) || !once(all[b].title)) continue;
      const [some, others] = [a, b].map((at) => entries.filter((entry) => has(entry, at)));
      const both = some.filter((entry) => others.includes(entry));
      if (both.length > 0 && both.length < some.length && both.length < others.length) {
        return { chosen: [all[a], all[b]], expected: both.map(({ id }) => id) };
      }
    }
  }
  throw new Error("no two facets cross each other");
}

// Runs in the browser: headings of years and months that stand over nothing.
function emptyParts() {
  const parts = [...document.querySelectorAll(".timeline .year, .timeline .month, .timeline.undated")];
  const isEmpty = (part) => ![...part.querySelectorAll(".entry")].some((entry) => entry.checkVisibility());
  const wrong = parts.filter((part) => part.checkVisibility() === isEmpty(part));
  return wrong.map((part) => `${part.checkVisibility() ? "stands over nothing" : "is hidden"}: ${part.querySelector("h2, h3").textContent}`);
}

// Runs in the browser: whether an entry can be read from its first line on.
function inSight(id) {
  const { top, left } = document.getElementById(id).querySelector(".entry-date").getBoundingClientRect();
  return top >= 0 && top < innerHeight && document.elementFromPoint(left + 2, top + 4)?.closest(".entry")?.id === id;
}

// Runs in the browser: what lies over the link that has the focus.
function coveredFocus() {
  const link = document.activeElement;
  if (!link.closest(".entry")) return [];
  const { left, top, bottom } = link.getClientRects()[0];
  const words = `“${link.textContent.slice(0, 40)}”`;
  if (top < -1 || bottom > innerHeight + 1) return [`${words} is off the screen`];
  const over = document.elementFromPoint(left + 3, Math.min((top + bottom) / 2, innerHeight - 1));
  return link.contains(over) || over?.contains(link) ? [] : [`${words} is covered by ${over?.outerHTML.slice(0, 60)}`];
}
