// A built site as its readers get it: every file, and what each page says of itself.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

// A site below `url`, whose files lie in `folder`. `has(url)` tells whether an address answers.
export function hostedSite(folder, url) {
  const answers = new Map();
  const has = async (address) => {
    if (!answers.has(address)) {
      const response = await fetch(address, { redirect: "manual" });
      await response.arrayBuffer();
      answers.set(address, response.status === 200);
    }
    return answers.get(address);
  };
  const address = (file) => url + encode(file).replace(/(^|\/)index\.html$/, "$1");
  return { ...common(folder, url, address), has };
}

// The same for a site that is opened from a disk.
export function diskSite(folder) {
  const url = pathToFileURL(`${folder}/`).href;
  const address = (file) => url + encode(file);
  const site = common(folder, url, address);
  const addresses = new Set(site.files.map(address));
  return { ...site, has: async (url) => addresses.has(pathToFileURL(decodeURIComponent(new URL(url).pathname)).href) };
}

function common(folder, url, address) {
  const files = list(folder, "");
  return { folder, url, address, files, read: (file) => readFileSync(path.join(folder, file), "utf8") };
}

// All files of a folder, sorted, with `/` between their parts.
function list(folder, below) {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true });
  const files = entries.flatMap((entry) => {
    const name = below + entry.name;
    return entry.isDirectory() ? list(folder, `${name}/`) : [name];
  });
  return files.sort();
}

const encode = (file) => file.split("/").map(encodeURIComponent).join("/");

// Reads every HTML file with the browser's own parser, and without running or loading anything.
export async function readPages(page, site) {
  const pages = new Map();
  for (const file of site.files.filter((file) => file.endsWith(".html"))) {
    pages.set(file, { file, length: site.read(file).length, ...(await page.evaluate(inspect, site.read(file))) });
  }
  return pages;
}

// Runs in the browser.
function inspect(html) {
  const tree = new DOMParser().parseFromString(html, "text/html");
  const all = (selector) => [...tree.querySelectorAll(selector)];
  const links = [];
  const add = (element, use, value) => {
    if (value !== null) links.push({ use, value: value.trim(), tag: element.localName, rel: element.getAttribute("rel") ?? "" });
  };
  const urls = (text) => [...text.matchAll(/url\(\s*["']?([^"')]+)/g)].map((match) => match[1]);

  for (const element of all("a[href], area[href]")) add(element, "follow", element.getAttribute("href"));
  for (const element of all("link[href]")) {
    const loads = /\b(stylesheet|icon|preload|modulepreload|manifest)\b/.test(element.rel);
    add(element, loads ? "load" : "follow", element.getAttribute("href"));
  }
  for (const element of all("[src]")) add(element, "load", element.getAttribute("src"));
  for (const element of all("[poster]")) add(element, "load", element.getAttribute("poster"));
  for (const element of all("object[data]")) add(element, "load", element.getAttribute("data"));
  for (const element of all("use[href], image[href]")) add(element, "load", element.getAttribute("href"));
  for (const element of all("form[action]")) add(element, "load", element.getAttribute("action"));
  for (const element of all("[srcset]")) {
    for (const part of element.getAttribute("srcset").split(",")) add(element, "load", part.trim().split(/\s+/)[0]);
  }
  for (const element of all("[style]")) urls(element.getAttribute("style")).forEach((url) => add(element, "load", url));
  for (const element of all("style")) urls(element.textContent).forEach((url) => add(element, "load", url));
  for (const element of all("meta[http-equiv=refresh i]")) add(element, "follow", element.content.replace(/^[^=]*=/, ""));

  const references = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"];
  return {
    kind: tree.body.className.match(/\bis-(\S+)/)?.[1] ?? null,
    canonical: tree.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
    title: tree.title,
    ids: all("[id]").map((element) => element.id),
    references: references.flatMap((name) => all(`[${name}]`).flatMap((element) => element.getAttribute(name).split(/\s+/))).filter(Boolean),
    links,
  };
}

// The longest page of every kind: the one with the most different parts. Entities and their lists
// count once for each section.
export function representatives(pages) {
  const longest = new Map();
  for (const page of pages.values()) {
    if (page.kind === null) continue;
    const name = page.kind.startsWith("entit") ? `${page.kind} in ${page.file.split("/")[0]}` : page.kind;
    if (page.length > (longest.get(name)?.length ?? 0)) longest.set(name, page);
  }
  return longest;
}
