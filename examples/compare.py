#!/usr/bin/env python3
"""Holds the answer of `seg count --json`, from standard input, against the numbers of a file. Exits with 1 if any differs."""
import json
import sys

answer = json.load(sys.stdin)
counted = {segment["name"]: segment["count"] for segment in answer["segments"]}
counted["customers"] = answer["customers"]
with open(sys.argv[1], encoding="utf-8") as file:
    expected = {name: int(number) for name, number in map(str.split, file)}
wrong = [name for name in counted.keys() | expected.keys() if counted.get(name) != expected.get(name)]
for name in sorted(wrong):
    print(f"{name}: seg counts {counted.get(name)}, expected {expected.get(name)}")
print(f"{len(expected)} counts compared, {len(wrong)} differ")
sys.exit(1 if wrong else 0)
