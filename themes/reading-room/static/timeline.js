// The filters of a timeline, and arrow keys in its overview. Without this script the style sheet alone
// lets roles be chosen, and each link of the overview is a stop of its own.
(() => {
  for (const overview of document.querySelectorAll("svg.overview")) {
    rove(overview);
    pan(overview);
    overview.querySelectorAll("[data-days]").forEach(gather);
  }
  const section = document.querySelector(".filters");
  const source = section?.querySelector(".timeline-facets");
  if (!source) return;

  const data = JSON.parse(source.textContent);
  const ROLES = ["happened", "said", "published", "updated", "captured"]; // as the data number them
  const KEYS = ["person", "organization", "place", "topic", "source"]; // known even where a page has none
  const MANY = 100; // values that are listed without being looked for
  const FEW = 8; // values that are seen at a glance
  const say = window.archivePhrase;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function make(name, className, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  const button = (text, onclick) => make("button", "", { type: "button", onclick }, text);

  // ---- What there is ----

  const facets = data.facets.map(({ key, title, values }) => facetOf(key, title, values));
  const values = facets.flatMap((facet) => facet.values); // as the entries number them
  for (const key of KEYS) if (!facets.some((facet) => facet.key === key)) facets.push(facetOf(key, key, []));
  const boxes = [...section.querySelectorAll("input[name=role]")];
  const roles = facetOf("role", "", boxes.map((box) => [box.value, box.parentElement.querySelector(".role").textContent]));
  roles.usual = new Set(boxes.filter((box) => box.defaultChecked).map((box) => box.value));
  roles.values.forEach((value, at) => { value.row = { box: boxes[at], number: boxes[at].parentElement.querySelector(".number") }; });
  const filters = boxes.length ? [roles, ...facets] : facets;
  const span = { from: null, to: null }; // years
  const pages = document.querySelector(".timeline-pages"); // instead of entries, where they are too many
  const groups = new Map(); // years, months, pages: how much of each is shown
  let items = pages ? [] : Array.from(document.querySelectorAll(".timeline .entry"), itemOf);

  // Something to choose by: what is chosen, and what is when nobody has chosen.
  function facetOf(key, title, list) {
    const facet = { key, title, chosen: new Set(), usual: new Set() };
    facet.values = list.map(([slug, title]) => ({ facet, slug, title, count: 0 }));
    return facet;
  }

  function newItem(role, [from, to], list, parts, element) {
    const of = parts.filter(Boolean).map((part) => {
      if (!groups.has(part)) groups.set(part, { all: 0, shown: 0, number: part.querySelector(":is(h2, :scope) > .count .number") });
      return groups.get(part);
    });
    for (const group of of) group.all++;
    const role_ = roles.values.find(({ slug }) => slug === role);
    return { from, to, values: [role_, ...list].filter(Boolean), groups: of, element, failed: [] };
  }

  function itemOf(element) {
    const { days = "- -", f } = element.dataset;
    const role = ROLES.find((role) => element.classList.contains(role));
    const parts = [".month", ".year", ".undated"].map((part) => element.closest(part));
    return newItem(role, days.split(" ").map((day) => (day === "-" ? null : Number(day))), f ? f.split(" ").map((at) => values[at]) : [], parts, element);
  }

  // The entries of a large archive lie in a script, which is loaded when a filter is used.
  let loading = false;
  function load() {
    if (loading || !pages || !data.pages) return;
    loading = true;
    document.addEventListener("timeline-pages", ({ detail }) => {
      const known = new Map(values.map((value) => [`${value.facet.key} ${value.slug}`, value]));
      const all = detail.values.map(([key, slug]) => known.get(`${key} ${slug}`));
      items = detail.pages.flatMap((entries, at) => {
        const page = pages.querySelector(`[data-page="${at}"]`);
        return entries.map(([role, from, to, list]) => newItem(ROLES[role], [from, to], list.map((at) => all[at]), [page]));
      });
      update();
    }, { once: true });
    const onerror = () => { status.textContent = say("not_loaded"); };
    document.head.append(make("script", "", { src: data.pages, onerror }));
  }

  // ---- The address ----

  const isUsual = ({ chosen, usual }) => chosen.size === usual.size && [...chosen].every((slug) => usual.has(slug));
  const isOpen = () => span.from === null && span.to === null;
  const isFiltered = () => !isOpen() || !filters.every(isUsual);

  function read() {
    const query = new URLSearchParams(location.search);
    for (const filter of filters) {
      const { key, usual } = filter;
      filter.chosen = new Set(query.has(key) ? query.getAll(key).join().split(",").filter(Boolean) : usual);
    }
    for (const end in span) span[end] = /^-?\d{1,5}$/.test(query.get(end)) ? Number(query.get(end)) : null;
  }

  // What others have put into the query is kept.
  function query() {
    const own = filters.map((filter) => [filter.key, isUsual(filter) ? null : [...filter.chosen].sort().map(encodeURIComponent).join()]);
    own.push(...Object.entries(span));
    const isOwn = (part) => own.some(([key]) => key === part.split("=")[0]);
    const parts = location.search.slice(1).split("&").filter((part) => part && !isOwn(part));
    parts.push(...own.filter(([, value]) => value !== null).map((entry) => entry.join("=")));
    return parts.length ? `?${parts.join("&")}` : "";
  }

  const address = () => location.href.replace(/[?#].*/, "") + query() + location.hash;

  function change() {
    try {
      history.replaceState(history.state, "", address());
    } catch { /* some browsers allow no other query on a disk: the copied address has it all the same */ }
    update();
  }

  // ---- What is shown ----

  const firstDay = (year) => new Date(0).setUTCFullYear(year, 0, 1) / 864e5; // since 1970
  const isUndated = ({ from, to }) => from === null && to === null;

  function isWithin(item) {
    if (isOpen()) return true;
    const isEarlier = span.from !== null && (item.to ?? Infinity) < firstDay(span.from);
    const isLater = span.to !== null && (item.from ?? item.to ?? -Infinity) >= firstDay(span.to + 1);
    return !isUndated(item) && !isEarlier && !isLater;
  }

  // The filters that an entry does not pass.
  function failing(item) {
    const has = ({ facet, slug }, filter) => facet === filter && filter.chosen.has(slug);
    const used = filters.filter(({ chosen, usual }) => chosen.size || usual.size);
    const failed = used.filter((filter) => !item.values.some((value) => has(value, filter)));
    return isWithin(item) ? failed : [...failed, span];
  }

  // Beside each value stands how many would be shown if it were chosen as well: those that pass all
  // filters, or all but the one that it belongs to.
  function update() {
    let [shown, undated] = [0, 0];
    for (const value of filters.flatMap((filter) => filter.values)) value.count = 0;
    for (const group of groups.values()) group.shown = 0;
    for (const item of items) {
      item.failed = failing(item);
      const [only, another] = item.failed;
      if (!only) {
        shown++;
        for (const group of item.groups) group.shown++;
      }
      if (another) continue;
      if (only === span && isUndated(item)) undated++;
      for (const value of item.values) if (!only || only === value.facet) value.count++;
    }
    if (isFiltered()) load();
    if (items.length) showList(shown);
    facets.forEach(showFacet);
    for (const value of roles.values) showRow(value);
    for (const end in span) years[end].value = span[end] ?? "";
    showState(shown, undated);
  }

  function showList(shown) {
    for (const { element, failed } of items) if (element) element.hidden = failed.length > 0;
    for (const [part, { all, shown, number }] of groups) {
      if (number) number.textContent = shown === all ? say("number", { n: all }) : say("some_of", { n: shown, all });
      if (pages) part.classList.toggle("is-empty", !shown);
      else part.hidden = !shown;
    }
    for (const jump of document.querySelectorAll(".jumps a[href^='#']")) {
      const part = document.getElementById(jump.hash.slice(1))?.closest(".month, .year, .undated");
      jump.parentElement.hidden = part?.hidden ?? false;
    }
    none.hidden = shown > 0;
  }

  function showState(shown, undated) {
    const words = [say("shown", { n: shown, all: items.length })];
    if (undated) words.push(say("undated_left_out", { n: undated }));
    status.textContent = items.length ? words.join(" · ") : loading ? say("searching") : "";
    section.classList.toggle("is-filtered", isFiltered());
    chips.replaceChildren(...filters.flatMap(chipsOf), ...Object.keys(span).filter((end) => span[end] !== null).map(yearChip));
    chips.hidden = clear.hidden = !chips.firstChild;
    field.hidden = true;
    for (const [link, href] of carrying) link.setAttribute("href", href.replace(/(?=#)|$/, query()));
    hidden.hidden = !followed();
  }

  // ---- Values to choose ----

  function addFacet(facet) {
    const { title } = facet;
    const find = make("input", "", { type: "search", placeholder: say("find"), ariaLabel: say("find_in", { title }), hidden: facet.values.length <= FEW, oninput: () => showFacet(facet) });
    const rows = make("div", "facet-values", { role: "group", ariaLabel: title });
    const more = make("p", "facet-more");
    const number = make("span", "facet-chosen");
    const panel = make("details", "facet", { ontoggle: () => showFacet(facet) }, make("summary", "", {}, title, " ", number), find, rows, more);
    facet.panel = { panel, find, rows, more, number };
    return panel;
  }

  // Only what is open has rows. Their order depends on the other facets alone: nothing moves under
  // the finger that chooses.
  function showFacet(facet) {
    if (!facet.panel) return;
    const { panel, find, rows, more, number } = facet.panel;
    number.textContent = facet.chosen.size ? say("chosen", { n: facet.chosen.size }) : "";
    if (!panel.open) return;
    const found = facet.values.filter(({ title }) => plain(title).includes(plain(find.value.trim())));
    found.sort((a, b) => b.count - a.count); // else by name, as they come
    const listed = found.filter(({ slug }, at) => at < MANY || facet.chosen.has(slug));
    const labels = listed.map(showRow);
    if (labels.length !== rows.childElementCount || labels.some((label, at) => label !== rows.children[at])) rows.replaceChildren(...labels);
    more.textContent = found.length > listed.length ? say("more", { n: found.length - listed.length }) : "";
  }

  function showRow(value) {
    value.row ??= newRow(value);
    const { box, number } = value.row;
    box.checked = value.facet.chosen.has(value.slug);
    if (items.length) number.textContent = say("number", { n: value.count });
    box.parentElement.classList.toggle("is-empty", items.length > 0 && !value.count);
    return box.parentElement;
  }

  function newRow({ facet, slug, title }) {
    const box = make("input", "", { type: "checkbox", name: facet.key, value: slug });
    const number = make("span", "number");
    make("label", "", {}, box, make("span", "value", { dir: "auto" }, title), number);
    return { box, number };
  }

  // ---- What is chosen ----

  const toggle = ({ chosen }, slug) => chosen.delete(slug) || chosen.add(slug);

  function chipsOf(filter) {
    const { chosen, usual, values, title } = filter;
    return [...new Set([...usual, ...chosen])].filter((slug) => chosen.has(slug) !== usual.has(slug)).map((slug) => {
      const name = values.find((value) => value.slug === slug)?.title ?? say("not_here", { name: slug });
      return chip(say(title ? "only" : chosen.has(slug) ? "with" : "without", { title, name }), () => toggle(filter, slug));
    });
  }

  const yearChip = (end) => chip(say(`${end}_year`, { year: String(span[end]) }), () => { span[end] = null; });

  // Its button is gone when it is pressed: the next one takes the focus.
  function chip(text, remove) {
    const cross = button("×", () => {
      const at = [...chips.children].indexOf(item);
      remove();
      change();
      (chips.children[at] ?? chips.lastElementChild ?? section).querySelector("button, summary").focus();
    });
    cross.ariaLabel = say("remove", { filter: text });
    const item = make("li", "", {}, make("span", "", { dir: "auto" }, text), cross);
    return item;
  }

  function free(filter) {
    if (filter === span) span.from = span.to = null;
    else filter.chosen = new Set(filter.usual);
  }

  function clearAll() {
    [span, ...filters].forEach(free);
    change();
    section.querySelector("summary").focus();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address());
      status.textContent = say("copied");
    } catch { // not every host is allowed to
      Object.assign(field, { value: address(), hidden: false });
      field.select();
    }
  }

  // ---- An entry that the address names and the filters hide ----

  const followed = () => items.find(({ element, failed }) => failed.length && element?.matches(":target"));

  function showFollowed() {
    const { element, failed, values } = followed();
    for (const filter of failed) filter === roles ? roles.chosen.add(values[0].slug) : free(filter);
    change();
    element.scrollIntoView();
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // ---- On the page ----

  const yearOf = (end) => make("input", "", { type: "number", name: end, placeholder: data[end] ?? "" });
  const years = { from: yearOf("from"), to: yearOf("to") };
  const status = make("p", "filters-status", { role: "status" });
  const chips = make("ul", "chips", { ariaLabel: say("in_use") });
  const clear = button(say("clear"), clearAll);
  const field = make("input", "filters-address", { readOnly: true, ariaLabel: say("address") });
  const hidden = make("p", "filters-hidden", { role: "alert" }, say("hidden"), " ", button(say("show_it"), showFollowed));
  const none = make("p", "filters-none", { hidden: true }, say("none"), " ", button(say("clear"), clearAll));
  const carrying = new Map(Array.from(document.querySelectorAll("[data-keep-query], .timeline-pages a, .overview-link:not([href^='#'])"), (link) => [link, link.getAttribute("href")]));

  const spanSet = make("fieldset", "years", {}, make("legend", "", {}, say("years")), make("label", "", {}, say("from"), " ", years.from), make("label", "", {}, say("to"), " ", years.to));
  const panels = facets.filter(({ values }) => values.length).map(addFacet);
  const all = make("details", "facets", { ontoggle: load }, make("summary", "", {}, say("filters")), make("div", "facet-list", {}, spanSet, ...panels));
  section.append(all, make("div", "filters-state", {}, status, chips, make("p", "", {}, clear, " ", button(say("copy"), copy)), field, hidden));
  document.getElementById("_list")?.before(none);

  section.addEventListener("change", ({ target }) => {
    const filter = filters.find(({ key }) => key === target.name);
    if (filter) toggle(filter, target.value);
    else if (target.name in span) span[target.name] = Math.abs(target.valueAsNumber) < 1e5 ? Math.trunc(target.valueAsNumber) : null;
    else return;
    change();
  });
  addEventListener("popstate", () => { read(); update(); });
  for (const moment of ["hashchange", "load"]) addEventListener(moment, () => {
    hidden.hidden = !followed();
    if (!hidden.hidden) hidden.scrollIntoView({ block: "nearest" });
  });
  read();
  update();

  // ---- The overview: one stop for Tab, arrows along a lane and from lane to lane ----

  function rove(overview) {
    const lanes = new Map(); // by role, each in order of time
    for (const link of overview.querySelectorAll(".overview-link")) {
      const role = /#_*e-([a-z]+)-/.exec(link.getAttribute("href"))?.[1];
      lanes.set(role, [...(lanes.get(role) ?? []), link]);
    }
    const rows = [...lanes.values()];
    let stop;
    const stopAt = (link) => {
      stop?.setAttribute("tabindex", -1);
      stop = link;
      stop?.setAttribute("tabindex", 0);
    };
    rows.flat().reverse().forEach(stopAt);
    const middle = (link) => link.getBoundingClientRect().left + link.getBoundingClientRect().width / 2;

    function next(key) {
      const at = rows.findIndex((row) => row.includes(stop));
      const row = rows[at];
      const nearest = (other = []) => [...other].sort((a, b) => Math.abs(middle(a) - middle(stop)) - Math.abs(middle(b) - middle(stop)))[0];
      if (key === "Home") return row[0];
      if (key === "End") return row.at(-1);
      if (key === "ArrowUp" || key === "ArrowDown") return nearest(rows[key === "ArrowUp" ? at - 1 : at + 1]);
      return row[row.indexOf(stop) + (key === "ArrowLeft" ? -1 : 1)];
    }

    const linkAt = ({ target }) => target.closest(".overview-link");
    const { parentElement } = overview; // listening itself, the drawing would be a stop of its own
    parentElement.addEventListener("focusin", (event) => stopAt(linkAt(event) ?? stop));
    parentElement.addEventListener("keydown", (event) => {
      if (!linkAt(event) || !/^(Arrow|Home|End)/.test(event.key)) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault(); // at a lane's end, too: the page does not scroll there and only there
      next(event.key)?.focus();
    });
  }

  // ---- The overview where it is wider than the screen: its latest part, and the names of its lanes ----

  function pan(overview) {
    const figure = overview.parentElement;
    const names = Object.assign(document.createElement("div"), { className: "overview-names", dir: "ltr", ariaHidden: "true" });
    const lanes = Array.from(overview.querySelectorAll(".overview-name"), (name) => {
      const copy = Object.assign(document.createElement("span"), { textContent: name.textContent });
      names.append(copy);
      return [name, copy];
    });
    overview.before(names);
    figure.scrollLeft = figure.scrollWidth;
    new ResizeObserver(() => {
      const head = names.getBoundingClientRect().top;
      names.hidden = figure.scrollWidth <= figure.clientWidth;
      for (const [name, copy] of lanes) copy.style.setProperty("--at", `${name.getBoundingClientRect().top - head}px`);
    }).observe(figure);
  }

  // ---- Several as one: its entries are marked where the list is here, else chosen by the filters ----

  function gather(link) {
    const [from, to] = link.dataset.days.split(" ").map(Number);
    const [address, role] = /#_*e-([a-z]+)-.*$/.exec(link.getAttribute("href")) ?? [];
    if (!role) return;
    if (link.getAttribute("href") !== address) {
      const year = (day) => new Date(day * 864e5).getUTCFullYear();
      const isHome = document.body.classList.contains("is-home");
      if (isHome) link.setAttribute("href", link.getAttribute("href").replace("#", `?role=${role}&from=${year(from)}&to=${year(to)}#`));
      return;
    }
    link.addEventListener("click", () => {
      document.querySelectorAll(".entry.is-gathered").forEach((entry) => entry.classList.remove("is-gathered"));
      const entries = document.querySelectorAll(".timeline:not(.brief) .entry"); // numbered as the marks are
      for (const number of (link.dataset.marks ?? "").split(" ").filter(Boolean)) entries[number]?.classList.add("is-gathered");
    });
  }
})();
