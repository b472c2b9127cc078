// A list of problems is expected to be empty; the message of the failure is the list.
import assert from "node:assert/strict";

export function assertNone(problems) {
  const more = problems.length > 40 ? `\n… and ${problems.length - 40} more` : "";
  assert.ok(problems.length === 0, `${problems.length} found:\n${problems.slice(0, 40).join("\n")}${more}`);
}
