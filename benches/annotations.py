"""Measures what annotations add to a build of archive. See README.md in this folder.

Uses the standard library alone. Needs `rustc` and a release build of archive.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True  # no folder of compiled files beside the scripts
from compare import HERE, Failure, Program, best, compile_corpus, judge, measure_stages, progress

# What is to be reached; README.md gives the reasons.
JUDGED_AT = (10_000, 5)
MOST_ADDED = 1 / 4

WITHOUT, WITH = "without", "with"
FIGURES = ("wall", "cpu", "peak")


def make_programs(options, work):
    """Two archives with the same articles, entities, events and claims: one without its sidecars."""
    generator, sites = compile_corpus(work), {name: work / name for name in (WITHOUT, WITH)}
    size = [str(options.articles), "--annotations", str(options.annotations)]
    subprocess.run([generator, *size, sites[WITH]], check=True)
    shutil.copytree(sites[WITH], sites[WITHOUT], ignore=shutil.ignore_patterns("*.annotations.yaml"))
    programs = []
    for name, site in sites.items():
        command = [options.archive, "--root", site, "build", "-o", site / "public", "--timings"]
        programs.append(Program(name, command, site, work / f"cache-{name}", {}))
    return programs


def measure_all(options, programs):
    """In turn, and each first every other round, so that a busy machine slows both alike."""
    runs = {program.name: [] for program in programs}
    for number in range(options.runs):
        progress(f"round {number + 1} of {options.runs}")
        for program in programs if number % 2 == 0 else programs[::-1]:
            runs[program.name].append(measure_stages(program))
    progress("")
    return runs


def ratio(runs, figure):
    """The median of what the rounds say. The two builds of a round follow one another, so that what slows a
    machine for some seconds slows both; the best of all may be of a lucky second and an unlucky one."""
    return median(after[figure] / before[figure] for before, after in zip(runs[WITHOUT], runs[WITH]))


def print_table(options, runs):
    print(f"{options.articles} articles, {options.annotations} annotations each: best of {options.runs} cold builds")
    print(f"  {'archive':<10} {'wall s':>8} {'(to)':>8} {'cpu s':>8} {'peak MiB':>9}")
    for name, of_name in runs.items():
        wall, cpu, peak = (best(of_name, figure) for figure in FIGURES)
        print(f"  {name:<10} {wall:>8.2f} {max(run['wall'] for run in of_name):>8.2f} {cpu:>8.2f} {peak:>9.0f}")
    wall, cpu, peak = (ratio(runs, figure) for figure in FIGURES)
    print(f"  {'ratio':<10} {wall:>8.3f} {'':>8} {cpu:>8.3f} {peak:>9.3f}  (the median of the rounds)")


def print_stages(options, runs):
    """The stages one after another, wall time; the last column is the part of each article."""
    print("  stages, best of all: ms without, ms with, µs an article that annotations add")
    for stage in runs[WITH][0]["stages"]:
        before, after = (min(run["stages"][stage] for run in runs[name]) for name in (WITHOUT, WITH))
        print(f"    {stage:<10} {before:>9.1f} {after:>9.1f} {(after - before) * 1000 / options.articles:>9.1f}")


def targets(options, runs):
    """Each aim, the figure, the bound; other sizes, and memory, are shown, not judged."""
    if (options.articles, options.annotations) == JUDGED_AT:
        for figure, what in (("wall", "wall time"), ("cpu", "processor time")):
            yield f"{what} that annotations add", ratio(runs, figure) - 1, MOST_ADDED


def read_options():
    parser = argparse.ArgumentParser(description="Measures what annotations add to a build of archive.")
    parser.add_argument("--articles", type=int, default=JUDGED_AT[0], help="how many (default: %(default)s)")
    parser.add_argument("--annotations", type=int, default=JUDGED_AT[1], help="of each article (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="rounds (default: %(default)s)")
    parser.add_argument("--archive", type=Path, default=HERE.parent / "target/release/archive", help="the program to measure")
    parser.add_argument("--work", type=Path, help="where the temporary folder is made: best a fast one, as /dev/shm")
    parser.add_argument("--json", type=Path, help="write every run to this file")
    options = parser.parse_args()
    if min(options.articles, options.annotations, options.runs) < 1:
        parser.error("`--articles`, `--annotations` and `--runs` are at least 1")
    options.archive = options.archive.resolve()
    if not options.archive.is_file():
        parser.error(f"there is no `{options.archive}`: run `cargo build --release` first")
    return options


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="archive-annotations-", dir=options.work) as work:
        try:
            runs = measure_all(options, make_programs(options, Path(work)))
        except Failure as failure:
            print(f"\nerror: {failure}", file=sys.stderr)
            return 2
    if options.json:
        options.json.write_text(json.dumps(runs, indent=1) + "\n")
    print_table(options, runs)
    print_stages(options, runs)
    return 0 if judge(targets(options, runs), 36) else 1


if __name__ == "__main__":
    sys.exit(main())
