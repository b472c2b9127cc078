// The style sheets of the themes: written for every direction of writing, and explained.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { REPOSITORY } from "./harness/archive.js";
import { assertNone } from "./harness/none.js";

const THEMES = path.join(REPOSITORY, "themes");

// What has a logical counterpart that browsers know. `overflow-x` has none that they all do.
const PHYSICAL = [
  /^(scroll-)?(margin|padding|border)-(left|right|top|bottom)(-|$)/,
  /^border-(top|bottom)-(left|right)-radius$/,
  /^(left|right|top|bottom)$/,
  /^(min-|max-)?(width|height)$/,
];
const PHYSICAL_VALUES = { "text-align": /^(left|right)$/, float: /^(left|right)$/, clear: /^(left|right)$/ };

export function testStyles() {
  describe("style sheets", () => {
    test("physical properties are found", () => {
      const css = ".a { margin-left: 1px; inset: 0; top: 0; min-width: 1em }\n@media (min-width: 1em) { .b { text-align: right; width: 1% } }";
      const found = ["margin-left", "top", "min-width", "text-align", "width"];
      assert.deepEqual(declarations(css).filter(isPhysical).map(({ property }) => property), found);
    });

    test("use logical properties alone, save where a direction is asked for", () => {
      const sheets = readdirSync(THEMES, { recursive: true }).filter((file) => file.endsWith(".css"));
      assert.ok(sheets.length > 10, sheets.join());
      assertNone(sheets.flatMap((sheet) => {
        const bad = declarations(readFileSync(path.join(THEMES, sheet), "utf8")).filter(isPhysical);
        // A list keeps the page's edge whatever the direction of its rows: only `match-parent` would say so.
        const meant = ({ selector }) => selector.includes(":root:dir(");
        return bad.filter((declaration) => !meant(declaration)).map(({ selector, property, value }) => `${sheet}: ${selector} { ${property}: ${value} }`);
      }));
    });

    test("every custom property of the reading room has its meaning beside it", () => {
      const lines = readFileSync(path.join(THEMES, "reading-room/static/tokens.css"), "utf8").split("\n");
      const root = lines.slice(0, lines.findIndex((line) => line.startsWith("/* What the reader has chosen")));
      const silent = root.filter((line) => /^\s+--/.test(line) && !line.includes("/*"));
      assert.ok(root.length > 30, "the properties were not found");
      assertNone(silent);
    });
  });
}

// All declarations of a sheet, with the selector before each.
function declarations(css) {
  const plain = css.replace(/\/\*[^]*?\*\//g, "");
  return [...plain.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selector, body]) =>
    body.split(";").map((text) => text.split(":")).filter(([, value]) => value !== undefined)
      .map(([property, ...value]) => ({ selector: selector.trim(), property: property.trim(), value: value.join(":").trim() })));
}

const isPhysical = ({ property, value }) => PHYSICAL.some((pattern) => pattern.test(property)) || (PHYSICAL_VALUES[property]?.test(value) ?? false);
