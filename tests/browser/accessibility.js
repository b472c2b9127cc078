// Every page, in both themes, on a wide screen and on a phone, in light and in dark: axe finds nothing,
// and no other host is asked. All rules are asked on the wide screen; on a phone, those that depend on what
// is seen there and how large it is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "./harness/accessibility.js";
import { openPage, watch } from "./harness/browser.js";
import { assertNone } from "./harness/none.js";

const WIDTHS = [1280, 390];
const SCHEMES = ["light", "dark"];
const TABS = 2; // each is a process: as many as machines have cores at least

// `sites` are sites by the names of their themes.
export function testAccessibility(browser, sites) {
  describe("axe finds nothing, wide and narrow, light and dark", () => {
    for (const [theme, site] of Object.entries(sites)) {
      test(`on any page in the theme ${theme}`, async () => {
        const files = site.files.filter((file) => file.endsWith(".html"));
        assert.ok(files.length > 100, `${files.length} pages`);
        const problems = [];
        const sweep = async () => {
          const page = await openPage(browser);
          const watched = watch(page, site.url);
          for (let file; (file = files.pop()); ) {
            problems.push(...(await problemsOf(page, site.address(file))).map((what) => `${file}, ${what}`));
            problems.push(...watched.taken().map((what) => `${file} ${what}`));
          }
          await page.context().close();
        };
        await Promise.all(Array.from({ length: TABS }, sweep));
        assertNone(problems.sort());
      });
    }
  });
}

async function problemsOf(page, address) {
  await page.goto(address);
  const problems = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const scheme of SCHEMES) {
      problems.push(...(await violations(page, scheme, width < WIDTHS[0])).map((what) => `${width} wide, ${what}`));
    }
  }
  return problems;
}
