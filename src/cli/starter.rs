//! The files that `archive init` writes: an invented report with a note on it, the person and the outlet it names,
//! and what Git and GitHub Pages want to know.

/// Path in the site folder, and text.
pub const FILES: &[(&str, &str)] = &[
    ("archive.yaml", CONFIG),
    ("content/articles/2024-03-02-bridge-closed.md", ARTICLE),
    ("content/articles/2024-03-02-bridge-closed.annotations.yaml", ANNOTATIONS),
    ("content/people/ida-holm.md", PERSON),
    ("content/sources/harbour-gazette.md", SOURCE),
    (".gitignore", GITIGNORE),
    (".github/workflows/pages.yaml", WORKFLOW),
    (".vscode/settings.json", EDITOR),
];

const CONFIG: &str = "\
# yaml-language-server: $schema=.schemas/config.json
title: My archive
description: What is reported on one story, by whom, and when.
lang: en
# Where the site is published; needed for feeds, the sitemap and canonical links.
# base_url: https://example.org/my-archive/
";

const ARTICLE: &str = "\
---
# yaml-language-server: $schema=../../.schemas/article.json
title: Harbour bridge closed after inspection
date: 2024-03-02
source: The Harbour Gazette
authors: [P. Lind]
lang: en
summary: The paper reports that the bridge was closed on the evening of 1 March.
# The text below is a summary in the archive's own words. For the report's own text write
# `text: full`, and `access: full` if you may publish it.
text: abstract
people: [Ida Holm]
places: [Harbour Bridge]
topics: [Public works]
---

The Gazette reports that the harbour bridge was closed to all traffic on the evening of 1 March,
after inspectors found cracks in two bearings. Ida Holm, the town's engineer, is quoted as saying
that the bridge would stay closed \"for weeks rather than days\".

The report gives no source for the number of vehicles that use the bridge each day.
";

const ANNOTATIONS: &str = "\
# yaml-language-server: $schema=../../.schemas/annotation.json
- id: how-long
  quote: for weeks rather than days
  note: The engineer gives no date. Was one asked for?
  kind: question
  date: 2024-03-04
";

const PERSON: &str = "\
---
# yaml-language-server: $schema=../../.schemas/person.json
name: Ida Holm
names:
  - name: I. Holm
    note: in captions
role: Town engineer
summary: Engineer of the town, quoted on the closing of the bridge.
---

Ida Holm speaks for the town in the reports on the bridge. This page lists every report that names
her, with the sentence in which it does.
";

const SOURCE: &str = "\
---
# yaml-language-server: $schema=../../.schemas/source.json
name: The Harbour Gazette
names: [Harbour Gazette, the Gazette]
type: newspaper
summary: The town's daily newspaper.
---
";

const GITIGNORE: &str = "\
# Written by `archive build`
/public/
/.public.archive-*
/.archive-cache/
";

const WORKFLOW: &str = "\
# Builds the archive and publishes it with GitHub Pages. In the repository's settings, under Pages,
# choose \"GitHub Actions\" as the source.
name: pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/configure-pages@v5
        id: pages
      - uses: actions/cache@v4
        with:
          path: ~/.cargo/bin/archive
          key: archive-${{ runner.os }}
      # Until a release is on crates.io: `cargo install --locked --git ADDRESS-OF-THE-SOURCE`.
      - run: test -x ~/.cargo/bin/archive || cargo install --locked annotated-archive
      # Stops here, and publishes nothing, when there is an error in the content.
      - run: archive build --base-url \"${{ steps.pages.outputs.base_url }}/\"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - uses: actions/deploy-pages@v4
        id: deployment
";

const EDITOR: &str = "\
{
  \"yaml.schemas\": {
    \".schemas/config.json\": \"archive.yaml\",
    \".schemas/annotation.json\": \"*annotations.yaml\"
  }
}
";
