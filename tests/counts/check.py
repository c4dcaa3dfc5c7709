"""Holds expectations that are written by hand against DuckDB: python check.py PROJECT-FOLDER [PAGE [--write]].

The page is demo.sql, beside this file, unless another is named. A statement gives a number, which
is typed in with it, or the keys of a definition's members: then its own people, whose keys begin
with its id, are held against the page beside it, and all members against the number and digest
that stand with the statement. Needs the `duckdb` package. Prints what differs and exits with 1.
It changes nothing, but with --write it brings the numbers and digests of members up to date, which
change for many when a person is added.
"""

import hashlib
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


def written(keys):
    """How the members of a segment are written with a statement: their number, and a digest of their keys."""
    return f"{len(keys)} {hashlib.sha256(chr(10).join(sorted(keys)).encode()).hexdigest()[:12]}"


def differences(name, typed, answer, expected):
    """What DuckDB finds, if something else is written; and what is to be written."""
    rows = [row[0] for row in answer.fetchall()]
    if answer.description[0][0] != "customer":
        return ([] if typed == str(rows[0]) else [f"DuckDB finds {rows[0]}, the page says {typed}"]), typed
    assert len(rows) == len(set(rows)), f"{name}: a customer is there twice"
    prefix, members = expected[name]
    own = {key for key in rows if key.startswith(f"{prefix} ")}
    wrong = [] if own == members else [f"DuckDB finds besides {own - members}, and not {members - own}"]
    found = written(rows)
    if found != typed and not WRITE:
        wrong.append(f"DuckDB finds {found}, the page says {typed}")
    return wrong, found


WRITE = "--write" in sys.argv
page = Path(__file__).resolve().parent / (sys.argv[2] if len(sys.argv) > 2 else "demo.sql")
text = page.read_text(encoding="utf-8")
os.chdir(sys.argv[1])
expected = pages(Path("."))
connection = duckdb.connect()
wrong, checked = 0, set()
for statement in filter(str.strip, re.split(r";\s*\n", text)):
    answer = connection.execute(statement)
    asked = re.search(r"^-- seg: (.+)\n-- members: (.+)$", statement, re.M)
    if asked is None:
        continue
    name, typed = asked.groups()
    checked.add(name)
    differ, found = differences(name, typed, answer, expected)
    for difference in differ:
        wrong += 1
        print(f"{name}: {difference}")
    if WRITE:
        text = text.replace(f"-- seg: {name}\n-- members: {typed}\n", f"-- seg: {name}\n-- members: {found}\n")
for name in expected.keys() - checked:
    wrong += 1
    print(f"{name}: no SQL was written")
if WRITE:
    page.write_text(text, encoding="utf-8")
print(f"{len(checked)} segments checked, {wrong} differ")
sys.exit(1 if wrong else 0)
