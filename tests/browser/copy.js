// Buttons that copy a citation or a record: by the clipboard, without it, and where copying is refused.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

// `file` is the page of an article on each of the two sites.
export function testCopying(browser, hosted, disk, file) {
  describe("copying a citation", () => {
    for (const [name, site, script] of [
      ["by the clipboard", hosted, null],
      ["where the page has no clipboard", hosted, withoutClipboard],
      ["where the clipboard refuses", hosted, refusingClipboard],
      ["on a disk", disk, null],
    ]) {
      test(`${name}: what is pasted is the citation, and each of the records`, async () => {
        const { page, watched } = await open(browser, site, file, script);
        const buttons = page.locator("button.copy");
        assert.equal(await buttons.count(), 5);
        for (const button of await buttons.all()) {
          await button.click();
          const said = await button.getAttribute("data-done");
          await status(page).filter({ hasText: said }).waitFor();
          assert.equal(await pasted(page), await expected(button));
        }
        assert.equal(await page.locator(".cite textarea").count(), 0);
        await close(page, watched);
      });
    }

    test("works from the keyboard, and the focus stays", async () => {
      const { page, watched } = await open(browser, hosted, file, withoutClipboard);
      const button = page.getByRole("button", { name: "Copy RIS" });
      await button.focus();
      await page.keyboard.press("Enter");
      await status(page).filter({ hasText: "RIS copied." }).waitFor();
      assert.equal(await button.evaluate((element) => element === document.activeElement), true);
      await close(page, watched);
    });

    test("leaves the text selected where nothing can be copied", async () => {
      const { page, watched } = await open(browser, hosted, file, () => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      });
      const button = page.getByRole("button", { name: "Copy BibTeX" });
      for (let time = 0; time < 2; time += 1) {
        await button.click();
        await status(page).filter({ hasText: "did not work" }).waitFor();
        const area = page.locator(".cite textarea");
        assert.equal(await area.count(), 1, "one place at a time");
        assert.equal(await area.inputValue(), await expected(button));
        const selected = await area.evaluate(({ selectionStart, selectionEnd, value }) => selectionEnd - selectionStart === value.length);
        assert.ok(selected && await area.evaluate((element) => element === document.activeElement));
      }
      await close(page, watched);
    });

    test("shows no button without scripts", async () => {
      const page = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(hosted.address(file));
      assert.equal(await page.locator("button.copy").count(), 5);
      assert.equal(await page.locator("button.copy:visible").count(), 0);
      assert.ok(await page.locator(".citation").first().isVisible());
      await page.context().close();
    });
  });
}

function withoutClipboard() {
  Object.defineProperty(navigator, "clipboard", { value: undefined });
}

function refusingClipboard() {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
}

async function open(browser, site, file, script) {
  const page = await openPage(browser);
  if (script) await page.addInitScript(script);
  const watched = watch(page, site.url);
  await page.goto(site.address(file));
  return { page, watched };
}

async function close(page, watched) {
  await page.context().close();
  assertNone(watched.taken());
}

const status = (page) => page.locator(".copy-status");

// What a button is to copy: found in the page by other means than the script's.
function expected(button) {
  return button.evaluate((element) => {
    const section = element.closest(".cite");
    const link = [...section.querySelectorAll("a[download]")].find((link) => element.ariaLabel === `Copy ${link.textContent}`);
    if (link) return decodeURIComponent(link.href.replace(/^data:[^,]*,/, "")).replaceAll("\r\n", "\n");
    const citations = section.querySelectorAll(".citation");
    return citations[element.ariaLabel.endsWith("record") ? 1 : 0].textContent.trim();
  });
}

// What the clipboard holds, by pasting it.
async function pasted(page) {
  await page.evaluate(() => {
    const area = document.createElement("textarea");
    area.id = "paste-here";
    document.body.append(area);
    area.focus();
  });
  await page.keyboard.press("Control+V");
  const text = await page.locator("#paste-here").inputValue();
  await page.evaluate(() => document.getElementById("paste-here").remove());
  return text;
}
