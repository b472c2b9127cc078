// The search page: what is typed, what is found, and what narrows it down.
(() => {
  if (!window.archiveSearch) return;
  const { KINDS, ENTITIES, root, kindOf, answer, grouped, hitOf, marksOf, valuesOf } = window.archiveSearch;
  const form = document.querySelector(".search-form");
  const $ = (name) => document.querySelector(`.search-${name}`);
  const top = document.documentElement.dataset.root;
  const MOST = 10; // results that are shown at once
  const FIRST = { articles: MOST }; // of a group at first; of others three

  // ---- The page

  const say = window.archivePhrase;
  const titleOfGroup = (name) => form.dataset[name] ?? say(`search.${name}`);

  const box = form.querySelector("input");
  const sort = form.querySelector("select");
  let latest = 0;
  let announcing = 0;

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // What is said with a reader's own words, or names, in it: they keep their direction among those of the page.
  function saying(key, values) {
    const names = Object.keys(values);
    const marks = Object.fromEntries(names.map((name, place) => [name, `\0${place}\0`]));
    return say(key, marks).split("\0").map((part, place) => (place % 2 ? values[names[part]] : part));
  }

  const apart = (words) => element("bdi", {}, words);
  const listed = (names) => names.map(apart).reduce((first, last) => element("span", {}, ...saying("comma", { first, last })));

  const marked = (pieces) => pieces.map(([text, isFound]) => (isFound ? element("mark", {}, text) : text));

  function titleOf({ title }, wanted) {
    let at = 0;
    const pieces = marksOf(title, wanted).flatMap(({ start, end }) => {
      const two = [[title.slice(at, start), false], [title.slice(start, end), true]];
      at = end;
      return two;
    });
    return marked([...pieces, [title.slice(at), false]]);
  }

  function rowOf(hit, wanted, name) {
    const lang = hit.lang ? { lang: hit.lang } : {};
    const facts = [name === "names" ? titleOfGroup(hit.kind) : "", hit.date, hit.source].filter(Boolean);
    const row = element("li", { class: "row" });
    if (facts.length) row.append(element("p", { class: "row-facts" }, ...facts.map(apart)));
    row.append(element("p", { class: "row-title", dir: "auto", ...lang }, element("a", { href: top + hit.path }, ...titleOf(hit, wanted))));
    if (!hit.excerpt.length) return row;
    const words = element("p", { class: "row-summary", dir: "auto", ...(hit.isOwn ? lang : {}) }, ...marked(hit.excerpt));
    if (hit.isNote) words.prepend(element("span", { class: "label" }, say("search.note")), " ");
    row.append(words);
    return row;
  }

  async function fill(list, documents, wanted, name) {
    const hits = await Promise.all(documents.map((document) => hitOf(document, wanted)));
    list.append(...hits.map((hit) => rowOf(hit, wanted, name)));
  }

  async function sectionOf({ name, documents }, wanted) {
    const list = element("ol", { class: "rows" });
    const heading = element("h2", { id: `_${name}` }, titleOfGroup(name), " ", element("span", { class: "count" }, String(documents.length)));
    const section = element("section", { class: "part", "aria-labelledby": heading.id }, heading, list);
    let shown = Math.min(documents.length, FIRST[name] ?? 3);
    await fill(list, documents.slice(0, shown), wanted, name);
    if (shown < documents.length) {
      const more = element("button", { type: "button" });
      const left = () => Math.min(documents.length - shown, MOST);
      more.textContent = say("search.more", { n: left() });
      more.addEventListener("click", async () => {
        const before = list.children.length;
        await fill(list, documents.slice(shown, shown + left()), wanted, name);
        shown += left();
        if (shown < documents.length) more.textContent = say("search.more", { n: left() });
        else more.remove();
        list.children[before].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  }

  function readingOf({ typed, also, searched, key, value }) {
    if (key) return element("p", {}, ...saying("search.no_value", { name: apart(value) }));
    const words = apart(typed);
    if (also) {
      const exact = searchLink(`"${typed}"`, saying("search.exact", { words }));
      return element("p", {}, ...saying("search.also", { names: listed(also) }), " · ", exact);
    }
    if (!searched) return element("p", {}, ...saying("search.unknown", { words }));
    return element("p", {}, ...saying("search.corrected", { words, searched: element("strong", {}, apart(searched)) }));
  }

  function searchLink(query, words) {
    const link = element("a", { href: `?q=${encodeURIComponent(query)}` }, ...words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      box.value = query;
      box.focus();
      search(true);
    });
    return link;
  }

  // ---- What narrows results down

  const quotedIf = (value) => (/^[^\s"“”„«»:]+$/.test(value) ? value : `"${value.replace(/["“”„«»]/g, " ")}"`);

  function facetsOf(found) {
    const documents = new Set(found.map(([document]) => document));
    const counted = {
      kind: async () => KINDS.map((kind) => ({ label: titleOfGroup(kind), value: kind, count: found.filter(([document]) => kindOf(document) === kind).length })),
      date: async () => {
        const years = new Map();
        let end = 0;
        for (const [year, count] of root.years) {
          const start = end;
          end += count;
          const own = found.filter(([document]) => document >= start && document < end).length;
          if (year > 999) years.set(year, (years.get(year) ?? 0) + own);
        }
        return [...years].map(([year, count]) => ({ label: String(year), value: String(year), count }));
      },
    };
    const byValues = (key) => async () => (await valuesOf(key)).map(({ spellings, documents: own }) => ({ label: spellings[0], value: spellings[0], count: own.filter((document) => documents.has(document)).length }));
    $("facets").replaceChildren(...["kind", ...ENTITIES, "lang", "date"].map((key) => {
      const list = element("ul", {});
      const facet = element("details", {}, element("summary", {}, titleOfGroup(key)), list);
      facet.addEventListener("toggle", async () => {
        if (list.children.length) return;
        const all = (await (counted[key] ?? byValues(key))()).filter(({ count }) => count > 0);
        if (key !== "date") all.sort((one, other) => other.count - one.count);
        list.replaceChildren(...all.slice(0, 30).map(({ label, value, count }) => {
          const choose = element("button", { type: "button" }, apart(label), " ", element("span", { class: "count" }, String(count)));
          choose.addEventListener("click", () => {
            box.value = `${box.value.trim()} ${key}:${quotedIf(value)}`.trim();
            box.focus();
            search(true);
          });
          return element("li", {}, choose);
        }));
      });
      return facet;
    }));
  }

  // ---- From what is typed to what is shown

  function announce(words) {
    clearTimeout(announcing);
    announcing = setTimeout(() => { $("count").textContent = words; }, 300);
  }

  function remember(isStep) {
    const address = new URL(location.href);
    const text = box.value.trim();
    for (const [key, value] of [["q", text], ["sort", sort.value === "date" ? "date" : ""]]) {
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    }
    if (address.href === location.href) return;
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", address);
    } catch { /* a page on a disk may not change its address in every browser */ }
  }

  async function search(isStep = false) {
    const number = ++latest;
    remember(isStep);
    const text = box.value.trim();
    document.body.classList.toggle("is-searching", text !== "");
    if (!text) {
      for (const name of ["readings", "results", "facets"]) $(name).replaceChildren();
      delete form.dataset.shown;
      return announce("");
    }
    try {
      const { found, readings, wanted } = await answer(text);
      const sections = await Promise.all(grouped(found, sort.value === "date").map((group) => sectionOf(group, wanted)));
      if (number !== latest) return;
      $("readings").replaceChildren(...readings.map(readingOf));
      $("results").replaceChildren(...sections);
      if (found.length) facetsOf(found);
      else $("facets").replaceChildren();
      form.dataset.shown = text;
      announce(found.length ? say("search.found", { n: found.length }) : say("search.nothing"));
    } catch {
      if (number !== latest) return;
      document.body.classList.remove("is-searching");
      announce(say("search.failed"));
    }
  }

  function fromAddress() {
    const { searchParams } = new URL(location.href);
    box.value = searchParams.get("q") ?? "";
    sort.value = searchParams.get("sort") === "date" ? "date" : "relevance";
    search();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(true);
  });
  box.addEventListener("input", () => search());
  sort.addEventListener("change", () => search(true));
  addEventListener("popstate", fromAddress);
  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [box, ...$("results").querySelectorAll(".row-title a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  form.hidden = false;
  $("help")?.removeAttribute("hidden");
  fromAddress();
})();
