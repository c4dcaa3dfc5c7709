"""Holds what is typed into a page of SQL against DuckDB: python check.py PROJECT-FOLDER [PAGE].

The page is demo.sql, beside this file, unless another is named. A statement gives a number, or
the keys of the members: then how many they are and a digest of them are typed in. Needs the
`duckdb` package. Prints what differs and exits with 1; it changes nothing.
"""

import os
import re
import sys
from hashlib import sha256
from pathlib import Path

import duckdb


def shown(answer):
    """A number as it is; members as their number and the digest of their sorted keys."""
    counts = answer.description[0][0] != "customer"
    rows = [row[0] for row in answer.fetchall()]
    if counts:
        return str(rows[0])
    keys = sorted(rows)
    assert len(keys) == len(set(keys)), "a customer is there twice"
    digest = sha256("\n".join(keys).encode()).hexdigest()
    return f"{len(keys)} {digest[:12]}"


page = Path(__file__).resolve().parent / (sys.argv[2] if len(sys.argv) > 2 else "demo.sql")
statements = re.split(r";\s*\n", page.read_text(encoding="utf-8"))
os.chdir(sys.argv[1])
connection = duckdb.connect()
wrong = checked = 0
for statement in statements:
    if not statement.strip():
        continue
    asked = re.search(r"^-- seg: (.+)$", statement, re.M)
    answer = connection.execute(statement)
    if asked is None:
        continue
    typed = re.search(r"^-- members: (.+)$", statement, re.M).group(1)
    found = shown(answer)
    checked += 1
    if typed != found:
        wrong += 1
        print(f"{asked.group(1)}: DuckDB finds {found}, the page says {typed}")
print(f"{checked} segments checked, {wrong} differ")
sys.exit(1 if wrong else 0)
