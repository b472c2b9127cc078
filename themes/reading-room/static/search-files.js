// The index of the archive, as its files hold it: words, queries and what is read of the files. The rules
// are those of src/search, and the browser tests hold one against the other. Loaded by the search page alone.
(() => {
  const form = document.querySelector(".search-form");
  if (!form || typeof DecompressionStream === "undefined") return;
  const { files, form: kindOfFile } = form.dataset;

  const KINDS = ["article", "event", "claim", "person", "organization", "place", "topic", "source", "page"];
  const ENTITIES = ["person", "organization", "place", "topic", "source"];
  const OPEN = 2 ** 29; // days: the ends of time

  // ---- Words

  const RUN = "\\u0e00-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
  const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}\\u00ad\\u200c\\u200d]";
  const OF_WORD = `(?:(?![${RUN}])${LETTER})`;
  const WORD = new RegExp(`(?:(?=${LETTER})[${RUN}])+|${OF_WORD}+(?:(?:['’](?=${OF_WORD})|(?<=[0-9])[.,](?=[0-9]))${OF_WORD}+)*`, "gu");
  const BEGINS_RUN = new RegExp(`^[${RUN}]`, "u");
  const DROPPED = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u200c\u200d\u02b9-\u02bf'’,]/g;
  const EXCHANGED = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643", "\u0629": "\u0647", "\u06d5": "\u0647", "\u06be": "\u0647", "\u06c1": "\u0647" };
  const TO_EXCHANGE = new RegExp(`[${Object.keys(EXCHANGED).join("")}\u0660-\u0669\u06f0-\u06f9]`, "g");

  const isRun = (unit) => BEGINS_RUN.test(unit);
  const letters = (word) => [...word];

  function fold(word) {
    if (/^[a-z0-9]*$/.test(word)) return word;
    const lower = word.replace(/^\u0626(?=.)/su, "").toLowerCase().normalize("NFKD").replace(DROPPED, "");
    return lower.replace(TO_EXCHANGE, (letter) => EXCHANGED[letter] ?? String(letter.charCodeAt(0) & 15)).normalize("NFC");
  }

  const units = (text) => (text.match(WORD) ?? []).map(fold).filter(Boolean);
  const pairs = (run) => letters(run).map((letter, place, all) => letter + (all[place + 1] ?? ""));

  // ---- Queries

  const QUOTE = /["“”„«»]/;
  const KEYS = /^(?:(person|organization|place|topic|source|kind|date)|(org|organisation)|(lang|language)):(.*)$/is;

  function parse(text) {
    const query = [];
    let rest = letters(text).slice(0, 500).join("");
    let joins = false;
    let terms = 0;

    const quoted = () => {
      const end = rest.slice(1).search(QUOTE);
      const inner = end < 0 ? rest.slice(1) : rest.slice(1, end + 1);
      rest = end < 0 ? "" : rest.slice(end + 2);
      return inner;
    };
    const add = (without, atom) => {
      terms++;
      if (joins) query.at(-1).push({ without, ...atom });
      else query.push([{ without, ...atom }]);
      joins = false;
    };
    const filter = (piece) => {
      const [, plain, org, lang, written] = KEYS.exec(piece) ?? [];
      const key = (plain ?? (org ? "organization" : lang ? "lang" : "")).toLowerCase();
      if (!key) return null;
      const value = written === "" && QUOTE.test(rest[0] ?? "") ? quoted() : written;
      if (key === "kind") return { key, value: kindNamed(value.toLowerCase()) };
      if (key === "lang") return { key, value: value.toLowerCase() };
      if (key !== "date") return { key, value };
      const days = daysOf(value);
      return days && { key, value: days };
    };
    while ((rest = rest.trimStart()) && terms < 32) {
      const without = /^-\S/.test(rest);
      if (without) rest = rest.slice(1);
      if (QUOTE.test(rest[0])) {
        const phrase = units(quoted());
        if (phrase.length) add(without, { phrase });
        continue;
      }
      const [piece] = /^[^\s"“”„«»]*/.exec(rest);
      rest = rest.slice(piece.length);
      if (!without && /^or$/i.test(piece)) {
        joins = query.length > 0;
        continue;
      }
      const found = filter(piece);
      if (found) {
        add(without, { filter: found });
        continue;
      }
      const words = units(piece);
      const last = piece.endsWith("*") && words.pop();
      if (!last && words.length > 1 && (without || joins)) add(without, { phrase: words });
      else for (const word of words) add(without, { word });
      if (last) add(without, letters(last).length > 1 && !isRun(last) ? { prefix: last } : { word: last });
    }
    return query;
  }

  const FOLDERS = { articles: "article", people: "person", organizations: "organization", places: "place", topics: "topic", sources: "source", events: "event", claims: "claim", pages: "page" };
  const kindNamed = (name) => FOLDERS[name] ?? name;

  // The first and last day of `2018`, `2018-12`, `2018-12-05`, and of two of them with `..` or `/` between.
  function daysOf(value) {
    const cut = value.includes("/") ? "/" : "..";
    const at = value.indexOf(cut);
    const ends = at < 0 ? [value, value] : [value.slice(0, at), value.slice(at + cut.length)];
    const [from, to] = cut === "/" ? ends.map((end) => end.replace(/^\.+|\.+$/g, "")) : ends;
    if (!from && !to) return null;
    const first = from ? dayOf(from)?.[0] : -OPEN;
    const last = to ? dayOf(to)?.[1] : OPEN;
    return first === undefined || last === undefined ? null : [first, last];
  }

  function dayOf(text) {
    const [, year, month, day] = /^([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?$/.exec(text) ?? [];
    if (!year) return null;
    const days = (month, day) => Date.UTC(year, month - 1, day) / 864e5;
    const length = (month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (month && (month < 1 || month > 12 || (day && (day < 1 || day > length(month))))) return null;
    return [days(month ?? 1, day ?? 1), days(month ?? 12, day ?? length(month ?? 12))];
  }

  // ---- Files

  const known = new Map(); // name → promise of bytes
  const arrivals = new Map(); // name → what waits for it
  document.addEventListener("search-file", ({ detail: [name, text] }) => arrivals.get(name)?.(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))));

  function load(name) {
    if (!known.has(name)) {
      const loading = kindOfFile === "script" ? byScript(name) : byFetch(name);
      known.set(name, loading);
      loading.catch(() => known.delete(name));
    }
    return known.get(name);
  }

  async function byFetch(name) {
    const response = await fetch(`${files}${name}.bin`, name === "root" ? { cache: "no-cache" } : {});
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  function byScript(name) {
    return new Promise((done, failed) => {
      arrivals.set(name, done);
      document.head.append(Object.assign(document.createElement("script"), { src: `${files}${name}.js`, onerror: failed }));
    });
  }

  async function unpack(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  const decoder = new TextDecoder();

  function reader(bytes) {
    let at = 0;
    const read = {
      isAtEnd: () => at >= bytes.length,
      byte: () => bytes[at++] ?? 0,
      number() {
        let number = 0;
        for (let shift = 1, more = true; more && shift < 2 ** 35; shift *= 128) {
          const byte = read.byte();
          number += (byte & 127) * shift;
          more = byte > 127;
        }
        return number;
      },
      signed() {
        const number = read.number();
        return number % 2 ? -(number + 1) / 2 : number / 2;
      },
      take: (length) => bytes.subarray(at, (at += length)),
      text: () => decoder.decode(read.take(read.number())),
      name: (role) => role + Array.from(read.take(6), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      list(item) {
        const list = [];
        for (let count = read.number(); count > 0 && !read.isAtEnd(); count--) list.push(item());
        return list;
      },
    };
    return read;
  }

  const root = {};
  let rootLoading;

  const loadRoot = () => (rootLoading ??= readRoot().catch((error) => {
    rootLoading = undefined;
    throw error;
  }));

  async function readRoot() {
    const read = reader(await load("root"));
    if (read.byte() !== 1) throw new Error("the index is of another version");
    const kinds = KINDS.map(() => read.number());
    Object.assign(root, {
      kinds,
      documents: kinds.reduce((sum, count) => sum + count, 0),
      years: read.list(() => [read.signed(), read.number()]),
      lengths: read.name("l"),
      dates: read.name("d"),
      facets: Object.fromEntries([...ENTITIES, "lang"].map((key) => [key, read.name("f")])),
      directories: read.list(() => [read.number(), read.name("y")]),
      dictionaries: read.list(() => [read.text(), read.name("w")]),
    });
    root.classes = await load(root.lengths);
  }

  function kindOf(document) {
    let end = 0;
    return KINDS[root.kinds.findIndex((count) => (end += count) > document)];
  }

  // Code points, as the dictionary is sorted.
  function isAfter(left, right) {
    const [one, other] = [letters(left), letters(right)];
    const at = one.findIndex((letter, place) => letter !== other[place]);
    return at >= 0 && (other[at] === undefined || one[at].codePointAt(0) > other[at].codePointAt(0));
  }

  const dictionaryOf = (form) => Math.max(0, root.dictionaries.findLastIndex(([first]) => !isAfter(first, form)));

  const dictionaries = new Map();

  function dictionary(number) {
    if (!dictionaries.has(number)) dictionaries.set(number, load(root.dictionaries[number][1]).then(readDictionary));
    return dictionaries.get(number);
  }

  function readDictionary(bytes) {
    const read = reader(bytes);
    const count = read.number();
    const piles = ["e", "p"].map((role) => read.list(() => [read.name(role), read.number()]).flatMap(([name, forms]) => Array.from({ length: forms }, (_, place) => [name, place === 0])));
    const ends = [0, 0];
    const piece = (pile, index) => {
      const [name, isFirst] = piles[pile][index];
      const start = isFirst ? 0 : ends[pile];
      return { name, start, end: (ends[pile] = start + read.number()) };
    };
    const forms = [];
    const byText = new Map();
    let before = new Uint8Array();
    for (let index = 0; index < count; index++) {
      const shared = read.number();
      const own = read.take(read.number());
      const spelt = new Uint8Array(shared + own.length);
      spelt.set(before.subarray(0, shared));
      spelt.set(own, shared);
      before = spelt;
      const form = { text: decoder.decode(spelt), documents: read.number(), entries: piece(0, index), places: piece(1, index) };
      const relatives = read.number();
      form.near = Array.from({ length: relatives >> 1 }, () => index + read.signed());
      form.far = relatives % 2 ? read.list(read.text) : [];
      forms.push(form);
      byText.set(form.text, form);
    }
    const entities = read.list(() => ({ document: read.number(), spellings: read.list(read.text) }));
    const keys = read.list(() => ({ entity: read.number(), spelling: read.number() }));
    return { forms, byText, entities, keys };
  }

  const formOf = async (text) => (root.dictionaries.length ? (await dictionary(dictionaryOf(text))).byText.get(text) : undefined);

  // A form and the other forms of its word.
  async function family(text) {
    const form = await formOf(text);
    if (!form) return [];
    const { forms } = await dictionary(dictionaryOf(text));
    const far = await Promise.all(form.far.map(formOf));
    return [form, ...form.near.map((index) => forms[index]), ...far].filter(Boolean);
  }

  async function beginning(prefix) {
    const found = [];
    for (let number = dictionaryOf(prefix); number < root.dictionaries.length; number++) {
      const [first] = root.dictionaries[number];
      if (isAfter(first, prefix) && !first.startsWith(prefix)) break;
      found.push(...(await dictionary(number)).forms.filter(({ text }) => text.startsWith(prefix)));
    }
    return found;
  }

  async function bytesOf({ name, start, end }) {
    return (await load(name)).subarray(start, end);
  }

  async function entriesOf(form) {
    const read = reader(await bytesOf(form.entries));
    const entries = [];
    let document = 0;
    while (!read.isAtEnd()) {
      const number = read.number();
      document += Math.floor(number / 4);
      const counts = [0, 0, 0, 0, 0, 0, 0, 0];
      if (number % 4 === 0) counts[0] = 1;
      else if (number % 4 === 1) counts[0] = read.number() + 2;
      else for (let mask = read.byte(), field = 0; field < 8; field++) if (mask & (1 << field)) counts[field] = read.number() + 1;
      entries.push({ document, counts });
    }
    return entries;
  }

  // Where any of some forms stands: [document, field, place, bounds], in order.
  async function placesOf(forms) {
    const all = await Promise.all(forms.map(async (form) => {
      const [entries, bytes] = await Promise.all([entriesOf(form), bytesOf(form.places)]);
      const read = reader(bytes);
      const isPair = isRun(form.text);
      return entries.flatMap(({ document, counts }) => counts.flatMap((count, field) => {
        let place = 0;
        return Array.from({ length: count }, () => {
          const number = read.number();
          place += isPair ? number >> 2 : number;
          return [document, field, place, isPair ? number & 3 : 3];
        });
      }));
    }));
    return forms.length === 1 ? all[0] : all.flat().sort(byPlace);
  }

  const byPlace = (left, right) => left[0] - right[0] || left[1] - right[1] || left[2] - right[2];

  window.archiveSearch = { KINDS, ENTITIES, WORD, letters, isRun, isAfter, fold, units, pairs, parse, root, loadRoot, load, reader, unpack, kindOf, dictionary, dictionaryOf, formOf, family, beginning, entriesOf, placesOf, byPlace };
})();
