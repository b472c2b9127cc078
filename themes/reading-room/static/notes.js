// Notes beside their passages. Without this script they are a list after the text; with it they stand
// in the margin, level with their passages, or, where there is none, open under the paragraph.
(() => {
  "use strict";

  const section = document.querySelector(".notes:not(.lost)");
  const text = document.querySelector(".leaf-main > .text");
  if (!section || !text) return;

  const GAP = 10; // pixels between two notes, at the least
  const FAR = 240; // pixels between the level of a passage and its note
  const EDGE = 24; // pixels kept free above and below what is scrolled to
  const main = text.parentElement;
  const leaf = main.parentElement;
  const list = section.querySelector(".note-list");
  const whole = section.querySelector(".notes-whole"); // the button that shows notes in full
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
    const usual = stack(-1).end; // the page must not shrink when notes move up

    section.classList.toggle("is-gliding", glide);
    notes.forEach((note, i) => {
      note.at = tops[i];
      note.element.style.setProperty("--at", `${tops[i]}px`);
      note.element.classList.toggle("is-away", tops[i] < 0);
    });
    main.style.setProperty("--notes-end", `${Math.ceil(above + Math.max(end, usual))}px`);
  }

  // Each stands as high as its passage and the note before it allow; the one gone to stands level
  // with its passage, and those before it make room upwards.
  function stack(here) {
    const head = list.getBoundingClientRect().top;
    const heights = notes.map(({ element }) => element.offsetHeight + GAP);
    const tops = [];
    let level = 0;
    let end = 0;
    let farthest = 0;
    notes.forEach((note, i) => {
      level = Math.max(level, Math.round(topOf(note) - head));
      tops[i] = i === here ? level : Math.max(level, end);
      end = tops[i] + heights[i];
      farthest = Math.max(farthest, tops[i] - level);
    });
    for (let i = here - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i]);
    return { tops, end, farthest };
  }

  // Where some would stand far from their passages, all are cut short, unless the reader objects.
  function settle() {
    if (!beside) return;
    section.classList.remove("is-dense");
    const isCrowded = stack(-1).farthest > FAR;
    whole.hidden = !isCrowded;
    section.classList.toggle("is-dense", isCrowded && whole.ariaPressed !== "true");
    place(false);
  }

  // ---- Under the paragraph ----

  function open(note) {
    if (beside || note.holder || !note.link) return;
    note.holder = holderAt(note.link);
    insert(note.holder, note);
    const close = section.querySelector(".notes > .note-close").cloneNode(true);
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

  // In order of number.
  function insert(parent, { element, number }) {
    parent.insertBefore(element, Array.from(parent.children).find(({ value }) => value > number) ?? null);
  }

  // The list below the block in which a number stands, in the language of the page, not of the text.
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
    note.link.focus({ preventScroll: true }); // which is lost with the note's place
    shut(note);
  }

  // Scrolls just enough to show the note and, where both fit, the beginning of its passage.
  function reveal(note) {
    const { top, height } = note.element.getBoundingClientRect();
    const start = beside ? list.getBoundingClientRect().top + note.at : top; // where it is on its way to
    const from = Math.min(start, Math.max(topOf(note), start - innerHeight / 2)) - EDGE;
    const over = start + height + EDGE - innerHeight;
    if (from < 0 || over > 0) scrollBy(0, from < 0 ? from : Math.min(from, over));
  }

  // An address that names a note.
  function follow() {
    const note = notes.find(({ element }) => location.hash === `#${element.id}`);
    if (note) goTo(note);
  }

  document.addEventListener("mouseover", ({ target }) => light(notesAt(target)));

  // Of the keyboard only: a note must not move away from under a finger that is pressing it.
  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(":focus-visible")) return;
    const [note] = notesAt(target);
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
    else if (target.closest(".note")) activate(note);
    else press(note);
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
  function print(isPaper) {
    if (isPaper) opened = opened.concat(notes.filter(({ holder }) => holder));
    opened.forEach(isPaper ? shut : open);
    if (!isPaper) opened = [];
  }

  leaf.classList.add("has-live-notes");
  for (const { element, link } of notes) link?.setAttribute("aria-controls", element.id);
  arrange();
  wide.addEventListener("change", arrange);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  // Whatever moves the passages (fonts, images, what is unfolded) or makes the notes wider.
  const sizes = new ResizeObserver(settle);
  sizes.observe(text);
  sizes.observe(list);
  list.addEventListener("load", () => place(false), true);

  // While the page loads, the browser goes to its address too, before or after this.
  addEventListener("hashchange", follow);
  addEventListener("load", follow);
  follow();
})();
