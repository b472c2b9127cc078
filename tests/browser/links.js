// Every link of every page leads somewhere, wherever the site lies.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNone } from "./harness/none.js";

export function testLinks(name, site, pages) {
  describe(`links of the site ${name}`, () => {
    test("every link resolves, with its fragment", async () => {
      assertNone(await brokenLinks(site, pages));
    });

    test("every page is reached from the home page", () => {
      const reached = reachedFrom(site, pages, "index.html");
      const lonely = [...pages.values()].filter((page) => !reached.has(page.file) && !standsAlone(page));
      assertNone(lonely.map((page) => page.file));
      assert.ok(reached.size > 1, "the home page links to nothing");
    });

    test("links are relative, so that the site can move", () => {
      const fixed = [...pages.values()].filter((page) => page.kind !== "missing").flatMap((page) =>
        page.links.filter((link) => isFixed(site, page, link)).map((link) => `${page.file}: ${link.value}`));
      assertNone(fixed);
    });

    test("ids are unique, and what refers to one finds it", () => {
      assertNone([...pages.values()].flatMap(wrongIds));
    });

    test("style sheets load nothing that is not there", async () => {
      assertNone(await brokenSheets(site));
    });
  });
}

// Feeds and the sitemap hold full addresses: they are made where it is known where the site will be.
export function testFeeds(site, pages) {
  describe("feeds and the sitemap", () => {
    test("every address in a feed answers", async () => {
      const feeds = site.files.filter((file) => file.endsWith("atom.xml"));
      assert.ok(feeds.includes("atom.xml"), "the site has no feed");
      for (const feed of feeds) {
        const addresses = [...site.read(feed).matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, address]) => address);
        assert.ok(addresses.length > 2, `${feed} has no entry`);
        for (const address of addresses) assert.ok(await site.has(address), `${feed}: ${address}`);
      }
    });

    test("the sitemap names every page once", () => {
      const named = [...site.read("sitemap.xml").matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
      const expected = [...pages.values()].filter((page) => !standsAlone(page) && !isContinued(page)).map((page) => site.address(page.file));
      assert.deepEqual(named.sort(), expected.sort());
    });
  });
}

async function brokenLinks(site, pages) {
  const broken = [];
  for (const page of pages.values()) {
    for (const link of page.links) {
      const problem = await wrongLink(site, pages, page, link);
      if (problem) broken.push(`${page.file}: ${problem}: <${link.tag}> ${link.value}`);
    }
  }
  return broken;
}

async function wrongLink(site, pages, page, link) {
  const url = target(site, page, link);
  if (link.value.startsWith("#")) return isPart(page, url) ? null : "leads to no such part";
  if (url === null) return "not an address";
  if (!url.href.startsWith(site.url)) return wrongOutside(site, link, url);
  const address = url.href.replace(/[?#].*/, "");
  if (!(await site.has(address))) return "leads to nothing";
  return isPart(pageAt(site, pages, address), url) ? null : "leads to no such part";
}

function isPart(page, url) {
  const id = decodeURIComponent(url.hash.slice(1));
  return id === "" || (page?.ids.includes(id) ?? false);
}

// What a page loads comes from the site; what a reader follows may lead into the web.
function wrongOutside(site, link, url) {
  const own = new URL(site.url);
  if (url.protocol === own.protocol && url.host === own.host) return "leads out of the site";
  if (link.use === "load" && url.protocol !== "data:") return "loads from elsewhere";
  if (link.use === "follow" && !["http:", "https:", "mailto:", "data:"].includes(url.protocol)) return "has a strange scheme";
  return null;
}

// A host shows the page for missing ones at any address: its links are read at a deep one.
function target(site, page, link) {
  const isAnywhere = page.kind === "missing" && site.url.startsWith("http:");
  const base = isAnywhere ? `${site.url}no/such/page` : site.address(page.file);
  return URL.canParse(link.value, base) ? new URL(link.value, base) : null;
}

const byAddress = new WeakMap();

function pageAt(site, pages, address) {
  if (!byAddress.has(pages)) {
    byAddress.set(pages, new Map([...pages.values()].map((page) => [site.address(page.file), page])));
  }
  return byAddress.get(pages).get(address);
}

function reachedFrom(site, pages, start) {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const link of pages.get(file).links.filter((link) => link.tag === "a")) {
      const page = pageAt(site, pages, target(site, pages.get(file), link)?.href.replace(/[?#].*/, ""));
      if (page) reached.add(page.file);
    }
  }
  return reached;
}

// Nothing links to the page for missing ones, or to an address that a page had before.
const standsAlone = (page) => page.kind === "missing" || page.links.some((link) => link.tag === "meta");

// A further page of a long list is reached from the first one.
const isContinued = (page) => page.links.some(({ tag, rel }) => tag === "link" && rel === "prev");

// A page may name its own full address: for machines, and to be cited.
function isFixed(site, page, link) {
  return link.value.startsWith("/") || (link.value.startsWith(site.url) && link.value !== page.canonical);
}

function wrongIds(page) {
  const ids = new Set(page.ids);
  const repeated = page.ids.filter((id, at) => page.ids.indexOf(id) !== at);
  const missing = page.references.filter((id) => !ids.has(id));
  return [
    ...repeated.map((id) => `${page.file}: two elements with the id ${id}`),
    ...missing.map((id) => `${page.file}: nothing has the id ${id}`),
  ];
}

async function brokenSheets(site) {
  const sheets = site.files.filter((file) => file.endsWith(".css"));
  assert.ok(sheets.length > 0, "the site has no style sheet");
  const broken = [];
  for (const file of sheets) {
    for (const [, value] of site.read(file).matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/g)) {
      const { href, protocol } = new URL(value, site.address(file));
      if (protocol !== "data:" && !(href.startsWith(site.url) && (await site.has(href)))) broken.push(`${file}: ${value}`);
    }
  }
  return broken;
}
