// Light or dark: as the system has it, or as the reader has chosen. Runs before the page is drawn, so
// that none is seen in the wrong colours. Without this script the system decides.
(() => {
  const KEY = "archive-scheme";
  const SCHEMES = ["system", "light", "dark"];
  const root = document.documentElement;

  // Where the browser keeps nothing, the choice holds for the page.
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(scheme) {
    try {
      if (scheme === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, scheme);
    } catch { /* it holds for the page */ }
  }

  const control = () => document.querySelector(".appearance select");

  function show(scheme) {
    root.dataset.scheme = SCHEMES.includes(scheme) ? scheme : "system";
    if (control()) control().value = root.dataset.scheme;
  }

  show(remembered());
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".appearance")?.removeAttribute("hidden");
    show(root.dataset.scheme);
  });
  document.addEventListener("change", ({ target }) => {
    if (target !== control()) return;
    remember(target.value);
    show(target.value);
  });
  // Chosen in another window, or before the reader came back to a page that the browser had kept.
  addEventListener("storage", ({ key, newValue }) => { if (key === KEY || key === null) show(newValue); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(remembered() ?? root.dataset.scheme); });
})();
