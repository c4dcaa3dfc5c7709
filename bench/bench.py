"""Measures seg against DuckDB on the demo shop at size: `python bench/bench.py` (see bench/README.md)."""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import work
from measure import ROOT, Run, medians, shop, write_mix

HERE = Path(__file__).resolve().parent
arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--seg", default=str(ROOT / "target/release/seg"), help="the program, built with --release")
arguments.add_argument("--out", type=Path, default=HERE / "out", help="where the shop is made")
arguments.add_argument("--customers", type=int, default=1_000_000)
arguments.add_argument("--rounds", type=int, default=5, help="how often each is measured")
arguments.add_argument("--only", default="", help="what is measured: a part of its name, which ends with a space")
arguments.add_argument("--threads", type=int, default=os.cpu_count())
options = arguments.parse_args()


def seg_counts(run):
    return [entry["count"] for entry in json.loads(run.text)["segments"]]


def compare(name, ways, rounds):
    """Runs ways to do the same in turn; all that give numbers must give the same."""
    runs = {way: [] for way in ways}
    numbers = {}
    for _ in range(rounds):
        for way, (command, where, read) in ways.items():
            run = Run(command, where)
            runs[way].append(run)
            if read:
                numbers[way] = read(run)
    first = next(iter(numbers.values()))
    for way, found in numbers.items():
        if found != first:
            wrong = [place for place, pair in enumerate(zip(first, found)) if pair[0] != pair[1]]
            sys.exit(f"{name}: {way} finds other numbers, at {wrong[:5]}: "
                     f"{[(first[place], found[place]) for place in wrong[:5]]}")
    base = medians(runs["seg"])
    for way in ways:
        wall, cpu, memory = medians(runs[way])
        ratio = f"{base[0] / wall:6.2f} {base[1] / cpu:6.2f}"
        print(f"| {name} | {way} | {wall:.2f} | {cpu:.2f} | {memory:,.0f} | {ratio} |", flush=True)
    return {way: medians(of) for way, of in runs.items()}


def duck(folder, statements):
    """A Python process that imports DuckDB and runs these."""
    file = tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False, encoding="utf-8")
    used = [view for view in work.VIEWS.split(";") if view.strip()]
    file.write(";\n".join(used + statements))
    file.close()
    return [sys.executable, HERE / "duck.py", folder, file.name, str(options.threads)]


def wanted(name):
    return options.only in f"{name} "


def head(title):
    print(f"\n{title}\n\n| work | way | s | s of cores | MB | seg / this: clock, cores |\n|---|---|---|---|---|---|")


def numbers_of(run):
    return json.loads(run.text)


def singles(folder):
    head("One segment, as a process")
    write_mix(folder, [])
    ratios = []
    for name, seg, sql in work.SINGLES:
        if not wanted(f"single {name}"):
            continue
        found = compare(name, {
            "seg": ([options.seg, "count", "--json", "--quiet", "-e", seg], folder, seg_counts),
            "DuckDB": (duck(folder, [sql]), folder, numbers_of),
        }, options.rounds)
        ratios.append([found["seg"][of] / found["DuckDB"][of] for of in (0, 1)])
    if ratios:
        clock, cores = (statistics.median(of) for of in zip(*ratios))
        print(f"\nmedian of the ratios: {clock:.2f} by the clock, {cores:.2f} by the cores")


def mixes(folder, small):
    head("Many segments in one run")
    for number, kind, rounds in [(1, "usual", 3), (10, "usual", 3), (100, "usual", 3), (100, "heavy", 3),
                                 (1000, "usual", 1), (1000, "heavy", 1)]:
        name = f"{kind}-{number}"
        if not wanted(f"mix {name}"):
            continue
        segments = work.mix(number, kind)
        at = write_mix(folder, segments)
        write_mix(small, segments)
        count = [options.seg, "count", "--json", "--quiet", at]
        ways = {"seg": (count, folder, seg_counts),
                "floor": (duck(folder, [work.floor(segments)]), folder, None),
                "DuckDB, one query": (duck(folder, [work.query(segments, True)]), folder, numbers_of)}
        if number <= 100:
            one_by_one = [work.query([segment], True) for segment in segments]
            ways["DuckDB, one by one"] = (duck(folder, one_by_one), folder, numbers_of)
        # A shop of 50 customers: what is left is reading the segments, checking and planning.
        ways["seg, hardly any data"] = (count, small, None)
        compare(name, ways, min(rounds, options.rounds))


print(f"{time.strftime('%F')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.customers:,} customers")
large, tiny = (shop(options.seg, options.out, customers) for customers in (options.customers, 50))
singles(large)
mixes(large, tiny)
