"""Processes that are measured, and the shops and segments that they work on."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import work

ROOT = Path(__file__).resolve().parent.parent


class Run:
    """A process: seconds by the clock, seconds of all cores, the most memory, and what it printed."""

    def __init__(self, command, where, fine=(0,)):
        with tempfile.TemporaryFile() as out:
            start = time.perf_counter()
            child = subprocess.Popen(command, cwd=where, stdout=out, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            self.wall = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            self.text = out.read().decode()
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        if child.returncode not in fine:
            sys.exit(f"failed: {' '.join(map(str, command))[:200]}")


def medians(runs):
    """The medians of processes: seconds by the clock, seconds of all cores, megabytes."""
    return [statistics.median(getattr(run, of) for run in runs) for of in ("wall", "cpu", "memory")]


def shop(seg, out, customers):
    """The folder of a shop of so many customers, which is made if it is not there."""
    folder = out / f"shop-{customers}"
    if not (folder / "data/lists.parquet").exists():
        out.mkdir(parents=True, exist_ok=True)
        made = Run([seg, "demo", folder, "--customers", str(customers)], ROOT)
        print(f"made the shop of {customers:,} customers: {made.wall:.0f} s, {made.cpu:.0f} s of cores, "
              f"{made.memory:,.0f} MB\n", flush=True)
    return folder


def write_mix(folder, segments):
    """Writes segments into the folder `mix` of a shop, in place of others: seg reads all files of its project."""
    place = folder / "mix"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for number, segment in enumerate(segments):
        (place / f"mix-{number:04}.seg").write_text(work.words(segment) + "\n", encoding="utf-8")
    return place.name
