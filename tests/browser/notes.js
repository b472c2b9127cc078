// Notes and their passages as readers meet them: beside the text, under it, by keyboard, followed from
// elsewhere, without scripts, and on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { COUNTS, PAGES } from "./harness/annotated.js";
import { PATIENCE, openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";
import {
  arrangement, listed, misopened, misplaced, places, printable, standing, unprinted, unreadable, unseenFocus, unsound,
} from "./harness/notes.js";
import { readPaper } from "./harness/paper.js";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
const ARTICLES = Object.keys(COUNTS);

// A page on which nothing glides: what is measured stands where it will stay.
const openStill = (browser, options) => openPage(browser, { reducedMotion: "reduce", ...options });

export function testNotes(browser, site) {
  describe("notes in the margin", () => testMargin(browser, site));
  describe("notes under their paragraphs", () => testUnder(browser, site));
  describe("notes by keyboard", () => testKeyboard(browser, site));
  describe("notes and passages that are pointed at", () => testPointing(browser, site));
  describe("addresses of notes", () => testAddresses(browser, site));
  describe("notes without JavaScript", () => testWithoutScripts(browser, site));
  describe("notes on paper", () => testPaper(browser, site));
  describe("pages with notes and statements", () => testAccessibility(browser, site));
}

// An archive that is written from right to left has its margin on the left.
export function testMirroredNotes(browser, site) {
  test("in an archive that is read from right to left, notes stand in the left margin", async () => {
    const { page, watched } = await open(browser, site, site.address(PAGES.flood));
    await assertPlaced(page, COUNTS.flood.found);
    const sides = await page.evaluate(() => {
      const end = document.querySelector(".text").getBoundingClientRect().left;
      return [...document.querySelectorAll(".notes:not(.lost) .note")].filter((note) => note.getBoundingClientRect().right > end).length;
    });
    assert.equal(sides, 0, "notes on the right of the text");
    await close(page, watched);
  });
}

export function testNotesOnDisk(browser, site) {
  test("notes of a site on a disk stand in the margin, open under the text and are found by address", async () => {
    const { page, watched } = await open(browser, site, `${site.address(PAGES.flood)}#a-n29`);
    await assertPlaced(page, COUNTS.flood.found, { isMoved: true });
    await assertShown(page, "a-n29");
    await resize(page, NARROW);
    await page.locator("#r-n4").click();
    await page.locator(".notes-here #a-n4").waitFor();
    await close(page, watched);
  });
}

// The demonstration archive's own articles.
export function testNotesOfArchive(browser, site, pages) {
  test("notes of the demonstration archive keep their places on screens of all widths", async () => {
    const { page, watched } = await open(browser, site, site.url);
    for (const { file } of [...pages.values()].filter(({ kind }) => kind === "article")) {
      await page.goto(site.address(file));
      const count = await page.locator(".notes:not(.lost) .note").count();
      assert.ok(count > 0, `${file} has no notes`);
      for (const width of [1280, 992, 1700]) {
        await resize(page, { width, height: 800 });
        await assertPlaced(page, count);
      }
    }
    await close(page, watched);
  });
}

function testMargin(browser, site) {
  let page, watched;
  before(async () => ({ page, watched } = await open(browser, site, site.url)));
  after(() => close(page, watched));

  for (const name of ARTICLES) {
    const show = async (viewport = WIDE) => {
      await page.setViewportSize(viewport);
      await page.goto(site.address(PAGES[name]));
      await settle(page);
    };
    const { found } = COUNTS[name];

    for (const width of name === "gauges" ? [1280] : [1280, 1700, 992]) {
      test(`${name}: ${found} notes on a screen of ${width} pixels, in order, clear of each other and of all else`, async () => {
        await show({ width, height: 800 });
        await assertPlaced(page, found);
      });
    }

    test(`${name}: stands as before when the screen was narrow for a while`, async () => {
      await show();
      const earlier = await page.evaluate(places);
      await resize(page, NARROW);
      assert.equal(await page.locator(".notes-beside").count(), 0);
      await resize(page, WIDE);
      await assertPlaced(page, found);
      assert.deepEqual(await page.evaluate(places), earlier);
    });

    if (name !== "gauges") test(`${name}: follows larger letters`, async () => {
      await show();
      await page.evaluate(() => { document.documentElement.style.fontSize = "112%"; });
      await settle(page);
      await assertPlaced(page, found);
    });

    test(`${name}: notes shown in full, and short again`, async () => {
      await show();
      const whole = page.getByRole("button", { name: "Show notes in full" });
      await whole.click();
      await settle(page);
      assert.equal(await whole.getAttribute("aria-pressed"), "true");
      await assertPlaced(page, found);
      assert.equal(await page.locator(".is-dense").count(), 0);
      await whole.click();
      await settle(page);
      assert.equal(await page.locator(".is-dense").count(), 1);
      await assertPlaced(page, found);
    });
  }

  test("follows the size of letters that the reader has set", async () => {
    await page.setViewportSize(WIDE);
    await page.goto(site.address(PAGES.flood));
    const session = await page.context().newCDPSession(page);
    for (const [standard, beside] of [[20, 1], [24, 0], [16, 1]]) {
      await session.send("Page.setFontSizes", { fontSizes: { standard } });
      await page.waitForFunction((size) => getComputedStyle(document.documentElement).fontSize === size, `${standard}px`);
      await settle(page);
      assert.equal(await page.locator(".notes-beside").count(), beside, `${standard} pixels`);
      if (beside) await assertPlaced(page, COUNTS.flood.found);
      assertNone(await page.evaluate(unsound));
    }
    await session.detach();
  });

  test("makes room for the one that is gone to, and for the others again", async () => {
    await page.setViewportSize(WIDE);
    await page.goto(site.address(PAGES.gauges));
    await settle(page);
    const earlier = await page.evaluate(places);
    for (const id of ["noon-40", "dusk-100", "dawn-1"]) {
      await page.locator(`#r-${id}`).click();
      await settle(page);
      await assertPlaced(page, COUNTS.gauges.found, { isMoved: true });
      await assertShown(page, `a-${id}`);
      const [note, passage] = await Promise.all([`#a-${id}`, `#r-${id}`].map((part) => page.locator(part).boundingBox()));
      assert.ok(Math.abs(note.y - passage.y) < 400, `${id} stands ${note.y - passage.y} pixels below its passage`);
    }
    await page.locator("h1").click();
    await settle(page);
    assert.deepEqual(await page.evaluate(places), earlier);
  });

  test("an Arabic text runs from the right, its notes in English from the left", async () => {
    await page.goto(site.address(PAGES.arabic));
    const ways = await page.evaluate(() => [".text", "#a-company", "#a-company .note-text", "#a-company .note-quote"].map((part) => {
      const element = document.querySelector(part);
      return [element.closest("[lang]").lang, getComputedStyle(element).direction].join(" ");
    }));
    assert.deepEqual(ways, ["ar rtl", "en ltr", "en ltr", "en rtl"]);
  });
}

function testUnder(browser, site) {
  let page, watched;
  before(async () => {
    ({ page, watched } = await open(browser, site, site.address(PAGES.flood), { viewport: NARROW }));
    await settle(page);
  });
  after(() => close(page, watched));

  test("a number opens its note under the block and closes it again", async () => {
    // In paragraphs, headings, list items, cells, a quotation, a footnote; at the end of a block and within.
    for (const n of [1, 5, 6, 13, 14, 15, 17, 18, 19, 20, 22, 23, 25, 26, 29]) {
      const number = page.locator(`#r-n${n}`);
      assert.equal(await number.getAttribute("aria-expanded"), "false");
      await number.click();
      assert.equal(await number.getAttribute("aria-expanded"), "true");
      assertNone(await page.evaluate(misopened, `n${n}`));
      assertNone(await page.evaluate(unsound));
      await number.click();
      assert.equal(await number.getAttribute("aria-expanded"), "false");
      assert.equal(await page.locator(".notes-here").count(), 0);
    }
    assert.deepEqual(await page.evaluate(listed), numbers(COUNTS.flood.found));
  });

  test("several stand in order under one block, whichever was opened first", async () => {
    for (const n of [3, 1, 6, 2]) await page.locator(`#r-n${n}`).click();
    const opened = page.locator(".notes-here");
    assert.equal(await opened.count(), 1);
    assertNone(await page.evaluate(unsound));
    assert.deepEqual(await opened.locator(".note").evaluateAll((notes) => notes.map((note) => note.value)), [1, 2, 3, 6]);
    for (const n of [1, 2, 3, 6]) await opened.getByRole("button", { name: `Close note ${n}`, exact: true }).click();
    assert.deepEqual(await page.evaluate(listed), numbers(COUNTS.flood.found));
  });

  test("a touch of the passage opens it, too", async () => {
    await page.locator("mark.passage[data-notes='10']").click();
    await page.locator(".notes-here #a-n10").waitFor();
    await page.locator("#r-n10").click();
  });

  test("nothing widens the page, with every note open", async () => {
    for (const name of ARTICLES.slice(0, 2)) {
      await page.goto(site.address(PAGES[name]));
      await page.locator(".note-ref a").evaluateAll((links) => links.forEach((link) => link.click()));
      assert.equal(await page.locator(".notes-here .note").count(), COUNTS[name].found);
      assertNone(await page.evaluate(unsound));
    }
  });

  test("notes that are open return to the margin when there is one", async () => {
    await page.goto(site.address(PAGES.flood));
    await page.locator("#r-n8").click();
    await resize(page, WIDE);
    assert.equal(await page.locator("#r-n8").getAttribute("aria-expanded"), null);
    await assertPlaced(page, COUNTS.flood.found, { isMoved: true });
    await resize(page, NARROW);
  });
}

function testKeyboard(browser, site) {
  for (const viewport of [WIDE, NARROW]) {
    test(`Tab comes to every number in the order of the text, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, site.address(PAGES.flood), { viewport });
      const expected = await page.locator(".note-ref a").evaluateAll((links) => links.map((link) => link.id));
      const reached = [];
      const problems = [];
      for (let presses = 0; presses < 120 && reached.length < expected.length; presses++) {
        await page.keyboard.press("Tab");
        const id = await page.evaluate(() => document.activeElement.id);
        if (!id.startsWith("r-")) continue;
        reached.push(id);
        problems.push(...(await page.evaluate(unseenFocus)).map((problem) => `${id}: ${problem}`));
      }
      assert.deepEqual(reached, expected);
      assert.deepEqual([...reached].sort(), numbers(COUNTS.flood.found).map((n) => `r-n${n}`).sort());
      assertNone(problems);
      await close(page, watched);
    });
  }

  test("in the margin: Enter goes to the note, its number and Escape go back", async () => {
    const { page, watched } = await open(browser, site, site.address(PAGES.flood));
    for (const n of [1, 13, 30]) {
      for (const way of ["number", "Escape"]) {
        await page.locator(`#r-n${n}`).focus();
        await page.keyboard.press("Enter");
        await assertFocus(page, `a-n${n}`);
        assert.equal(await page.locator(`#a-n${n}.is-active`).count(), 1);
        assert.ok((await page.locator(`#a-n${n} .note-foot`).isVisible()), "a note that was gone to is not shown in full");
        if (way === "number") {
          await page.keyboard.press("Tab");
          assert.equal(await page.evaluate(() => document.activeElement.className), "note-back");
          assertNone(await page.evaluate(unseenFocus));
        }
        await page.keyboard.press(way === "number" ? "Enter" : "Escape");
        await assertFocus(page, `r-n${n}`);
      }
    }
    await close(page, watched);
  });

  test("under the paragraph: Enter opens the note; the number, Escape and the button close it", async () => {
    const { page, watched } = await open(browser, site, site.address(PAGES.flood), { viewport: NARROW });
    const number = page.locator("#r-n16");
    const open_ = async () => {
      await number.focus();
      await page.keyboard.press("Enter");
      await assertFocus(page, "a-n16");
      assert.equal(await number.getAttribute("aria-expanded"), "true");
      assert.equal(await page.locator(`#${await number.getAttribute("aria-controls")}`).count(), 1);
      assertNone(await page.evaluate(misopened, "n16"));
    };
    const assertClosed = async () => {
      await assertFocus(page, "r-n16");
      assert.equal(await number.getAttribute("aria-expanded"), "false");
      assert.equal(await page.locator(".notes-here").count(), 0);
      assertNone(await page.evaluate(unsound));
    };
    await open_();
    await page.keyboard.press("Escape");
    await assertClosed();
    await open_();
    await page.getByRole("button", { name: "Close note 16" }).focus();
    await page.keyboard.press("Enter");
    await assertClosed();
    await open_();
    await number.focus();
    await page.keyboard.press("Enter");
    await assertClosed();
    await open_();
    await page.locator("#a-n16 .note-back").focus();
    await page.keyboard.press("Enter");
    await assertFocus(page, "r-n16");
    await close(page, watched);
  });

  test("those who listen hear a number's note, and the note its number", async () => {
    const { page, watched } = await open(browser, site, site.address(PAGES.flood));
    const text = page.locator(".text");
    assert.equal(await text.getByRole("link", { name: "Note 16: Correction", exact: true }).count(), 1);
    const section = page.getByRole("region", { name: "Notes 30 notes" });
    assert.equal(await section.getByRole("listitem").locator(":scope.note").count(), 30);
    assert.equal(await section.getByRole("link", { name: "Note 16, back to its passage" }).count(), 1);
    await close(page, watched);
  });
}

function testPointing(browser, site) {
  let page, watched;
  before(async () => ({ page, watched } = await open(browser, site, site.address(PAGES.flood))));
  after(() => close(page, watched));
  const lit = () => page.locator(".note.is-lit").evaluateAll((notes) => notes.map((note) => note.value));
  const litMarks = () => page.locator("mark.is-lit").evaluateAll((marks) => marks.map((mark) => mark.textContent).join(""));
  const colour = (part) => page.locator(part).first().evaluate((element) => getComputedStyle(element).backgroundColor);

  test("a passage lights its note, with all of its pieces", async () => {
    const [plain, paper] = [await colour("mark[data-notes='6']"), await colour("#a-n6")];
    await page.locator("mark[data-notes='6']").first().hover();
    assert.deepEqual(await lit(), [6]);
    assert.equal(await litMarks(), "tied her up at the eastern landing, where she lay");
    assert.notEqual(await colour("mark[data-notes='6']"), plain);
    assert.notEqual(await colour("#a-n6"), paper);
    await page.locator("h1").hover();
    assert.deepEqual(await lit(), []);
    assert.equal(await litMarks(), "");
  });

  test("words that two notes share light both", async () => {
    await page.locator("mark.passage-shared", { hasText: "the company said" }).hover();
    assert.deepEqual(await lit(), [2, 3]);
  });

  test("a note and a number light their passage", async () => {
    for (const part of ["#a-n25", "#r-n25"]) {
      await page.locator(part).hover();
      assert.deepEqual(await lit(), [25]);
      assert.match(await litMarks(), /^This sentence ends .*crosses\.\s*And here the same note goes on$/);
    }
  });

  test("the focus lights them as the pointer does", async () => {
    await page.locator("h1").hover();
    const box = await page.locator("h1").boundingBox();
    const at = { x: Math.ceil(box.x), y: Math.ceil(box.y) };
    await page.mouse.move(at.x, at.y);
    assert.deepEqual(await lit(), []);
    await page.locator("#r-n21").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "r-n21");
    // The page has moved below the pointer at rest: some frames later the browser says what lies there now.
    const event = { bubbles: true, clientX: at.x, clientY: at.y };
    await page.locator("mark[data-notes='6']").first().evaluate((mark, event) => mark.dispatchEvent(new MouseEvent("mouseover", event)), event);
    assert.deepEqual(await lit(), [21]);
    assert.equal(await litMarks(), "nobody at all");
    await page.keyboard.press("Enter");
    assert.equal(await litMarks(), "nobody at all");
    await page.locator("mark[data-notes='6']").first().hover();
    assert.deepEqual(await lit(), [6]);
  });

  test("every passage is underlined, shared ones and those in links too", async () => {
    const plain = await page.locator("mark.passage").evaluateAll((marks) =>
      marks.filter((mark) => getComputedStyle(mark).textDecorationLine !== "underline").map((mark) => mark.outerHTML));
    assertNone(plain);
  });
}

function testAddresses(browser, site) {
  for (const viewport of [WIDE, NARROW]) {
    test(`followed directly, a note is shown, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, site.url, { viewport });
      for (const [name, ids] of [["flood", ["n1", "n13", "n29"]], ["gauges", ["dusk-100"]], ["arabic", ["bridge"]]]) {
        for (const id of ids) {
          await page.goto(site.url);
          await page.goto(`${site.address(PAGES[name])}#a-${id}`);
          await assertShown(page, `a-${id}`);
          assert.equal(await page.locator(viewport === WIDE ? `#a-${id}.is-active` : `.notes-here #a-${id}.is-active`).count(), 1);
          assertNone(await page.evaluate(unsound));
        }
      }
      await page.goto(`${site.address(PAGES.flood)}#a-n31`);
      await assertShown(page, "a-n31");
      await page.goto(`${site.address(PAGES.flood)}#r-n27`);
      await assertShown(page, "r-n27");
      await close(page, watched);
    });

    test(`the page glides to the note of its address, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, `${site.address(PAGES.flood)}#a-n27`, { viewport, reducedMotion: "no-preference" });
      await assertShown(page, "a-n27");
      await close(page, watched);
    });

    test(`followed from the list of annotations and from a claim, it is shown, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, site.address(PAGES.claim), { viewport });
      await page.locator(".kwic a[href*='#a-n13']").click();
      await page.locator("body.is-article").waitFor();
      await assertShown(page, "a-n13");
      await page.goto(site.address(PAGES.annotations));
      const [href] = await page.locator(".row-title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      await page.locator(`.row-title a[href='${href}']`).click();
      await page.locator("body.is-article").waitFor();
      await assertShown(page, href.split("#")[1]);
      await close(page, watched);
    });

    test(`a change of address on the page is followed, too, ${viewport.width} pixels wide`, async () => {
      const { page, watched } = await open(browser, site, `${site.address(PAGES.flood)}#a-n2`, { viewport });
      await page.evaluate(() => { location.hash = "#a-n28"; });
      await assertShown(page, "a-n28");
      await page.locator("#a-n28.is-active").waitFor();
      await page.goBack();
      await assertShown(page, "a-n2");
      await close(page, watched);
    });
  }
}

function testWithoutScripts(browser, site) {
  for (const viewport of [WIDE, NARROW]) {
    test(`all are there to be read after the text, ${viewport.width} pixels wide`, async () => {
      const page = await openPage(browser, { viewport, javaScriptEnabled: false });
      const watched = watch(page, site.url);
      for (const name of ARTICLES.slice(0, 2)) {
        await page.goto(site.address(PAGES[name]));
        assertNone(await page.evaluate(unreadable));
        assertNone(await page.evaluate(unsound));
        assert.equal(await page.locator(".notes:not(.lost) .note").count(), COUNTS[name].found);
        assert.equal(await page.locator(".notes.lost .note").count(), COUNTS[name].lost);
      }
      await close(page, watched);
    });

    test(`each number leads to its note, and back, ${viewport.width} pixels wide`, async () => {
      const page = await openPage(browser, { viewport, javaScriptEnabled: false, reducedMotion: "reduce" });
      await page.goto(site.address(PAGES.flood));
      for (const n of [1, 5, 13, 21, 29, 30]) {
        await page.locator(`#r-n${n}`).click();
        assert.equal(new URL(page.url()).hash, `#a-n${n}`);
        await assertShown(page, `a-n${n}`);
        assert.equal(await page.locator(`#a-n${n}:target`).count(), 1);
        assert.notEqual(await background(page, `#a-n${n}`), await background(page, "#a-n2"), "the target stands out in nothing");
        await page.locator(`#a-n${n} .note-back`).click();
        assert.equal(new URL(page.url()).hash, `#r-n${n}`);
        await assertShown(page, `r-n${n}`);
      }
      await page.context().close();
    });
  }

  test("a script that does not come leaves the notes readable", async () => {
    const page = await openPage(browser);
    await page.route(/\.js$/, (route) => route.abort());
    await page.goto(site.address(PAGES.flood));
    assertNone(await page.evaluate(unreadable));
    assertNone(await page.evaluate(unsound));
    await page.context().close();
  });
}

const background = (page, part) => page.locator(part).evaluate((element) => getComputedStyle(element).backgroundColor);

function testPaper(browser, site) {
  for (const viewport of [WIDE, NARROW]) {
    test(`printed from a screen of ${viewport.width} pixels with notes open: numbered, after the text`, async () => {
      const { page, watched } = await open(browser, site, site.address(PAGES.flood), { viewport });
      for (const n of [3, 18, 29]) await page.locator(`#r-n${n}`).click();
      const earlier = await page.evaluate(arrangement);
      const { sheets, links } = readPaper(await page.pdf({ format: "A4" }));
      await settle(page);
      assert.deepEqual(await page.evaluate(arrangement), earlier, "printing has changed the page");

      assertNone(misprinted(await page.evaluate(printable), sheets.join(" ")));
      for (const n of numbers(COUNTS.flood.found)) {
        assert.ok(links.includes(`a-n${n}`) && links.includes(`r-n${n}`), `no links between note ${n} and its passage`);
      }
      await close(page, watched);
    });
  }

  test("no note is placed, cut short or hidden on paper; passages are underlined", async () => {
    for (const viewport of [WIDE, NARROW]) {
      const { page, watched } = await open(browser, site, site.address(PAGES.flood), { viewport });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      assertNone(await page.evaluate(unreadable));
      assertNone(await page.evaluate(unprinted));
      await close(page, watched);
    }
  });

  test("without JavaScript the same is printed", async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(site.address(PAGES.flood));
    const { sheets } = readPaper(await page.pdf({ format: "A4" }));
    assertNone(misprinted(await page.evaluate(printable), sheets.join(" ")));
    await page.context().close();
  });
}

// What is missing on paper, or does not stand after the text, in order, under its number.
function misprinted(notes, paper) {
  const letters = (text) => text.normalize("NFKC").replace(/\s+/g, "");
  const printed = letters(paper);
  const problems = ["Show notes in full", "Close note"].filter((words) => printed.includes(letters(words))).map((words) => `prints “${words}”`);
  let at = printed.indexOf("Nobodyremarkedonit");
  const starts = ["Notes 30 notes", ...notes.map(({ quote, parts }) => quote + parts[0])].map((start) => {
    const found = at < 0 ? at : printed.indexOf(letters(start), at);
    at = found < 0 ? found : found + letters(start).length;
    return found;
  });
  if (starts.includes(-1)) return [...problems, `does not print all notes after the text, in order: ${starts}`];
  notes.forEach(({ number, parts }, i) => {
    let here = printed.slice(starts[i + 1], starts[i + 2]);
    for (const part of parts.map(letters)) {
      if (!here.includes(part)) problems.push(`note ${number} is printed without “${part}”`);
      here = here.replace(part, " ");
    }
    if (number > 0 && !new RegExp(`(^|\\D)${number}(\\D|$)`).test(here.replace(letters(notes[i].quote), ""))) problems.push(`note ${number} is printed without its number`);
  });
  return problems;
}

function testAccessibility(browser, site) {
  for (const javaScriptEnabled of [true, false]) {
    for (const viewport of [WIDE, NARROW]) {
      test(`nothing for axe to find, ${viewport.width} pixels wide, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async () => {
        const page = await openStill(browser, { viewport });
        const session = await page.context().newCDPSession(page);
        const problems = [];
        // Only articles have a script that does anything.
        for (const name of ["flood", "arabic", ...(javaScriptEnabled ? ["claim", "event", "annotations"] : [])]) {
          // axe is a script itself: it comes when the page has loaded without its own.
          await session.send("Emulation.setScriptExecutionDisabled", { value: !javaScriptEnabled });
          await page.goto(site.address(PAGES[name]));
          await session.send("Emulation.setScriptExecutionDisabled", { value: false });
          assert.equal(await page.locator(".has-live-notes").count(), javaScriptEnabled && name in COUNTS ? 1 : 0);
          if (javaScriptEnabled && name === "flood") await page.locator("#r-n13").click();
          const found = [...(await violations(page, "light")), ...(await violations(page, "dark"))];
          problems.push(...found.map((problem) => `${name}: ${problem}`));
        }
        assertNone(problems);
        await page.context().close();
      });
    }
  }
}

// ---- What is common to the tests ----

async function open(browser, site, address, options) {
  const page = await openStill(browser, options);
  const watched = watch(page, site.url);
  await page.goto(address);
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

// The script answers to a change of sizes before the next frame is painted.
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 2; frames++) await new Promise((done) => requestAnimationFrame(done));
  });
}

async function resize(page, viewport) {
  await page.setViewportSize(viewport);
  await settle(page);
}

const numbers = (count) => Array.from({ length: count }, (_, at) => at + 1);

// `isMoved`: a note was gone to, and others have made room.
async function assertPlaced(page, count, { isMoved = false } = {}) {
  await settle(page);
  const { problems, level, all } = await page.evaluate(misplaced, isMoved);
  assertNone([...problems, ...(await page.evaluate(unsound))]);
  assert.equal(all, count);
  if (!isMoved) assert.ok(level > 0, "no note stands level with its passage");
}

// The element comes to stand on the screen: wholly, or with its beginning where it is higher than half
// of it. Asked from here: without scripts, a page cannot wait. (Of a page that glides it is told when
// the element comes into view; that it stays there, only of one that does not.)
async function assertShown(page, id) {
  let [state, still] = ["", 0];
  for (const start = Date.now(); still < 3; ) {
    assert.ok(Date.now() - start < PATIENCE, `${id} is not shown: ${state}`);
    const next = await page.evaluate(standing, id);
    still = next.isShown && next.place === state ? still + 1 : 0;
    state = next.place;
  }
  assert.ok(await page.locator(`[id='${id}']`).isVisible());
}

async function assertFocus(page, id) {
  assert.equal(await page.evaluate(() => document.activeElement.id), id);
  assertNone(await page.evaluate(unseenFocus));
}
