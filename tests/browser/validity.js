// Every page is HTML as the standard has it. Wants no browser.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNone } from "./harness/none.js";
import { invalidities } from "./harness/validity.js";

const SOUND = '<!doctype html>\n<html lang="en"><head><title>A page</title></head><body>PART</body></html>\n';

export function testValidity(sites) {
  describe("valid HTML", () => {
    test("the validator finds what is not", async () => {
      const found = async (part) => (await invalidities("page", SOUND.replace("PART", part))).map((text) => text.match(/\(([a-z-]+)\)$/)[1]);
      assert.deepEqual(await found("<p>Text</p>"), []);
      assert.deepEqual(await found("<p><div>Text</div></p>"), ["no-implicit-close", "close-order"]);
      assert.deepEqual(await found("<ul><p>Text</p></ul>"), ["element-permitted-content"]);
      assert.deepEqual(await found('<p id="a">One</p><p id="a">Two</p>'), ["no-dup-id"]);
      assert.deepEqual(await found('<p aria-labelledby="b">Text</p>'), ["aria-label-misuse", "no-missing-references"]);
    });

    for (const [name, site] of Object.entries(sites)) {
      test(`on every page ${name}`, async () => {
        const files = site.files.filter((file) => file.endsWith(".html"));
        assert.ok(files.length > 5, `${files.length} pages`);
        const problems = [];
        for (const file of files) problems.push(...(await invalidities(file, site.read(file))));
        assertNone(problems);
      });
    }
  });
}
