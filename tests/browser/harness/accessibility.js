// What axe has against a page, in light or dark.
import assert from "node:assert/strict";
import axe from "axe-core";

// Text has a contrast of 7:1, and large text of 4.5:1: the stricter rule stands for both.
const RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "color-contrast-enhanced": { enabled: true }, "color-contrast": { enabled: false } },
};

// Nothing but colours is another in the dark: only they are looked at again.
const RULES_IN_THE_DARK = { runOnly: { type: "rule", values: ["color-contrast-enhanced", "link-in-text-block"] } };

export async function violations(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const rules = colorScheme === "dark" ? RULES_IN_THE_DARK : RULES;
  const found = await page.evaluate((rules) => axe.run({ ...rules, resultTypes: ["violations"], preload: false }), rules);
  const looked = new Set([...found.passes, ...found.violations].map(({ id }) => id));
  assert.ok(looked.has("color-contrast-enhanced") && (rules !== RULES || looked.size > 10), `axe looked at ${[...looked]}`);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${colorScheme}: ${id} (${help}): ${node.html.slice(0, 200)} ${node.failureSummary.split("\n")[1] ?? ""}`));
}
