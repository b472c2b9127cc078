// What HTML's own rules have against a page (https://html.spec.whatwg.org), read as it was written:
// a browser would mend it in silence.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

// `standard` is what the standard says, `document` what a whole page needs (a doctype, headings in
// order, no reference to nothing), `a11y` what HTML and ARIA say of each other.
const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // The standard allows both; here they can only be an end tag and quotes that were forgotten.
    "no-implicit-close": "error",
    "attr-quotes": "error",
    // What a page loads comes from where the page comes from: who can change one can change both.
    "require-sri": "off",
    // A box that scrolls is a region because the keyboard has to get at it. It begins no section.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
}));

// The problems of one page; each says where it is.
export async function invalidities(file, html) {
  const report = await validator.validateString(html, file);
  const messages = report.results.flatMap((result) => result.messages);
  return messages.map(({ ruleId, message, line, column }) => `${file}:${line}:${column}: ${message} (${ruleId})`);
}
