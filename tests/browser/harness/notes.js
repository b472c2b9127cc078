// What can be asked of a page about its notes. Each function runs in the browser, alone: it knows
// nothing of the others.

// What can be seen of how the notes stand in the text or beside it.
export function arrangement() {
  const notes = [...document.querySelectorAll(".note")].map((note) => `${note.id} ${note.className.replace(/ ?is-lit/, "")} ${note.style.cssText} ${note.closest(".text") ? "in the text" : ""}`);
  const numbers = [...document.querySelectorAll(".note-ref a")].map((link) => `${link.id} ${link.ariaExpanded}`);
  return [...notes, ...numbers, `${document.querySelectorAll(".note-close").length} buttons`, `${document.querySelectorAll(".notes-here").length} lists`];
}

// The notes in the order of paper, with all that each must say there.
export function printable() {
  const text = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".visually-hidden").forEach((part) => part.remove());
    return copy.textContent;
  };
  const notes = [...document.querySelectorAll(".note")].map((note) => ({
    number: note.value,
    quote: note.querySelector(".note-quote q").textContent,
    parts: [...note.querySelectorAll(".note-text, .evidence, .note-by, .note-foot .date")].map(text),
  }));
  return notes.sort((a, b) => (a.number || Infinity) - (b.number || Infinity) || 0);
}

// Where an element is on the screen, and whether it can be read there.
export function standing(id) {
  const { left, top, right, bottom, height } = document.getElementById(id).getBoundingClientRect();
  const end = Math.min(bottom, top + innerHeight / 2);
  const isShown = height > 0 && top >= 0 && end <= innerHeight && left >= 0 && right <= innerWidth;
  const moving = document.getAnimations().length;
  return { isShown: isShown && moving === 0, place: `from ${left}, ${top} to ${right}, ${bottom} of ${innerWidth}, ${innerHeight}; ${moving} moving` };
}

// Where the notes stand.
export function places() {
  return [...document.querySelectorAll(".notes:not(.lost) .note")].map((note) => {
    const { left, top, width, height } = note.getBoundingClientRect();
    return [left, top + scrollY, width, height].map(Math.round).join(" ");
  });
}

// Which notes the list after the text has.
export function listed() {
  return [...document.querySelectorAll(".notes:not(.lost) .note")].map((note) => note.value);
}

// What is wrong with where notes stand in the margin, and how many are level with their passages.
export function misplaced(isMoved) {
  const GAP = 16; // more than any two that touch are apart
  const box = (element) => element.getBoundingClientRect();
  const name = (element) => element.id || element.className || element.localName;
  const all = [...document.querySelectorAll(".notes:not(.lost) .note")];
  const notes = all.filter((note) => !note.classList.contains("is-away")).map((note) => ({ note, box: box(note) }));
  const list = box(document.querySelector(".notes:not(.lost) .note-list"));
  const problems = [];
  if (!document.querySelector(".notes-beside")) problems.push("no note stands in the margin");
  if (!isMoved && notes.length < all.length) problems.push(`${all.length - notes.length} notes are away`);

  const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  notes.forEach((a, i) => notes.slice(i + 1).forEach((b) => {
    if (meet(a.box, b.box)) problems.push(`${name(a.note)} overlaps ${name(b.note)}`);
  }));
  const others = document.querySelectorAll(".site-header, .site-footer, .breadcrumbs, .page-header, .leaf-side, .text-note, .text, .text > *, .text .table, .notes.lost, .notes-data, .part, .notes:not(.lost) > h2, .notes-whole");
  for (const other of others) {
    const its = box(other);
    for (const { note, box } of notes) if (meet(box, its)) problems.push(`${name(note)} overlaps ${name(other)}`);
  }

  const end = box(document.querySelector(".site-footer")).top;
  notes.forEach(({ note, box }, i) => {
    if (box.height < 16 || box.width < 150) problems.push(`${name(note)} is ${box.width} by ${box.height}`);
    if (box.bottom > end || box.left < 0 || box.right > innerWidth) problems.push(`${name(note)} is off the page`);
    const before = notes[i - 1];
    if (before && (box.top <= before.box.top || note.value !== before.note.value + 1)) problems.push(`${name(note)} is out of order`);
    const isCut = note.matches(".is-dense .note:not(.is-active)");
    if (note.scrollWidth > note.clientWidth + 1 || (!isCut && note.scrollHeight > note.clientHeight + 1)) problems.push(`${name(note)} overflows`);
  });

  let level = 0;
  notes.forEach(({ note, box }, i) => {
    const first = [...document.querySelectorAll("mark.passage")].find((mark) => mark.dataset.notes.split(" ").includes(String(note.value)));
    if (!first) return problems.push(`${name(note)} has no passage`);
    const passage = Math.max(first.getClientRects()[0].top, list.top);
    const free = notes[i - 1]?.box.bottom ?? list.top;
    if (Math.abs(box.top - passage) <= 1.5) level += 1;
    else if (!isMoved && box.top < passage) problems.push(`${name(note)} stands above its passage`);
    else if (!isMoved && box.top > free + GAP) problems.push(`${name(note)} stands ${box.top - passage} below its passage, though there is room`);
  });
  return { problems, level, all: all.length };
}

// What no page may have in any state: an id twice, a reference to none, more width than the screen.
export function unsound() {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const problems = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two elements with the id ${id}`);
  for (const element of document.querySelectorAll("[aria-controls]")) {
    if (!ids.includes(element.getAttribute("aria-controls"))) problems.push(`${element.id} controls nothing`);
  }
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) problems.push(`${scrollWidth} pixels wide`);
  return problems;
}

// What is wrong with a note that is open under its block.
export function misopened(id) {
  const [note, number] = [`a-${id}`, `r-${id}`].map((id) => document.getElementById(id));
  const box = note.getBoundingClientRect();
  const problems = [];
  if (!note.closest(".text .notes-here")) problems.push("is not in the text");
  if (document.activeElement !== note) problems.push("has not got the focus");
  const block = number.closest(".table, li, p, h2, h3");
  const blocks = block.getClientRects()[0];
  const below = block.matches("li") ? number.getBoundingClientRect().bottom - 12 : blocks.bottom;
  if (box.top < below) problems.push(`opens at ${box.top}, above the end of its block at ${below}`);
  if (box.top > blocks.bottom + 60) problems.push(`opens ${box.top - blocks.bottom} pixels below its block`);
  if (box.width < 200 || box.right > innerWidth || box.left < 0) problems.push(`is ${box.width} wide, from ${box.left}`);
  const { direction } = getComputedStyle(note);
  if (direction !== document.documentElement.dir) problems.push(`runs ${direction}`);
  return problems.map((problem) => `${id} ${problem}`);
}

// What keeps a reader from seeing where the focus is.
export function unseenFocus() {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const problems = [];
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) problems.push("has no outline");
  if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) problems.push(`is off the screen at ${box.top}`);
  for (let part = element; part; part = part.parentElement) {
    if (getComputedStyle(part).opacity === "0") problems.push("is transparent");
  }
  return problems;
}

// What a page on which notes follow the text does not show of them.
export function unreadable() {
  const box = (element) => element.getBoundingClientRect();
  const problems = [];
  let last = box(document.querySelector(".text")).bottom;
  for (const note of document.querySelectorAll(".note")) {
    const its = box(note);
    if (its.top < last - 0.5) problems.push(`${note.id} does not stand below what is before it`);
    last = its.bottom;
    if (its.left < 0 || its.right > innerWidth) problems.push(`${note.id} is off the page`);
    for (const part of note.querySelectorAll(".note-head, .note-back, .note-quote, .note-text *, .evidence div, .note-doubt, .note-foot")) {
      const { width, height } = box(part);
      if (!part.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || width < 4 || height < 8) problems.push(`${note.id}: ${part.className || part.localName} is hidden`);
    }
    const number = note.querySelector(".note-back");
    if (!note.closest(".lost") && number.textContent !== String(note.value)) problems.push(`${note.id} has the number ${number.textContent}`);
  }
  const visible = [...document.querySelectorAll(".notes button")].filter((button) => button.checkVisibility());
  return [...problems, ...visible.map((button) => `shows the button “${button.textContent}”`)];
}

// What of the notes is not laid out for paper.
export function unprinted() {
  const problems = [];
  for (const note of document.querySelectorAll(".note")) {
    const { position, transform, opacity, overflow, webkitLineClamp } = getComputedStyle(note);
    if (!["static", "relative"].includes(position) || transform !== "none" || opacity !== "1" || overflow !== "visible" || webkitLineClamp !== "none") problems.push(`${note.id} is laid out as on a screen`);
    if (note.closest(".text")) problems.push(`${note.id} stands in the text`);
  }
  for (const mark of document.querySelectorAll("mark.passage")) {
    if (getComputedStyle(mark).textDecorationLine !== "underline") problems.push(`not underlined: ${mark.textContent}`);
  }
  for (const number of document.querySelectorAll(".note-ref a")) {
    if (!number.checkVisibility() || number.getBoundingClientRect().width < 3) problems.push(`no number ${number.textContent} in the text`);
  }
  return problems;
}
