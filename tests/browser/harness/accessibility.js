// What axe has against a page, in light or dark.
import assert from "node:assert/strict";
import axe from "axe-core";

// Text has a contrast of 7:1, and large text of 4.5:1: the stricter rule stands for both.
const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast-enhanced": { enabled: true }, "color-contrast": { enabled: false } },
};

// Nothing but colours is another in the dark: only they are looked at again.
const COLOURS = ["color-contrast-enhanced", "link-in-text-block"];
const RULES_IN_THE_DARK = { runOnly: { type: "rule", values: COLOURS } };

// On a screen of another width the elements and their names are the same: what differs is which of them are
// seen, how large they are, and what has to be scrolled.
const RULES_OF_LAYOUT = { runOnly: { type: "rule", values: [...COLOURS, "target-size", "scrollable-region-focusable"] } };

export async function violations(page, colorScheme, isLayoutAlone = false) {
  await page.emulateMedia({ colorScheme });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const rules = colorScheme === "dark" ? RULES_IN_THE_DARK : isLayoutAlone ? RULES_OF_LAYOUT : RULES;
  const found = await page.evaluate((rules) => axe.run({ ...rules, resultTypes: ["violations"], preload: false }), rules);
  const looked = new Set([...found.passes, ...found.violations].map(({ id }) => id));
  assert.ok(looked.has("color-contrast-enhanced") && (rules !== RULES || looked.size > 10), `axe looked at ${[...looked]}`);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${colorScheme}: ${id} (${help}): ${node.html.slice(0, 200)} ${node.failureSummary.split("\n")[1] ?? ""}`));
}
