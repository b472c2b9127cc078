// Answers queries from the files of the index, as `archive search` does.
(() => {
  if (!window.archiveSearch) return;
  const { ENTITIES, WORD, letters, isRun, isAfter, fold, units, pairs, parse, root, loadRoot, load, reader, unpack, kindOf, dictionary, dictionaryOf, formOf, family, beginning, entriesOf, placesOf, byPlace } = window.archiveSearch;

  const GROUPS = [["names", ENTITIES], ["articles", ["article"]], ["events", ["event"]], ["claims", ["claim"]], ["pages", ["page"]]];
  const WEIGHTS = [1, 6, 3, 2.5, 2, 1, 1, 0.5]; // of the fields: text, title, names, heading, summary, note, statement, source
  const LENGTHS = [0.0625, 0.088, 0.125, 0.177, 0.25, 0.354, 0.5, 0.707, 1, 1.414, 2, 2.828, 4, 5.657, 8, 11.314];

  // ---- Sets of documents: [number, score], ascending

  function both(left, right) {
    const scores = new Map(right);
    return left.filter(([document]) => scores.has(document)).map(([document, score]) => [document, score + scores.get(document)]);
  }

  function either(left, right) {
    const scores = new Map(left);
    for (const [document, score] of right) scores.set(document, (scores.get(document) ?? 0) + score);
    return [...scores].sort((one, other) => one[0] - other[0]);
  }

  function none(of) {
    const taken = new Set(of.map(([document]) => document));
    return Array.from({ length: root.documents }, (_, document) => [document, 0]).filter(([document]) => !taken.has(document));
  }

  function scored(weights) {
    const rarity = Math.log(1 + (root.documents - weights.length + 0.5) / (weights.length + 0.5));
    return weights.map(([document, weight]) => {
      const two = root.classes[document >> 1] ?? 0x88;
      const length = LENGTHS[document % 2 ? two >> 4 : two & 15];
      return [document, (rarity * weight * 2.2) / (weight + 1.2 * (0.25 + 0.75 * length))];
    });
  }

  // ---- Answers

  const newProgress = () => ({ readings: [], forms: new Set(), prefixes: new Set(), runs: new Set() });

  // How a word is searched that may be nowhere in the archive: [what it is, word].
  async function knownAs(word, readings) {
    if (isRun(word) || (await formOf(word))) return ["word", word];
    const length = letters(word).length;
    const begun = length < 3 ? [] : await beginning(word);
    const longer = begun.filter(({ text }) => letters(text).length === length + 1);
    if (longer.length) {
      const { text } = longer.reduce((best, form) => (form.documents > best.documents ? form : best));
      readings.push({ typed: word, searched: text });
      return ["word", text];
    }
    if (begun.length) {
      readings.push({ typed: word, searched: `${word}*` });
      return ["prefix", word];
    }
    const searched = (await nearest(word, length)) ?? (await shortened(word));
    readings.push({ typed: word, searched });
    return searched ? ["word", searched] : ["nothing", word];
  }

  async function nearest(word, length) {
    const most = length < 4 ? 0 : length < 8 ? 1 : 2;
    if (!most) return undefined;
    const own = dictionaryOf(word);
    let best;
    for (let number = Math.max(0, own - 1); number < Math.min(own + 2, root.dictionaries.length); number++) {
      for (const form of (await dictionary(number)).forms) {
        if (isRun(form.text)) continue;
        const found = mistakes(letters(word), letters(form.text), most);
        if (found <= most && (!best || found < best.found || (found === best.found && form.documents > best.documents))) best = { found, documents: form.documents, text: form.text };
      }
    }
    return best?.text;
  }

  // Letters that are wrong, missing, too many, or exchanged with their neighbour.
  function mistakes(left, right, most) {
    if (Math.abs(left.length - right.length) > most) return Infinity;
    let before = [];
    let last = Array.from({ length: right.length + 1 }, (_, place) => place);
    for (let row = 0; row < left.length; row++) {
      const line = [row + 1];
      for (let column = 0; column < right.length; column++) {
        let least = Math.min(last[column] + (left[row] !== right[column]), last[column + 1] + 1, line[column] + 1);
        if (row && column && left[row] === right[column - 1] && left[row - 1] === right[column]) least = Math.min(least, before[column - 1] + 1);
        line.push(least);
      }
      if (Math.min(...line) > most) return Infinity;
      [before, last] = [last, line];
    }
    return last[right.length];
  }

  async function shortened(word) {
    const all = letters(word);
    for (let length = all.length - 1; length >= Math.max(all.length - 3, 4); length--) {
      const begins = all.slice(0, length).join("");
      if (await formOf(begins)) return begins;
    }
    return undefined;
  }

  async function wordMatches([what, word], progress) {
    if (what === "nothing") return [];
    if (what === "prefix") {
      progress.prefixes.add(word);
      return formMatches(await beginning(word), () => 1);
    }
    if (isRun(word)) {
      progress.runs.add(word);
      return runMatches(word);
    }
    const forms = await family(word);
    forms.forEach(({ text }) => progress.forms.add(text));
    return formMatches(forms, ({ text }) => (text === word ? 1 : 0.8));
  }

  async function formMatches(forms, weighed) {
    let weights = [];
    const all = await Promise.all(forms.map(entriesOf));
    forms.forEach((form, index) => {
      const weigh = ({ document, counts }) => [document, counts.reduce((sum, count, field) => sum + count * WEIGHTS[field], 0) * weighed(form)];
      const ofForm = all[index].map(weigh);
      weights = weights.length ? either(weights, ofForm) : ofForm;
    });
    return scored(weights);
  }

  async function phraseMatches(words, formsOf) {
    if (words.length === 1) return isRun(words[0]) ? runMatches(words[0]) : formMatches(await formsOf(words[0]), () => 1);
    const steps = [];
    let behind = 0;
    for (const word of words) {
      if (isRun(word)) {
        for (const [place, forms] of await stepsOf(word)) steps.push([behind + place, forms]);
        behind += letters(word).length;
      } else steps.push([behind++, await formsOf(word)]);
    }
    return scored(summed((await follow(steps)).map((found) => [found, 1])));
  }

  async function runMatches(run) {
    const steps = await stepsOf(run);
    const isWhole = ([, , , begins, ends]) => begins & 1 && (ends & 2 || steps[0][1].length > 1);
    return scored(summed((await follow(steps)).map((found) => [found, isWhole(found) ? 1 : 0.25])));
  }

  async function stepsOf(run) {
    const all = pairs(run);
    if (all.length === 1) return [[0, await beginning(run)]];
    return Promise.all(all.slice(0, -1).map(async (pair, place) => [place, [await formOf(pair)].filter(Boolean)]));
  }

  // Where a phrase begins, with the bounds of its first and of its last step.
  async function follow([first, ...rest]) {
    let found = (await placesOf(first[1])).map((place) => [...place, place[3]]);
    for (const [distance, forms] of rest) {
      if (!found.length) break;
      const places = await placesOf(forms);
      let next = 0;
      found = found.flatMap(([document, field, place, begins]) => {
        const wanted = [document, field, place + distance];
        while (next < places.length && byPlace(places[next], wanted) < 0) next++;
        return next < places.length && byPlace(places[next], wanted) === 0 ? [[document, field, place, begins, places[next][3]]] : [];
      });
    }
    return found;
  }

  function summed(found) {
    const weights = new Map();
    for (const [[document, field], count] of found) weights.set(document, (weights.get(document) ?? 0) + WEIGHTS[field] * count);
    return [...weights];
  }

  // The longest name that plain words at the beginning of a query are: its words and all its spellings.
  async function named(query, progress) {
    const typed = [];
    for (const group of query.slice(0, 8)) {
      if (group.length > 1 || group[0].without || !group[0].word) break;
      const [what, word] = await knownAs(group[0].word, []);
      if (what !== "word") break;
      typed.push(word);
    }
    if (!typed.length || !root.dictionaries.length) return null;
    const { entities, keys } = await dictionary(dictionaryOf(isRun(typed[0]) ? pairs(typed[0])[0] : typed[0]));
    const families = await Promise.all(typed.map(spellingsOf));
    let taken = 0;
    let found = new Set();
    for (const { entity, spelling } of keys) {
      const words = units(entities[entity].spellings[spelling]);
      if (words.length < taken || words.length > typed.length || !words.every((word, place) => families[place].has(word))) continue;
      if (words.length > taken) [taken, found] = [words.length, new Set()];
      found.add(entity);
    }
    if (!taken) return null;
    for (const [term] of query.slice(0, taken)) await knownAs(term.word, progress.readings);
    const spellings = [...found].sort((one, other) => one - other).flatMap((entity) => entities[entity].spellings);
    return { typed: typed.slice(0, taken), spellings };
  }

  const spellingsOf = async (word) => new Set([...(await family(word)).map(({ text }) => text), word]);

  async function allSpellings({ typed, spellings }, progress) {
    const all = await Promise.all(typed.map((word) => wordMatches(["word", word], progress)));
    let found = all.reduce(both);
    const also = [];
    const seen = new Set();
    for (const spelling of spellings) {
      const words = units(spelling);
      const key = words.join(" ");
      if (seen.has(key)) continue;
      seen.add(key);
      if (key !== typed.join(" ")) also.push(spelling);
      else if (words.length === 1) continue;
      for (const word of words) {
        if (isRun(word)) progress.runs.add(word);
        else (await spellingsOf(word)).forEach((text) => progress.forms.add(text));
      }
      found = either(found, await phraseMatches(words, family));
    }
    if (also.length) progress.readings.push({ typed: typed.join(" "), also });
    return found;
  }

  async function termMatches({ without, word, phrase, prefix, filter }, progress) {
    if (without) {
      const inner = word ? wordMatches(["word", word], newProgress()) : termMatches({ phrase, prefix, filter }, newProgress());
      return none(await inner);
    }
    if (word) return wordMatches(await knownAs(word, progress.readings), progress);
    if (prefix) return wordMatches(["prefix", prefix], progress);
    if (filter) return (await filtered(filter, progress)).map((document) => [document, 0]);
    phrase.forEach((word) => (isRun(word) ? progress.runs : progress.forms).add(word));
    return phraseMatches(phrase, async (word) => [await formOf(word)].filter(Boolean));
  }

  const valuesRead = new Map();

  async function valuesOf(key) {
    if (!valuesRead.has(key)) {
      const read = reader(await load(root.facets[key]));
      valuesRead.set(key, read.list(() => {
        const value = { slug: read.text(), spellings: read.list(read.text), documents: [] };
        let behind = 0;
        for (let rows = read.number(); rows > 0; rows--) {
          const number = read.number();
          const start = behind + Math.floor(number / 2);
          behind = start + (number % 2 ? read.number() + 2 : 1);
          for (let document = start; document < behind; document++) value.documents.push(document);
        }
        return value;
      }));
    }
    return valuesRead.get(key);
  }

  async function filtered({ key, value }, progress) {
    if (key === "kind") return Array.from({ length: root.documents }, (_, document) => document).filter((document) => kindOf(document) === value);
    if (key === "date") return dated(value);
    const values = await valuesOf(key);
    const joined = (chosen) => [...new Set(chosen.flatMap(({ documents }) => documents))].sort((one, other) => one - other);
    if (key === "lang") return joined(values.filter(({ slug }) => `${slug.toLowerCase()}-`.startsWith(`${value}-`)));
    const wanted = units(value);
    const spelt = (fits) => ({ spellings }) => spellings.some((spelling) => fits(units(spelling)));
    const isCalled = spelt((words) => words.join(" ") === wanted.join(" "));
    let chosen = values.filter((one) => one.slug === value || isCalled(one));
    if (!chosen.length && wanted.length) chosen = values.filter(spelt((words) => wanted.every((word) => words.includes(word))));
    if (!chosen.length) progress.readings.push({ key, value });
    return joined(chosen);
  }

  async function dated([first, last]) {
    const read = reader(await load(root.dates));
    const found = [];
    for (let document = 0, from = 0; !read.isAtEnd(); ) {
      document += read.number();
      from += read.signed();
      if (from + read.number() >= first && from <= last) found.push(document);
    }
    return found;
  }

  async function answer(text) {
    await loadRoot();
    const query = parse(text);
    // All that will be asked for soon is asked for at once.
    for (const { word, phrase } of query.flat()) for (const unit of phrase ?? [word ?? ""]) if (unit && root.dictionaries.length) dictionary(dictionaryOf(unit)).catch(() => {});
    const progress = [];
    const matches = [];
    for (let index = 0; index < query.length; ) {
      const own = newProgress();
      progress.push(own);
      const name = await named(query.slice(index), own);
      if (name) matches.push(allSpellings(name, own));
      else matches.push(Promise.all(query[index].map((term) => termMatches(term, own))).then((all) => all.reduce(either)));
      index += name ? name.typed.length : 1;
    }
    const found = (await Promise.all(matches)).reduce((left, right) => (left ? both(left, right) : right), null) ?? [];
    const all = (key) => new Set(progress.flatMap((own) => [...own[key]]));
    return { query, found, readings: progress.flatMap((own) => own.readings), wanted: { forms: all("forms"), prefixes: all("prefixes"), runs: all("runs") } };
  }

  function grouped(found, byDate) {
    const rounded = (score) => Math.round(score * 1e6);
    return GROUPS.flatMap(([name, kinds]) => {
      const own = found.filter(([document]) => kinds.includes(kindOf(document)));
      if (!byDate) own.sort((one, other) => rounded(other[1]) - rounded(one[1]) || one[0] - other[0]);
      return own.length ? [{ name, documents: own.map(([document]) => document) }] : [];
    });
  }

  async function recordOf(document) {
    let place = document;
    for (const [count, directory] of root.directories) {
      if (place >= count) {
        place -= count;
        continue;
      }
      const read = reader(await load(directory));
      while (!read.isAtEnd()) {
        const documents = read.number();
        const name = read.name("r");
        if (place < documents) return readRecord(name, place);
        place -= documents;
      }
    }
    return null;
  }

  const unpacked = new Map();

  async function readRecord(name, place) {
    if (!unpacked.has(name)) unpacked.set(name, load(name).then(unpack));
    const read = reader(await unpacked.get(name));
    let record;
    for (let number = 0; number <= place; number++) {
      const [title, path, date, source, lang] = [read.text(), read.text(), read.text(), read.text(), read.text()];
      const blocks = read.list(() => ({ field: read.byte(), fragment: read.text(), text: read.text() }));
      record = { title, path, date, source, lang, blocks: blocks.map((block) => ({ ...block, field: block.field & 127, isOwn: block.field > 127 })) };
    }
    return record;
  }

  // ---- Excerpts

  function marksOf(text, wanted) {
    const marks = [];
    let place = 0;
    for (const { 0: written, index } of text.matchAll(WORD)) {
      if (isRun(written)) {
        const all = letters(written);
        const folded = all.map(fold);
        let start = index;
        for (let at = 0; at < all.length; ) {
          const lengths = [...wanted.runs].map((run) => [lengthAt(folded.slice(at), run), run]).filter(([length]) => length);
          const [length, run] = lengths.sort((one, other) => one[0] - other[0] || (isAfter(one[1], other[1]) ? 1 : -1)).at(-1) ?? [0];
          const size = all.slice(at, at + (length || 1)).join("").length;
          if (length) marks.push({ start, end: start + size, place: place + at, behind: place + at + length, what: run });
          start += size;
          at += length || 1;
        }
        place += all.length;
        continue;
      }
      const folded = fold(written);
      const what = wanted.forms.has(folded) ? folded : [...wanted.prefixes].sort().find((prefix) => folded.startsWith(prefix));
      if (what !== undefined) marks.push({ start: index, end: index + written.length, place, behind: place + 1, what });
      place++;
    }
    return marks;
  }

  function lengthAt(folded, run) {
    let rest = run;
    let length = 0;
    while (rest && length < folded.length && rest.startsWith(folded[length])) rest = rest.slice(folded[length++].length);
    return rest ? 0 : length;
  }

  function longestRow(marks) {
    let best = [0, 1];
    for (let start = 0, index = 1; index <= marks.length; index++) {
      if (index < marks.length && marks[index].place === marks[index - 1].behind) continue;
      if (index - start > best[1] - best[0]) best = [start, index];
      start = index;
    }
    return best;
  }

  function chosenBlock({ blocks }, wanted) {
    let best = null;
    for (const block of blocks) {
      const marks = marksOf(block.text, wanted);
      if (!marks.length) continue;
      const [from, to] = longestRow(marks);
      const value = new Set(marks.map(({ what }) => what)).size + to - from;
      const preference = { 0: 3, 2: 0, 4: 2 }[block.field] ?? 1;
      if (!best || value > best.value || (value === best.value && preference > best.preference)) best = { value, preference, block, marks };
    }
    return best;
  }

  // Pieces of a block around what was found: [text, whether it was looked for].
  function excerptOf({ block: { text }, marks }) {
    const found = marks[longestRow(marks)[0]].start;
    const before = letters(text.slice(0, found));
    let start = 0;
    if (before.length >= 80) {
      start = found - before.slice(-80).join("").length;
      const space = text.slice(start, found).indexOf(" ");
      if (space >= 0) start += space + 1;
    }
    let end = start + letters(text.slice(start, start + 500)).slice(0, 240).join("").length;
    if (end < text.length) {
      const space = text.slice(0, end).lastIndexOf(" ");
      if (space > found) end = space;
    }
    const pieces = start > 0 ? [["… ", false]] : [];
    let at = start;
    for (const mark of marks.filter((mark) => mark.start >= start && mark.end <= end)) {
      pieces.push([text.slice(at, mark.start), false], [text.slice(mark.start, mark.end), true]);
      at = mark.end;
    }
    pieces.push([text.slice(Math.min(at, end), end), false]);
    if (end < text.length) pieces.push([" …", false]);
    return pieces.filter(([text]) => text);
  }

  async function hitOf(document, wanted) {
    const record = await recordOf(document);
    const best = chosenBlock(record, wanted);
    const fragment = best?.block.fragment ?? "";
    return { ...record, kind: kindOf(document), path: record.path + (fragment && `#${fragment}`), isNote: [5, 6].includes(best?.block.field), excerpt: best ? excerptOf(best) : [], isOwn: best?.block.isOwn };
  }

  Object.assign(window.archiveSearch, { answer, grouped, hitOf, marksOf, valuesOf });
})();
