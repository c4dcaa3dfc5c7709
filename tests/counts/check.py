"""Holds the numbers typed into demo.sql against DuckDB: python check.py DEMO-FOLDER.

Needs the `duckdb` package. Prints what differs and exits with 1; it changes nothing.
"""

import os
import re
import sys
from pathlib import Path

import duckdb

here = Path(__file__).resolve().parent
statements = re.split(r";\s*\n", (here / "demo.sql").read_text(encoding="utf-8"))
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
    counted = answer.fetchone()[0]
    checked += 1
    if typed != str(counted):
        wrong += 1
        print(f"{asked.group(1)}: DuckDB counts {counted}, the page says {typed}")
print(f"{checked} segments checked, {wrong} differ")
sys.exit(1 if wrong else 0)
