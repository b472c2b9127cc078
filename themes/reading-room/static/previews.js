// What a link within the archive leads to, in a card beside it: when the pointer rests on it, or the
// keyboard comes to it. The words lie in scripts, each for a part of the pages, loaded when wanted.
(() => {
  const { previews, previewShards, root: top } = document.documentElement.dataset;
  const main = document.querySelector("main");
  if (previews === undefined || !(previewShards > 0) || !main) return;

  const LINKS = 'a.mention, a.internal, a[class^="to-"]';
  const REST = 400; // ms before a card is shown
  const WAY = 250; // ms to come from the link to it
  const home = new URL(top || "./", location.href).href;
  const known = new Map(); // path → [kind, title, date, source, summary]
  const shards = new Map(); // number → promise
  const card = Object.assign(document.createElement("div"), { id: "_preview", className: "preview", role: "tooltip", hidden: true });
  main.append(card);
  let link = null; // that the card is for
  let timer = 0;

  document.addEventListener("previews", ({ detail }) => {
    for (const [path, facts] of Object.entries(detail)) known.set(path, facts);
  });

  // The way from the top of the site; null for what is not in it, and for the page itself.
  function pathOf(address) {
    const plain = (href) => href.replace(/[?#].*/, "").replace(/(^|\/)index\.html$/, "$1");
    const href = plain(address);
    if (!href.startsWith(home) || href === plain(location.href)) return null;
    return decodeURIComponent(href.slice(home.length));
  }

  // FNV-1a, 32 bits, of the path in UTF-8.
  function shardOf(path) {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(path)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash % previewShards;
  }

  function load(shard) {
    if (!shards.has(shard)) {
      shards.set(shard, new Promise((done) => {
        const src = `${previews}${shard.toString(16).padStart(2, "0")}.js`;
        document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: done }));
      }));
    }
    return shards.get(shard);
  }

  async function show(wanted) {
    const path = pathOf(wanted.href);
    if (path === null) return;
    if (!known.has(path)) await load(shardOf(path));
    const facts = known.get(path);
    if (!facts || link !== wanted) return;
    const [kind, title, date, source, summary] = facts;
    card.replaceChildren(line("label", kind), line("preview-title", title), line("preview-facts", date, source), line("preview-summary", summary));
    card.hidden = false;
    place();
    wanted.setAttribute("aria-describedby", card.id);
  }

  // Each word keeps its direction.
  function line(className, ...words) {
    const element = Object.assign(document.createElement("p"), { className });
    for (const word of words.filter(Boolean)) {
      const part = Object.assign(document.createElement("bdi"), { textContent: word });
      element.append(...(element.firstChild ? [" · ", part] : [part]));
    }
    return element;
  }

  // Under the first line of the link, or above it if there is more room.
  function place() {
    const [at] = link.getClientRects();
    const { clientWidth, clientHeight } = document.documentElement;
    const { offsetWidth, offsetHeight } = card;
    const isAbove = at.bottom + offsetHeight > clientHeight && at.top > clientHeight - at.bottom;
    const start = getComputedStyle(main).direction === "rtl" ? at.right - offsetWidth : at.left;
    const left = Math.max(8, Math.min(start, clientWidth - offsetWidth - 8));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(isAbove ? at.top - offsetHeight : at.bottom) + scrollY}px`;
  }

  // Until the reader comes back to the link.
  function dismiss() {
    clearTimeout(timer);
    card.hidden = true;
    link?.removeAttribute("aria-describedby");
  }

  function forget() {
    dismiss();
    link = null;
  }

  function want(wanted) {
    if (wanted === link) return card.hidden || clearTimeout(timer);
    forget();
    link = wanted;
    timer = setTimeout(() => show(wanted), REST);
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(forget, card.hidden ? 0 : WAY);
  }

  const linkAt = ({ target }) => target.closest?.(LINKS);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) clearTimeout(timer);
    else if (linkAt(event)) want(linkAt(event));
    else if (link && !link.matches(":focus-visible")) leave();
  });
  document.documentElement.addEventListener("pointerleave", leave);
  document.addEventListener("pointerdown", ({ target }) => card.contains(target) || dismiss());
  document.addEventListener("focusin", (event) => linkAt(event)?.matches(":focus-visible") && want(linkAt(event)));
  document.addEventListener("focusout", (event) => link && linkAt(event) === link && leave());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss());
})();
