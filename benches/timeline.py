"""Measures what archive makes of a timeline of 50,000 entries. See README.md in this folder.

Uses the standard library alone. Needs `rustc` and a release build of archive.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # no folder of compiled files beside the scripts
from compare import HERE, Failure, Program, best, compile_corpus, judge, measure_stages, progress

# 24,700 publications, and the statements and events of five annotations each: 49,894 entries.
JUDGED_AT = (24_700, 5)
# What is to be reached; README.md gives the reasons.
LARGEST_PAGE = 1_000_000
LARGEST_OVERVIEW = 100_000

ENTRIES = re.compile(r'<p class="total">.*?<span class="number">([\d,.\s\u00a0\u202f’]+)</span>', re.DOTALL)
OVERVIEW = re.compile(r'<svg class="overview".*?</svg>', re.DOTALL)


def make_program(options, work):
    site = work / "site"
    size = [str(options.articles), "--annotations", str(options.annotations)]
    subprocess.run([compile_corpus(work), *size, site], check=True)
    command = [options.archive, "--root", site, "build", "-o", site / "public", "--timings"]
    return Program("archive", command, site, work / "cache", {})


def measure_all(options, program):
    runs = []
    for number in range(options.runs):
        progress(f"round {number + 1} of {options.runs}")
        runs.append(measure_stages(program))
    progress("")
    return runs


def sizes_of(output):
    """What the last build wrote: bytes of files, by what they are."""
    sizes = {file.relative_to(output).as_posix(): file.stat().st_size for file in output.rglob("*") if file.is_file()}
    first = (output / "timeline/index.html").read_text()
    entries, overview = ENTRIES.search(first), OVERVIEW.search(first)
    if entries is None or overview is None:
        raise Failure("the timeline's first page has no number of entries, or no overview")

    def of(fits):
        return [size for path, size in sizes.items() if fits(path)]

    return {
        "entries": int(re.sub(r"\D", "", entries.group(1))),
        "overview": len(overview.group().encode()),
        "first": sizes["timeline/index.html"],
        "pages": of(lambda path: path.startswith("timeline/") and path.endswith(".html")),
        "items": of(lambda path: not path.startswith("timeline/") and "/timeline/" in path),
        "filters": sizes.get("timeline/pages.js", 0),
        "all": of(lambda path: True),
    }


def print_build(options, runs, sizes):
    print(f"{options.articles} articles, {options.annotations} annotations each: {sizes['entries']} entries")
    wall, cpu, peak = (best(runs, figure) for figure in ("wall", "cpu", "peak"))
    print(f"  best of {options.runs} cold builds: {wall:.2f} s, {cpu:.2f} s of processor time, peak {peak:.0f} MiB")
    stages = {stage: min(run["stages"][stage] for run in runs) for stage in runs[0]["stages"]}
    print("  stages, ms: " + ", ".join(f"{stage} {milliseconds:.0f}" for stage, milliseconds in stages.items()))


def print_sizes(sizes):
    rows = (("pages of the timeline", "pages"), ("pages of items’ own timelines", "items"), ("everything", "all"))
    print(f"  {'what':<30} {'files':>7} {'MB':>8} {'largest, bytes':>15}")
    for what, key in rows:
        print(f"  {what:<30} {len(sizes[key]):>7} {sum(sizes[key]) / 1e6:>8.1f} {max(sizes[key], default=0):>15}")
    for what, key in (("first page", "first"), ("its overview", "overview"), ("pages.js, for its filters", "filters")):
        print(f"  {what:<30} {'':>7} {sizes[key] / 1e6:>8.3f} {sizes[key]:>15}")


def targets(sizes):
    """Each aim, the figure, the bound: kilobytes."""
    yield "largest page of any timeline, kB", max(sizes["pages"] + sizes["items"]) / 1000, LARGEST_PAGE / 1000
    yield "overview, kB", sizes["overview"] / 1000, LARGEST_OVERVIEW / 1000


def read_options():
    parser = argparse.ArgumentParser(description="Measures what archive makes of a large timeline.")
    parser.add_argument("--articles", type=int, default=JUDGED_AT[0], help="how many (default: %(default)s)")
    parser.add_argument("--annotations", type=int, default=JUDGED_AT[1], help="of each article (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="cold builds (default: %(default)s)")
    parser.add_argument("--archive", type=Path, default=HERE.parent / "target/release/archive", help="the program to measure")
    parser.add_argument("--work", type=Path, help="where the temporary folder is made: best a fast one, as /dev/shm")
    parser.add_argument("--json", type=Path, help="write every run and all sizes to this file")
    options = parser.parse_args()
    if min(options.articles, options.annotations, options.runs) < 1:
        parser.error("`--articles`, `--annotations` and `--runs` are at least 1")
    options.archive = options.archive.resolve()
    if not options.archive.is_file():
        parser.error(f"there is no `{options.archive}`: run `cargo build --release` first")
    return options


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="archive-timeline-", dir=options.work) as work:
        try:
            program = make_program(options, Path(work))
            runs = measure_all(options, program)
            sizes = sizes_of(program.output)
        except Failure as failure:
            print(f"\nerror: {failure}", file=sys.stderr)
            return 2
    if options.json:
        options.json.write_text(json.dumps({"runs": runs, "sizes": sizes}, indent=1) + "\n")
    print_build(options, runs, sizes)
    print_sizes(sizes)
    return 0 if judge(targets(sizes), 36) else 1


if __name__ == "__main__":
    sys.exit(main())
