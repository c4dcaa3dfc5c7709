"""Holds expectations that are written by hand against DuckDB: python check.py PROJECT-FOLDER [PAGE].

The page is demo.sql, beside this file, unless another is named. A statement gives a number, which
is typed in with it, or the keys of a definition's members: then its own people, whose keys begin
with its id, are held against the page beside it. Needs the `duckdb` package. Prints what differs
and exits with 1; it changes nothing.
"""

import os
import re
import sys
from pathlib import Path

import duckdb


def pages(folder):
    """Of each segment of the definitions: its id, and who of its people is in."""
    expected = {}
    for page in sorted(folder.glob("*.members")):
        name = re.search(r"^segment (\w+)", page.with_suffix(".seg").read_text(encoding="utf-8"), re.M)[1]
        for line in page.read_text(encoding="utf-8").splitlines():
            line = line.split("  # ")[0].rstrip()
            if line.startswith("["):
                name = line[1:-1]
            members = expected.setdefault(name, (page.stem, set()))[1]
            if line.startswith("in "):
                members.add(f"{page.stem} {line[3:].strip()}")
    return expected


def differs(name, statement, answer, expected):
    """What DuckDB finds, and what is written, if it is something else."""
    rows = [row[0] for row in answer.fetchall()]
    if answer.description[0][0] != "customer":
        typed = re.search(r"^-- members: (.+)$", statement, re.M)[1]
        return None if typed == str(rows[0]) else f"DuckDB finds {rows[0]}, the page says {typed}"
    assert len(rows) == len(set(rows)), f"{name}: a customer is there twice"
    if name not in expected:
        print(f"{name}: waits for its definition")
        return None
    prefix, members = expected[name]
    found = {key for key in rows if key.startswith(f"{prefix} ")}
    return None if found == members else f"DuckDB finds besides {found - members}, and not {members - found}"


page = Path(__file__).resolve().parent / (sys.argv[2] if len(sys.argv) > 2 else "demo.sql")
statements = re.split(r";\s*\n", page.read_text(encoding="utf-8"))
os.chdir(sys.argv[1])
expected = pages(Path("."))
connection = duckdb.connect()
wrong, checked = 0, set()
for statement in filter(str.strip, statements):
    asked = re.search(r"^-- seg: (.+)$", statement, re.M)
    answer = connection.execute(statement)
    if asked is None:
        continue
    checked.add(asked[1])
    if difference := differs(asked[1], statement, answer, expected):
        wrong += 1
        print(f"{asked[1]}: {difference}")
for name in expected.keys() - checked:
    wrong += 1
    print(f"{name}: no SQL was written")
print(f"{len(checked)} segments checked, {wrong} differ")
sys.exit(1 if wrong else 0)
