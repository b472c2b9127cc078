// Live reload and the problem panel of the preview server. Never part of a built site.
(() => {
  "use strict";

  const script = document.currentScript;
  const address = new URL("events", script.src);
  address.searchParams.set("version", script.dataset.version || "");
  const SCROLL = "archive-live-scroll";
  const DISMISSED = "archive-live-dismissed";

  // Storage may be refused (private windows): live reload then works without a memory.
  const remember = (key, value) => {
    try { sessionStorage.setItem(key, value); } catch { return; }
  };
  const recall = (key) => {
    try { return sessionStorage.getItem(key); } catch { return null; }
  };

  // ---- reload, keeping the scroll position ----

  const reload = () => {
    remember(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };

  const restoreScroll = () => {
    const saved = recall(SCROLL);
    if (!saved) return;
    remember(SCROLL, "");
    const [path, left, top] = JSON.parse(saved);
    if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
  };
  if (document.readyState === "complete") restoreScroll();
  else addEventListener("load", restoreScroll, { once: true });

  // ---- the stream of events ----

  // Browsers keep few connections to one host: a page that is not seen holds none, and
  // learns what it missed from the version it asks with when it is seen again.
  let stream = null;
  let retry = 0;

  const close = () => {
    clearTimeout(retry);
    if (stream) stream.close();
    stream = null;
  };

  const open = () => {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource(address);
    stream.addEventListener("reload", reload);
    stream.addEventListener("problems", (event) => show(event.data));
    stream.addEventListener("error", () => {
      // A lost connection is tried again by the browser; a refused one is not.
      if (!stream || stream.readyState !== EventSource.CLOSED) return;
      close();
      retry = setTimeout(open, 3000);
    });
  };

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);

  // ---- the problem panel ----

  const STYLE = `
    :host { all: initial; }
    @media print { :host { display: none; } }
    .panel {
      --back: #fffdf8; --ink: #1c1a17; --quiet: #5a544c; --line: #b9b0a2; --code: #f1ece2;
      --error: #a3161b; --warning: #7a4b00;
      color-scheme: light dark; position: fixed; inset: auto 0 0 0; z-index: 2147483647;
      box-sizing: border-box; max-block-size: 60vh; display: flex; flex-direction: column;
      color: var(--ink); background: var(--back); border-block-start: 4px solid var(--warning);
      box-shadow: 0 -2px 16px rgb(0 0 0 / 25%);
      font: 15px/1.45 system-ui, sans-serif; text-align: start; direction: ltr;
    }
    .panel.broken { border-block-start-color: var(--error); }
    @media (prefers-color-scheme: dark) {
      .panel {
        --back: #1d1b19; --ink: #f2ede4; --quiet: #b5ada1; --line: #5c554c; --code: #2b2825;
        --error: #ff9a94; --warning: #f0b95c;
      }
    }
    .bar { display: flex; align-items: center; gap: 1em; padding: .5em 1em; }
    h2 { flex: 1; margin: 0; font-size: 1em; font-weight: 600; }
    button {
      min-inline-size: 44px; min-block-size: 36px; padding: .25em .75em; font: inherit;
      color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 4px;
      cursor: pointer;
    }
    :focus-visible { outline: 3px solid currentColor; outline-offset: -3px; }
    ol { margin: 0; padding: 0 1em 1em; overflow: auto; list-style: none; }
    li { padding-block: .6em; border-block-start: 1px solid var(--line); overflow-wrap: anywhere; }
    p { margin: 0; }
    .severity { font-weight: 700; color: var(--warning); }
    .error .severity { color: var(--error); }
    .place, .code { color: var(--quiet); font-size: .9em; }
    .place, pre { font-family: ui-monospace, monospace; }
    pre {
      margin: .35em 0; padding: .35em .6em; background: var(--code); border-radius: 3px;
      white-space: pre-wrap; font-size: .9em;
    }
  `;

  let panel = null;
  let shown = "[]";

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const place = (problem) =>
    [problem.file, problem.line, problem.column].filter((part) => part !== null).join(":");

  const item = (problem) => {
    const entry = element("li", problem.severity);
    const headline = element("p");
    headline.append(element("span", "severity", problem.severity), ": " + problem.message + " ");
    if (problem.code) headline.append(element("span", "code", "[" + problem.code + "]"));
    entry.append(headline);
    if (problem.file !== null) entry.append(element("p", "place", place(problem)));
    if (problem.source_line !== null) entry.append(element("pre", "", problem.source_line));
    if (problem.help !== null) entry.append(element("p", "help", "help: " + problem.help));
    return entry;
  };

  const counted = (count, word) => count + " " + word + (count === 1 ? "" : "s");

  const title = (problems) => {
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const warnings = problems.length - errors;
    return [errors && counted(errors, "error"), warnings && counted(warnings, "warning")]
      .filter(Boolean).join(", ");
  };

  const onKey = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) dismiss();
  };

  const hide = () => {
    if (!panel) return;
    removeEventListener("keydown", onKey);
    panel.host.remove();
    panel = null;
  };

  const dismiss = () => {
    remember(DISMISSED, shown);
    hide();
  };

  // The panel has its own shadow tree and style sheet, so that no theme reaches into it,
  // and hangs beside the body, so that no layout of the body moves it.
  const build = () => {
    const host = document.createElement("archive-problems");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const box = element("section", "panel");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "title");
    box.lang = "en";
    const heading = element("h2");
    heading.id = "title";
    heading.setAttribute("aria-live", "polite");
    const button = element("button", "", "Close");
    button.type = "button";
    button.setAttribute("aria-label", "Close the list of problems");
    button.addEventListener("click", dismiss);
    const bar = element("div");
    bar.className = "bar";
    bar.append(heading, button);
    const list = element("ol");
    list.tabIndex = 0;
    list.setAttribute("aria-label", "Problems");
    box.append(bar, list);
    root.append(box);
    document.documentElement.append(host);
    addEventListener("keydown", onKey);
    return { host, box, heading, list };
  };

  const show = (text) => {
    const problems = JSON.parse(text);
    shown = text;
    if (problems.length === 0) {
      remember(DISMISSED, "");
      return hide();
    }
    if (recall(DISMISSED) === text) return hide();
    panel = panel || build();
    panel.box.classList.toggle("broken", problems.some((problem) => problem.severity === "error"));
    panel.list.replaceChildren(...problems.map(item));
    panel.heading.textContent = title(problems);
  };

  open();
})();
