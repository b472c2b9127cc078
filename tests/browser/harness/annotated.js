// An archive that is annotated to the limit: thirty notes on one page wherever a passage can lie, a
// text in Arabic, hundreds of notes, a claim with figures, an event with attestations. Invented.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

// Where its pages lie.
export const PAGES = {
  flood: "articles/2020-03-04-flood/index.html",
  arabic: "articles/2020-03-05-ferry/index.html",
  gauges: "articles/2020-03-06-gauges/index.html",
  claim: "claims/how-high/index.html",
  event: "events/ferry-stopped/index.html",
  annotations: "annotations/index.html",
};

// How many notes stand beside words, and how many have lost them.
export const COUNTS = { flood: { found: 30, lost: 2 }, arabic: { found: 7, lost: 0 }, gauges: { found: 300, lost: 0 } };

// `settings` stand in its configuration.
export function writeAnnotated(folder, settings = {}) {
  const save = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const article = (slug, title, facts, text, notes) => {
    save(`content/articles/${slug}.md`, page({ title, text: "full", access: "full", ...facts }, text));
    save(`content/articles/${slug}.annotations.yaml`, list(notes));
  };
  save("archive.yaml", entries({ title: "River archive", lang: "en", ...settings }));
  save("content/people/ada-brook.md", page({ name: "Ada Brook", summary: "Who keeps the gauge." }));
  save("content/sources/river-post.md", page({ name: "River Post" }));
  save("content/sources/al-nahr.md", page({ name: "Al-Nahr" }));
  save("content/claims/how-high.md", page({ title: "The height of the water", question: "How high did the water stand?" }));
  save("content/events/ferry-stopped.md", page({ title: "The ferry stops", date: "2020-03-03" }));
  article("2020-03-04-flood", "The ferry and the flood", { date: "2020-03-04", source: "River Post", lang: "en" }, FLOOD, floodNotes());
  article("2020-03-05-ferry", "العبّارة والفيضان", { date: "2020-03-05", source: "Al-Nahr", lang: "ar" }, FERRY, FERRY_NOTES);
  article("2020-03-06-gauges", "Every gauge of the week", { date: "2020-03-06", source: "River Post", lang: "en" }, gauges(), gaugeNotes());
}

// JSON is YAML.
const entries = (facts) => Object.entries(facts).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join("");
const page = (facts, text = "") => `---\n${entries(facts)}---\n\n${text}`;
const list = (notes) => notes.map((note) => `- ${JSON.stringify(note)}\n`).join("");

const FLOOD = `The ferry across the lower river stopped at noon on Tuesday, the company said, because the water stood two metres above the usual mark. Nobody was on board. The captain tied her up at the [eastern landing](https://example.org/landing), where she lay until Friday.

Ada Brook, who keeps the gauge below the mill, wrote down the height every hour. Her book is the only record of that night. It gives 2.4 metres at dusk and “more than three” at dawn, after which the pages are wet. She says that nothing was added later.

The council denies that. Its own surveyor measured 1.8 metres at the bridge, two hundred paces upstream, and called the book unreliable. The miller disputes both: the stone at his door, he says, was under water for the first time since 1947.

## What was lost in the night

The first houses were left before midnight. What follows is the list that the fire brigade made in the morning:

- the footbridge at the tannery, with its lamp
- eleven boats, of which four were found *beyond the second weir* on Thursday
- the hay of the lower meadows

  and with it the fence along the road
- a piano

The brigade counted again on Sunday and found fewer.

| Place | Height at dawn | Who measured |
|---|---:|---|
| Mill | 3.1 m | Ada Brook |
| Bridge | 1.8 m | the surveyor |
| Landing | not measured | nobody at all |

> The water came without a sound. It was in the kitchen before it was in the street.

So wrote a teacher to her sister. The letter is kept in the town’s archive and was read out at the meeting in May.

This sentence ends a paragraph that a note crosses.

And here the same note goes on, into the next one. The paragraph then turns to other things, such as the price of rope, which doubled in a week, and the school, which was closed for a month.

### The bridge, and who pays

A new bridge was promised within the year. [The plans](https://example.org/plans) show three arches; the mayor spoke of **two arches and a ramp**, and the paper printed a drawing with one.[^drawing]

[^drawing]: The drawing is not signed. It shows the mill on the wrong bank.

Work began in the autumn. By then the river was so low that children walked across it below the weir, and the ferry, for want of water, stopped again.

Nobody remarked on it but the captain.
`;

const LONG = [
  "A note of some length, as an editor writes one when three reports differ and each is right about something. The first gives the height at the mill, the second at the bridge, and the third does not say where.",
  "- The mill lies below the weir.\n- The bridge lies above it.\n- Between them the river falls by a metre.",
  "What can be said is that the two numbers are no contradiction. See [[Ada Brook]].",
].join("\n\n");
const MIDDLE = "The paper says so on its second page. The same words stand in the town’s report of that spring, without a source.";

function floodNotes() {
  const said = { claim: "how-high", said: "2020-03-03" };
  const metres = (value, facts) => ({ value, unit: "metres", counts: "above the usual mark", ...facts });
  const notes = [
    { quote: "The ferry across the lower river", note: "Not the one at the mouth.", kind: "context" },
    { quote: "stopped at noon on Tuesday, the company said", note: LONG, event: "ferry-stopped", event_date: "2020-03-03" },
    { quote: "the company said, because the water stood two metres", note: MIDDLE, kind: "question" },
    { quote: "two metres above the usual mark", claim: "how-high", position: "reports", said: "2020-03-03", figure: metres(2) },
    { quote: "above the usual mark", note: "Which mark?", kind: "question" },
    { quote: "tied her up at the eastern landing, where she lay", note: MIDDLE, kind: "highlight" },
    { quote: "Ada Brook, who keeps the gauge", note: "Since 1988.", entity: "ada-brook", kind: "context" },
    { quote: "gives 2.4 metres at dusk", ...said, position: "asserts", speaker: "Ada Brook", role: "keeper of the gauge", figure: metres(2.4, { qualifier: "about" }) },
    { quote: "“more than three” at dawn", note: "In words, not in numbers.", claim: "how-high", position: "asserts", speaker: "Ada Brook", said: "2020-03-04", figure: metres(3, { qualifier: "more than", as_of: "2020-03-04" }) },
    { quote: "nothing was added later", note: MIDDLE },
    { quote: "The council denies that.", note: "It had not seen the book.", ...said, position: "denies", role: "the council" },
    { quote: "Its own surveyor measured 1.8 metres at the bridge", ...said, position: "denies", role: "the surveyor", figure: metres(1.8) },
    { quote: "The miller disputes both", note: LONG, claim: "how-high", position: "disputes", said: "[2020-03-04..]", figure: metres([2.5, 3.5]) },
    { quote: "was lost in the night", note: "The heading is the paper’s own." },
    { quote: "with its lamp", note: "It burned until the end." },
    { quote: "beyond the second weir on Thursday", note: "Two according to the harbour.", kind: "correction" },
    { quote: "the fence along the road", note: "Put up the year before." },
    { quote: "a piano", note: LONG, kind: "comment" },
    { quote: "Height at dawn", note: "Dawn was at 6.40." },
    { quote: "3.1 m", note: "In the book: “more than three”.", kind: "correction", tags: ["figures", "gauges"] },
    { quote: "nobody at all", note: MIDDLE },
    { quote: "came without a sound", note: "Others heard it." },
    { quote: "So wrote a teacher to her sister. The letter is kept in the town’s archive", note: LONG },
    { quote: "teacher to her sister", note: "Neither is named.", kind: "question" },
    { quote: "This sentence ends a paragraph that a note crosses.\n\nAnd here the same note goes on", note: "Across two paragraphs." },
    { quote: "The bridge, and who pays", note: "Nobody did.", kind: "question" },
    { quote: "The plans show three arches", note: MIDDLE },
    { quote: "two arches and a ramp", note: "Three, in the minutes.", kind: "correction" },
    { quote: "on the wrong bank", note: "It stands on the left one." },
    { quote: "but the captain", note: "He wrote a letter about it.\n\n> So low that I could have carried her." },
    { quote: "the mill", note: "Which of the places is meant is not known." },
    { quote: "Hardly anybody slept at the harbour that week", note: "The sentence was taken out." },
  ];
  return notes.map((note, at) => ({ id: `n${at + 1}`, by: "The editors", date: "2026-11-14", ...note }));
}

const FERRY = `أعلنت الشركة أن العبّارة توقفت عن العمل ظهر يوم الثلاثاء بسبب ارتفاع منسوب المياه. ولم يكن على متنها أحد.

وقالت آدا بروك إن منسوب المياه تجاوز ثلاثة أمتار عند الفجر. ونفى مجلس البلدة ذلك، وقال إن القياس جرى في مكان آخر.

وفي يوم الجمعة عادت العبّارة إلى العمل، وعاد الناس إلى بيوتهم. ولم يُعرف بعد من سيدفع ثمن الجسر الجديد.
`;

const FERRY_NOTES = [
  { id: "company", quote: "أعلنت الشركة", note: "The company does not say so itself." },
  { id: "stopped", quote: "العبّارة توقفت عن العمل ظهر يوم الثلاثاء", note: LONG, event: "ferry-stopped", event_date: "2020-03-03" },
  { id: "noon", quote: "ظهر يوم الثلاثاء بسبب", note: "At noon; the other report has the same.", event: "ferry-stopped", event_date: "2020-03-04" },
  { id: "three", quote: "تجاوز ثلاثة أمتار عند الفجر", note: "More than three metres.", claim: "how-high", position: "asserts", speaker: "Ada Brook", said: "2020-03-04", figure: { value: 3, qualifier: "more than", unit: "metres", counts: "above the usual mark" } },
  { id: "council", quote: "ونفى مجلس البلدة ذلك", claim: "how-high", position: "denies", said: "2020-03-04" },
  { id: "people", quote: "وعاد الناس إلى بيوتهم", note: MIDDLE, kind: "question" },
  { id: "bridge", quote: "الجسر الجديد", note: "The bridge of which the other report speaks.", kind: "context" },
];

// A hundred paragraphs with three notes each: more than the text has lines for.
function gauges() {
  return numbers(100).map((day) => `On day ${day} the upper gauge showed ${day} at dawn, the middle gauge showed ${day} at noon, and the lower gauge showed ${day} at dusk, and no hour between was written down.\n\n`).join("");
}

function gaugeNotes() {
  return numbers(100).flatMap((day) => [
    { id: `dawn-${day}`, quote: `the upper gauge showed ${day} at dawn`, note: "As on the day before." },
    { id: `noon-${day}`, quote: `showed ${day} at noon, and the lower gauge`, note: MIDDLE },
    { id: `dusk-${day}`, quote: `gauge showed ${day} at dusk`, note: day % 20 === 0 ? LONG : "Read by lamplight.", kind: "question" },
  ]);
}

const numbers = (count) => Array.from({ length: count }, (_, at) => at + 1);
