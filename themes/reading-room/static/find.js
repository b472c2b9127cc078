// The box that leads to the search page: `/` goes to it, and what the page needs is fetched as soon as it
// has the focus.
(() => {
  const box = document.querySelector(".find input, .search-form input");
  if (!box) return;
  const isTyped = (target) => target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.addEventListener("focus", () => {
    const { root } = document.documentElement.dataset;
    if (!location.protocol.startsWith("http") || box.closest(".search-form")) return;
    for (const file of ["theme/search-files.js", "theme/search-engine.js", "theme/search.js", "search/root.bin"]) document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: root + file }));
  }, { once: true });
})();
