"""Runs the statements of a file in DuckDB and prints their numbers: python duck.py PROJECT FILE THREADS."""

import json
import os
import sys

import duckdb

project, file, threads = sys.argv[1:]
with open(file, encoding="utf-8") as page:
    statements = [text for text in page.read().split(";") if text.strip()]
os.chdir(project)
connection = duckdb.connect(config={"threads": int(threads)})
numbers = []
for statement in statements:
    answer = connection.execute(statement)
    if not statement.strip().startswith("CREATE"):
        numbers.extend(answer.fetchall()[0])
print(json.dumps(numbers))
