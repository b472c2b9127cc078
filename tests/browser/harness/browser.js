// The one browser of all tests. Its profile is new and gone afterwards.
import { chromium } from "playwright-core";

const SWITCHES = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// How long to wait for anything on a page: reached only by what never comes.
export const PATIENCE = 30_000;

export function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: SWITCHES });
}

// A page in a context of its own, for which nothing is remembered from other tests.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  return context.newPage();
}

// Notes what a page must not do from now on: ask for what is not below `base`, fail to load
// something, or complain on its console. `taken()` returns the notes and forgets them.
export function watch(page, base) {
  let notes = [];
  const note = (text) => notes.push(text);
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) note(`asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What a page still waited for when it was left is no failure.
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") note(`cannot load ${request.url()}: ${errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) note(`${response.status()} for ${response.url()}`);
  });
  page.on("pageerror", (error) => note(`script error: ${error.message}`));
  page.on("console", (message) => {
    const isBad = ["error", "warning"].includes(message.type());
    if (isBad && !isBrowsersOwn(message, page)) note(`console: ${message.text()} ${message.location().url}`);
  });
  return {
    taken() {
      const taken = notes;
      notes = [];
      return taken;
    },
  };
}

// The browser logs the status of a page that is not found like an error of the page, and that of
// the icon that it asks the top of every host for, once, at a moment of its own.
function isBrowsersOwn(message, page) {
  const { url } = message.location();
  return message.text().includes("404") && (url === page.url() || new URL(url).pathname === "/favicon.ico");
}
