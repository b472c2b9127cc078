// Reads the text of a PDF as Chromium prints it (PDF 32000-1:2008): streams packed with Flate, no
// packed objects, glyphs named by a map from each font to Unicode.
import { inflateSync } from "node:zlib";

// The words of each sheet, in the order in which they were drawn; a space stands between two lines
// or pieces of one. `links` are the names of the places in the document that its links lead to.
export function readPaper(bytes) {
  const objects = objectsOf(bytes);
  const sheets = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  const links = [...objects.values()].map(({ head }) => /\/Subtype \/Link[^]*\/Dest \/(\S+?)(?:>|\s|$)/.exec(head)?.[1]);
  return { sheets: sheets.map((sheet) => wordsOf(objects, sheet)), links: links.filter(Boolean) };
}

function objectsOf(bytes) {
  const text = bytes.toString("latin1");
  const objects = new Map();
  const start = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match; (match = start.exec(text)); ) {
    const from = start.lastIndex;
    const end = text.indexOf("endobj", from);
    const stream = text.slice(from, end).indexOf("stream\n");
    const head = text.slice(from, stream < 0 ? end : from + stream);
    objects.set(match[1], { head, data: stream < 0 ? "" : unpacked(bytes, head, from + stream + "stream\n".length) });
    // What is packed may look like anything.
    start.lastIndex = stream < 0 ? end : from + stream + lengthOf(head);
  }
  return objects;
}

const lengthOf = (head) => Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);

function unpacked(bytes, head, from) {
  if (/\/FontFile|\/Subtype \/Image|\/Length1/.test(head)) return "";
  const data = bytes.subarray(from, from + lengthOf(head));
  return (/\/FlateDecode/.test(head) ? inflateSync(data) : data).toString("latin1");
}

function wordsOf(objects, sheet) {
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(sheet.head)[1]).data;
  const fonts = new Map();
  for (const [, name, number] of sheet.head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number).head);
    if (map) fonts.set(name, lettersOf(objects.get(map[1]).data));
  }
  let font;
  let words = "";
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) \S+ Tf|<([0-9A-F]+)> Tj|BT\b/g)) {
    if (name) font = fonts.get(name);
    else if (glyphs) words += glyphs.match(/.{4}/g).map((glyph) => font?.get(glyph) ?? "\uFFFD").join("");
    else words += " ";
  }
  return words.normalize("NFKC").replace(/\s+/g, " ").trim();
}

// From a font's glyphs to letters.
function lettersOf(map) {
  const letters = new Map();
  const letter = (code) => code.match(/.{4}/g).map((unit) => String.fromCharCode(parseInt(unit, 16))).join("");
  const hex = (number) => number.toString(16).toUpperCase().padStart(4, "0");
  for (const [, lines] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, glyph, code] of lines.matchAll(/<(\w+)> <(\w+)>/g)) letters.set(glyph, letter(code));
  }
  for (const [, lines] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, from, to, code] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let at = parseInt(from, 16), to_ = parseInt(to, 16), i = parseInt(code, 16); at <= to_; at++, i++) {
        letters.set(hex(at), String.fromCharCode(i));
      }
    }
  }
  return letters;
}
