// What axe has against a page, in light or dark.
import assert from "node:assert/strict";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Nothing but colours is another in the dark: only they are looked at again.
const RULES_IN_THE_DARK = ["cat.color"];

export async function violations(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const rules = colorScheme === "dark" ? RULES_IN_THE_DARK : RULES;
  const found = await page.evaluate((rules) => axe.run({ runOnly: rules, resultTypes: ["violations"] }), rules);
  assert.ok(found.passes.length > (rules === RULES ? 10 : 0), "axe looked at hardly anything");
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${colorScheme}: ${id} (${help}): ${node.html.slice(0, 200)} ${node.failureSummary.split("\n")[1] ?? ""}`));
}
