"""Measures archive's search beside Pagefind on the same pages. See README.md in this folder.

Uses the standard library alone. Needs `rustc`, a release build of archive, npm, and for the bytes of
queries the packages of the browser tests (`./scripts/test` installs them) with Chromium.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # no folder of compiled files beside the scripts
from compare import HERE, STAGE, Failure, best, compile_corpus, judge, measure, progress

# What is to be reached; README.md gives the reasons.
TIME_TO_PAGEFIND = 1 / 10
PEAK_TO_PAGEFIND = 1 / 4
WITH_TO_WITHOUT = 2
BYTES_OF_QUERY = 300_000

QUERIES = 21


def make_archive(articles, work):
    site = work / f"archive-{articles}"
    subprocess.run([compile_corpus(work), str(articles), site], check=True)
    without = site / "without.yaml"
    without.write_text((site / "archive.yaml").read_text() + "search: false\n")
    return site, without


def build(options, site, configuration, output):
    command = [options.archive, "--root", site, "--config", configuration, "build", "-o", output, "--force", "--timings"]
    figures, words = measure(command, None)
    stages = {name: float(milliseconds) for name, milliseconds in STAGE.findall(words)}
    return {**figures, "search": stages["search"] / 1000}


def install_pagefind(work):
    """The program itself, without node around it: its processor time and memory are then all that is measured."""
    folder = work / "pagefind"
    folder.mkdir()
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "pagefind"], check=True)
    found = sorted(folder.glob("node_modules/@pagefind/*/bin/pagefind*"))
    if not found:
        raise Failure("npm installed no Pagefind for this system")
    return next((program for program in found if "extended" in program.name), found[0])


def run_pagefind(program, pages, output):
    command = [program, "--site", pages, "--glob", "articles/*/index.html", "--output-path", output]
    return measure(command, None)[0]


def size_of(folder, fits=lambda file: True):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and fits(file))


def queries_of(site):
    """Two words of the titles of articles that lie far apart: what somebody looks for who knows what is there."""
    articles = sorted((site / "content/articles").glob("[0-9]*.md"))
    step = max(1, len(articles) // QUERIES)
    titles = (re.search(r"^title: (.+)$", article.read_text(), re.MULTILINE).group(1) for article in articles[::step])
    words = (re.findall(r"[^\W\d_]{4,}", title.lower()) for title in titles)
    return [" ".join(two[:2]) for two in words if len(two) >= 2][:QUERIES]


def fetched(site, pagefind, queries):
    command = ["node", HERE / "search.mjs", site, pagefind or "-", *queries]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: statistics.median(query["bytes"] for query in rows) for name, rows in json.loads(said).items()}


def measure_at(options, articles, pagefind, work):
    site, without = make_archive(articles, work)
    output, bare = site / "public", site / "bare"
    figures = {"with": [], "without": [], "pagefind": []}
    for number in range(options.runs):
        progress(f"{articles} articles, round {number + 1} of {options.runs}")
        for folder, configuration, name in ((output, site / "archive.yaml", "with"), (bare, without, "without")):
            if folder.exists():
                folder.rename(site / f"aside-{name}-{number}")
            figures[name].append(build(options, site, configuration, folder))
        if pagefind and articles <= options.pagefind_most and (number == 0 or articles <= 1000):
            index = work / f"index-{articles}-{number}"
            figures["pagefind"].append(run_pagefind(pagefind, bare, index))
    index = work / f"index-{articles}-0"
    has_index = index.exists()
    is_index = lambda file: "wasm" not in file.name and file.suffix in (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".json")
    progress(f"{articles} articles, queries")
    figures["sizes"] = {"archive": size_of(output / "search", lambda file: file.suffix == ".bin")}
    if has_index:
        figures["sizes"]["pagefind"] = size_of(index, is_index)
    figures["bytes"] = fetched(output, index if has_index else None, queries_of(site))
    progress("")
    return figures


def print_figures(articles, figures):
    print(f"{articles} articles")
    for name in ("with", "without", "pagefind"):
        if figures[name]:
            wall, cpu, peak = (best(figures[name], figure) for figure in ("wall", "cpu", "peak"))
            index = f", index {best(figures[name], 'search'):.2f} s" if name == "with" else ""
            print(f"  {name:<9} {wall:8.2f} s {cpu:8.2f} s of processor time {peak:7.0f} MiB{index}")
    for what in ("sizes", "bytes"):
        print(f"  {what:<9} " + ", ".join(f"{name} {number:,.0f}" for name, number in figures[what].items()))


def targets(results):
    """Each aim, the figure, the bound."""
    for articles, figures in results.items():
        added = {figure: best(figures["with"], figure) - best(figures["without"], figure) for figure in ("cpu", "peak")}
        ratio = best(figures["with"], "cpu") / best(figures["without"], "cpu")
        yield f"{articles}: build with search to without, processor time", ratio, WITH_TO_WITHOUT
        yield f"{articles}: bytes of the median query, kB", figures["bytes"]["archive"] / 1000, BYTES_OF_QUERY / 1000
        if figures["pagefind"]:
            theirs = {figure: best(figures["pagefind"], figure) for figure in ("cpu", "peak")}
            yield f"{articles}: processor time to Pagefind's", added["cpu"] / theirs["cpu"], TIME_TO_PAGEFIND
            # The whole build of the site, not what search adds to it.
            yield f"{articles}: peak of the build to Pagefind's", best(figures["with"], "peak") / theirs["peak"], PEAK_TO_PAGEFIND
            for what in ("sizes", "bytes"):
                yield f"{articles}: {what} to Pagefind's", figures[what]["archive"] / figures[what]["pagefind"], 1


def read_options():
    parser = argparse.ArgumentParser(description="Measures archive's search beside Pagefind.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000], help="how many (default: %(default)s)")
    parser.add_argument("--pagefind-most", type=int, default=10_000, help="beyond this many archive alone is measured (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="builds (default: %(default)s)")
    parser.add_argument("--archive", type=Path, default=HERE.parent / "target/release/archive", help="the program to measure")
    parser.add_argument("--no-pagefind", action="store_true", help="measure archive alone")
    parser.add_argument("--work", type=Path, help="where the temporary folder is made: best a fast one, as /dev/shm")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    options = parser.parse_args()
    options.archive = options.archive.resolve()
    if not options.archive.is_file():
        parser.error(f"there is no `{options.archive}`: run `cargo build --release` first")
    return options


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="archive-search-", dir=options.work) as work:
        try:
            pagefind = None if options.no_pagefind else install_pagefind(Path(work))
            results = {articles: measure_at(options, articles, pagefind, Path(work)) for articles in options.articles}
        except Failure as failure:
            print(f"\nerror: {failure}", file=sys.stderr)
            return 2
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    for articles, figures in results.items():
        print_figures(articles, figures)
    return 0 if judge(targets(results), 52) else 1


if __name__ == "__main__":
    sys.exit(main())
