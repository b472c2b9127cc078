// Notes beside their passages. Without this script they are a list after the text; with it they stand
// in the margin, level with their passages, or, where there is none, open under the paragraph.
(() => {
  const section = document.querySelector(".notes:not(.lost)");
  const text = document.querySelector(".leaf-main > .text");
  const whole = section?.querySelector(".notes-whole"); // the button that shows notes in full
  if (!text || !whole) return;

  const GAP = 10; // pixels between two notes
  const FAR = 320; // pixels from a passage's level to its note: too many
  const EDGE = 24; // pixels kept free around what is scrolled to
  const main = text.parentElement;
  const leaf = main.parentElement;
  const list = section.querySelector(".note-list");
  const wide = matchMedia("(min-width: 62rem)"); // as in the style sheet

  const notes = Array.from(list.children, (element) => {
    const link = document.getElementById(element.id.replace("a-", "r-")); // its number in the text
    const holder = null; // the list under a paragraph in which it is open
    const at = 0; // in the margin: pixels from the head of the list
    return { element, number: element.value, link, ref: link?.parentElement, marks: [], holder, at };
  });
  const byPart = new Map(notes.flatMap((note) => [[note.element, [note]], [note.ref, [note]]]));
  for (const mark of text.querySelectorAll("mark.passage")) {
    const numbers = mark.dataset.notes.split(" ").map(Number);
    const over = notes.filter(({ number }) => numbers.includes(number));
    byPart.set(mark, over);
    for (const note of over) note.marks.push(mark);
  }

  let beside = false; // the notes are in the margin
  let active = null; // the note that was gone to
  let lit = []; // those that are pointed at
  let pointer = {}; // the last move of the pointer
  let typed = false; // what is lit was come to by the keyboard

  // The notes that an element is part of; of passages within each other the innermost comes last.
  const notesAt = (element) => byPart.get(element.closest?.(".note, .note-ref, mark.passage")) ?? [];

  function setClass(note, name, on) {
    for (const part of [note.element, note.ref, ...note.marks]) part?.classList.toggle(name, on);
  }

  function light(next) {
    for (const note of lit) setClass(note, "is-lit", false);
    for (const note of next) setClass(note, "is-lit", true);
    lit = next;
  }

  function activate(note = null) {
    if (note === active) return;
    if (active) setClass(active, "is-active", false);
    if (note) setClass(note, "is-active", true);
    active = note;
    place(true);
  }

  // ---- In the margin ----

  // Where the passage begins. That of one that is folded away is not known.
  const topOf = ({ marks, link }) => (marks[0] ?? link)?.getClientRects()[0]?.top ?? -Infinity;

  // All is read before anything is written: the browser lays the page out once.
  function place(glide) {
    if (!beside) return;
    const above = list.getBoundingClientRect().top - main.getBoundingClientRect().top;
    const { tops, end } = stack(notes.indexOf(active));
    const usual = stack(-1).end; // the page must not shrink

    section.classList.toggle("is-gliding", glide);
    notes.forEach((note, i) => {
      note.at = tops[i];
      note.element.style.setProperty("--at", `${tops[i]}px`);
      note.element.classList.toggle("is-away", tops[i] < 0);
    });
    main.style.setProperty("--notes-end", `${Math.ceil(above + Math.max(end, usual))}px`);
  }

  // Each stands as high as its passage and the note before it allow. Those before the one gone to
  // make room upwards, off the page if it would be far from its passage otherwise.
  function stack(here) {
    const head = list.getBoundingClientRect().top;
    const heights = notes.map(({ element }) => element.offsetHeight + GAP);
    const tops = [];
    let [level, end, packed, farthest] = [0, 0, 0, 0];
    notes.forEach((note, i) => {
      level = Math.max(level, Math.round(topOf(note) - head));
      const before = i !== here ? end : packed - level > FAR ? 0 : packed;
      tops[i] = Math.max(level, before);
      end = tops[i] + heights[i];
      packed += heights[i];
      farthest = Math.max(farthest, tops[i] - level);
    });
    for (let i = here - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i]);
    return { tops, end, farthest };
  }

  // Where some would stand far from their passages, all are cut short, unless the reader objects.
  function settle() {
    settledAt = size();
    if (!beside) return;
    section.classList.remove("is-dense");
    const isCrowded = stack(-1).farthest > FAR;
    whole.hidden = !isCrowded;
    section.classList.toggle("is-dense", isCrowded && whole.ariaPressed !== "true");
    place(false);
  }

  // What places depend on. The first report of an observer tells what is known already: then nothing is
  // touched, and nothing moves before the reader's eyes.
  let settledAt;
  const size = () => [text, list].map(({ offsetWidth, offsetHeight }) => `${offsetWidth} ${offsetHeight}`).join();
  function resettle() {
    if (wide.matches !== beside) arrange(); // no event tells that the reader's letters have grown
    else if (size() !== settledAt) settle();
  }

  // ---- Under the paragraph ----

  function open(note) {
    if (beside || note.holder || !note.link) return;
    note.holder = holderAt(note.link);
    insert(note.holder, note);
    const close = section.querySelector(".note-close").cloneNode(true);
    Object.assign(close, { hidden: false, ariaLabel: `${close.textContent} ${note.number}` });
    note.element.querySelector(".note-head").append(close);
    note.link.ariaExpanded = "true";
  }

  function shut(note) {
    const { element, holder, link } = note;
    if (!holder) return;
    note.holder = null;
    element.querySelector(".note-close").remove();
    insert(list, note);
    if (!holder.firstChild) holder.remove();
    link.ariaExpanded = "false";
  }

  function insert(parent, { element, number }) {
    parent.insertBefore(element, [...parent.children].find(({ value }) => value > number) ?? null);
  }

  // The list below a number's block, in the language of the page, not of the text.
  function holderAt(link) {
    const block = link.closest(".table, figure, dl") ?? link.closest("p, li, summary, .text > *");
    const isItem = block.matches("li");
    const there = isItem ? block.lastElementChild : block.nextElementSibling;
    if (there?.matches(".notes-here")) return there;
    const { lang, dir } = document.documentElement;
    const holder = Object.assign(document.createElement("ol"), { className: "note-list notes-here", lang, dir });
    return block.insertAdjacentElement(isItem ? "beforeend" : "afterend", holder);
  }

  // ---- There and back ----

  function goTo(note) {
    note.link?.closest("details:not([open])")?.setAttribute("open", "");
    open(note);
    focus(note, note.element);
  }

  function focus(note, element) {
    activate(note);
    element?.focus({ preventScroll: true });
    reveal(note);
  }

  function press(note) {
    if (!note.holder) return goTo(note);
    note.link.focus({ preventScroll: true }); // what moves loses it
    shut(note);
  }

  // Scrolls just enough to show the note and, where both fit, the beginning of its passage.
  function reveal(note) {
    const { top, height } = note.element.getBoundingClientRect();
    const start = beside ? list.getBoundingClientRect().top + note.at : top; // where it will be
    const from = Math.min(start, Math.max(topOf(note), start - innerHeight / 2)) - EDGE;
    const over = start + height + EDGE - innerHeight;
    if (from < 0 || over > 0) scrollBy(0, from < 0 ? from : Math.min(from, over));
  }

  // An address that names a note.
  function follow() {
    const note = notes.find(({ element }) => location.hash === `#${element.id}`);
    if (note) goTo(note);
  }

  // A page that the keyboard moves below a pointer at rest is not pointed at anew.
  document.addEventListener("mousemove", (event) => { pointer = event; }, { passive: true });
  document.addEventListener("mouseover", ({ target, clientX, clientY }) => {
    if (typed && clientX === pointer.clientX && clientY === pointer.clientY) return;
    typed = false;
    light(notesAt(target));
  });

  // Of the keyboard only: a note must not move away from under a finger that is pressing it.
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(":focus-visible")) return;
    const [note] = notesAt(target);
    typed = true;
    light(notesAt(note ? target : target.querySelector("mark.passage") ?? target));
    activate(note);
    if (note && beside) reveal(note);
  });

  document.addEventListener("click", (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const control = target.closest("a, button, summary, input");
    const note = notesAt(target).at(-1);
    if (!note && !control) return activate();
    if (control?.matches(".note-ref a, .note-close")) press(note);
    else if (control?.matches(".note-back")) focus(note, note.link);
    else if (control || !getSelection().isCollapsed) return; // leads elsewhere; words being copied
    else if (!target.closest(".note")) press(note);
    else if (beside) focus(note, note.element);
    event.preventDefault();
  });

  document.addEventListener("keydown", ({ key, target }) => {
    const note = key === "Escape" && target.closest(".note") && notesAt(target)[0];
    if (note?.holder) press(note);
    else if (note) focus(note, note.link);
  });

  whole.addEventListener("click", () => {
    whole.ariaPressed = String(whole.ariaPressed !== "true");
    settle();
  });

  // ---- Screens and paper ----

  function arrange() {
    beside = wide.matches;
    leaf.classList.toggle("notes-beside", beside);
    if (beside) notes.forEach(shut);
    for (const { link } of notes) if (link) link.ariaExpanded = beside ? null : "false";
    settle();
  }

  // On paper every note stands in the list.
  let opened = [];
  function toPaper() {
    opened = notes.filter(({ holder }) => holder);
    opened.forEach(shut);
  }

  leaf.classList.add("has-live-notes");
  for (const { element, link } of notes) link?.setAttribute("aria-controls", element.id);
  arrange();
  wide.addEventListener("change", arrange);
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", () => opened.forEach(open));

  // Whatever moves passages (fonts, images, what is unfolded) or makes notes wider.
  const sizes = new ResizeObserver(resettle);
  sizes.observe(text);
  sizes.observe(list);
  list.addEventListener("load", () => place(false), true);

  // While it loads, the browser goes to the address too, before or after this.
  addEventListener("hashchange", follow);
  addEventListener("load", follow);
  follow();
})();
