// The browser tests: what readers and editors meet. Everything else is tested without a browser.
// One file, so that all share one browser and one build of the demonstration archive.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after } from "node:test";
import { REPOSITORY, build, temporaryFolder } from "./harness/archive.js";
import { launch, openPage } from "./harness/browser.js";
import { host } from "./harness/host.js";
import { diskSite, hostedSite, readPages, representatives } from "./harness/site.js";
import { testFeeds, testLinks } from "./links.js";
import { testPages } from "./pages.js";
import { testDisk, testMissingPage, testPaper } from "./places.js";
import { testPreview } from "./preview.js";

const folder = temporaryFolder();
const server = await host(path.join(folder, "site"), "/repo/");
await build(REPOSITORY, path.join(folder, "site"), ["-u", server.url]);
await build(REPOSITORY, path.join(folder, "portable"), ["--config", portableConfiguration()]);

const browser = await launch();
after(async () => {
  await browser.close();
  server.close();
});

const hosted = hostedSite(path.join(folder, "site"), server.url);
const portable = diskSite(path.join(folder, "portable"));
const reader = await openPage(browser);
const hostedPages = await readPages(reader, hosted);
const portablePages = await readPages(reader, portable);
await reader.context().close();

testLinks("below a path of a host", hosted, hostedPages);
testLinks("on a disk", portable, portablePages);
testFeeds(hosted, hostedPages);
testPages(browser, hosted, hostedPages, representatives(hostedPages));
testMissingPage(browser, hosted);
testDisk(browser, portable, representatives(portablePages));
testPaper(browser, hosted, representatives(hostedPages));
testPreview(browser);

// The archive's own configuration, made portable.
function portableConfiguration() {
  const file = path.join(folder, "archive.yaml");
  const own = readFileSync(path.join(REPOSITORY, "archive.yaml"), "utf8");
  writeFileSync(file, `${own.replace(/^portable:.*$/m, "")}\nportable: true\n`);
  return file;
}
