// The browser tests: what readers and editors meet. Everything else is tested without a browser.
// One file, so that all share one browser and one build of the demonstration archive.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after } from "node:test";
import { PAGES, writeAnnotated } from "./harness/annotated.js";
import { REPOSITORY, build, temporaryFolder } from "./harness/archive.js";
import { launch, openPage } from "./harness/browser.js";
import { host } from "./harness/host.js";
import { diskSite, hostedSite, readPages, representatives } from "./harness/site.js";
import { testAccessibility } from "./accessibility.js";
import { testAppearance, testPlain } from "./appearance.js";
import { testCopying } from "./copy.js";
import { testBudgets } from "./budgets.js";
import { testLanguage } from "./languages.js";
import { testFeeds, testLinks } from "./links.js";
import { testMirroredNotes, testNotes, testNotesOfArchive, testNotesOnDisk } from "./notes.js";
import { testOverview } from "./overview.js";
import { testPages } from "./pages.js";
import { testDisk, testMissingPage, testPaper } from "./places.js";
import { testPreview } from "./preview.js";
import { testPreviews, testPreviewsOnDisk } from "./previews.js";
import { testSearch, testSearchAgrees, testSearchBox } from "./search.js";
import { testAnnotated, testStatements } from "./statements.js";
import { testStyles } from "./styles.js";
import { testDividedTimeline, testTimeline, testTimelineOnDisk } from "./timeline.js";
import { testValidity } from "./validity.js";

const folder = temporaryFolder();
const server = await host(path.join(folder, "site"), "/repo/");
await build(REPOSITORY, path.join(folder, "site"), ["-u", server.url]);
await build(REPOSITORY, path.join(folder, "portable"), ["--config", configuration("portable", { portable: true })]);
await build(REPOSITORY, path.join(folder, "arabic"), ["--config", configuration("arabic", { portable: true, lang: "ar" })]);
await build(REPOSITORY, path.join(folder, "divided"), ["--config", configuration("divided", { portable: true, timeline_size: 50 })]);

const plainServer = await host(path.join(folder, "plain"), "/repo/");
await build(REPOSITORY, path.join(folder, "plain"), ["--config", configuration("plain", { theme: "plain" }), "-u", plainServer.url]);

const annotatedServer = await host(path.join(folder, "annotated"), "/repo/");
await buildAnnotated("annotated", { base_url: annotatedServer.url });
await buildAnnotated("annotated-portable", { portable: true });
await buildAnnotated("annotated-mirrored", { portable: true, lang: "ar" });

const SCRIPTS = path.join(REPOSITORY, "tests/site/search/archive");
const scriptsConfiguration = path.join(folder, "scripts.yaml");
writeFileSync(scriptsConfiguration, `${readFileSync(path.join(SCRIPTS, "archive.yaml"), "utf8")}portable: true\n`);
await build(SCRIPTS, path.join(folder, "scripts"), ["--config", scriptsConfiguration]);

const browser = await launch();
after(async () => {
  await browser.close();
  server.close();
  annotatedServer.close();
  plainServer.close();
});

const hosted = hostedSite(path.join(folder, "site"), server.url);
const portable = diskSite(path.join(folder, "portable"));
const plain = hostedSite(path.join(folder, "plain"), plainServer.url);
const annotated = hostedSite(path.join(folder, "annotated"), annotatedServer.url);
const reader = await openPage(browser);
const hostedPages = await readPages(reader, hosted);
const portablePages = await readPages(reader, portable);
const annotatedPages = await readPages(reader, annotated);
await reader.context().close();

testStyles();
testValidity({ "below a path of a host": hosted, "on a disk": portable, "in the theme without scripts": plain, "that is annotated": annotated });
testLinks("below a path of a host", hosted, hostedPages);
testLinks("on a disk", portable, portablePages);
testFeeds(hosted, hostedPages);
testAccessibility(browser, { "reading-room": hosted, plain });
testPages(browser, hosted, hostedPages, representatives(hostedPages));
testBudgets(browser, hosted, hostedPages, representatives(hostedPages));
testMissingPage(browser, hosted);
testDisk(browser, portable, representatives(portablePages));
testPaper(browser, hosted, representatives(hostedPages));
testPreview(browser);
testAppearance(browser, hosted, ["index.html", "articles/2018-12-un-wants-access-to-xinjiang-camps/index.html"]);
testPlain(browser, plain, representatives(hostedPages));
testPreviews("the demonstration archive", browser, hosted, "articles/2018-12-un-wants-access-to-xinjiang-camps/index.html");
testPreviewsOnDisk(browser, portable, "articles/2018-12-un-wants-access-to-xinjiang-camps/index.html");
testCopying(browser, hosted, portable, "articles/2021-02-05-un-spokesman-calls-for-xinjiang-visit/index.html");

testLinks("that is annotated", annotated, annotatedPages);
testNotes(browser, annotated);
testNotesOnDisk(browser, diskSite(path.join(folder, "annotated-portable")));
testMirroredNotes(browser, diskSite(path.join(folder, "annotated-mirrored")));
testNotesOfArchive(browser, hosted, hostedPages);
testStatements("the annotated archive", browser, annotated, PAGES);
testStatements("the demonstration archive", browser, hosted, { claim: "claims/how-many-are-held/index.html", event: "events/detention-reported/index.html" });
testAnnotated(browser, annotated);

testTimeline("the demonstration archive", browser, hosted, "timeline/index.html");
testOverview(browser, hosted, "timeline/index.html", "index.html");
testTimelineOnDisk(browser, portable, "timeline/index.html");
testLanguage("ar", "rtl", browser, diskSite(path.join(folder, "arabic")), portable, representatives(portablePages), "timeline/index.html");
testDividedTimeline(browser, diskSite(path.join(folder, "divided")), "timeline/index.html");

testSearchAgrees("the demonstration archive below a path of a host", browser, hosted, "demonstration", [REPOSITORY, []]);
testSearchAgrees("an archive in many scripts on a disk", browser, diskSite(path.join(folder, "scripts")), "scripts", [SCRIPTS, ["--config", scriptsConfiguration]]);
testSearch(browser, hosted);
testSearch(browser, portable);
testSearchBox(browser, hosted, representatives(hostedPages));

async function buildAnnotated(name, settings) {
  const source = path.join(folder, `${name}-source`);
  writeAnnotated(source, settings);
  await build(source, path.join(folder, name));
}

// The archive's own configuration with other settings.
function configuration(name, settings) {
  const file = path.join(folder, `${name}.yaml`);
  const own = readFileSync(path.join(REPOSITORY, "archive.yaml"), "utf8");
  const lines = Object.entries(settings).map(([key, value]) => `${key}: ${value}\n`);
  const others = own.split("\n").filter((line) => !Object.keys(settings).some((key) => line.startsWith(`${key}:`)));
  writeFileSync(file, `${others.join("\n")}\n${lines.join("")}`);
  return file;
}
