"""How the time grows with the rows and with the segments: `python bench/growth.py` prints a page with two charts."""

import argparse
import os
import time
from pathlib import Path

import work
from measure import ROOT, Run, medians, shop, write_mix

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--seg", default=str(ROOT / "target/release/seg"), help="the program, built with --release")
arguments.add_argument("--out", type=Path, default=ROOT / "bench/out", help="where the shops are made")
arguments.add_argument("--customers", type=int, nargs="+", default=[100_000, 1_000_000, 3_000_000])
arguments.add_argument("--segments", type=int, nargs="+", default=[1, 10, 100, 1000])
arguments.add_argument("--of", type=int, default=1_000_000, help="the customers over whom the segments grow")
arguments.add_argument("--rounds", type=int, default=3)
options = arguments.parse_args()

BAR = 40


def count(customers, number, kind):
    """Counts so many segments of a kind: medians of seconds, seconds of cores, megabytes."""
    folder = shop(options.seg, options.out, customers)
    name = write_mix(folder, work.mix(number, kind))
    command = [options.seg, "count", "--json", "--quiet", name]
    Run(command, folder)  # what is found out about the data is kept from here on
    return medians([Run(command, folder) for _ in range(options.rounds)])


def chart(title, head, rows):
    """A table with a bar for the seconds of all cores."""
    most = max(found[1] for _, found in rows)
    print(f"\n{title}\n\n| {head} | s | s of cores | MB | |\n|---:|---:|---:|---:|---|")
    for name, (wall, cpu, memory) in rows:
        bar = "█" * max(1, round(BAR * cpu / most))
        print(f"| {name:,} | {wall:.2f} | {cpu:.2f} | {memory:,.0f} | {bar} |", flush=True)


print(f"{time.strftime('%F')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
for kind in ("usual", "heavy"):
    rows = [(number, count(number, 100, kind)) for number in options.customers]
    chart(f"100 {kind} segments, by customers", "customers", rows)
for kind in ("usual", "heavy"):
    rows = [(number, count(options.of, number, kind)) for number in options.segments]
    chart(f"{kind.capitalize()} segments over {options.of:,} customers", "segments", rows)
