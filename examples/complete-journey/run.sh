#!/usr/bin/env bash
# Checks and counts the segments of this folder, and compares the counts with `expected.txt`,
# whose numbers `expected.py` finds in quite another way. Exits with 1 if any differs.
set -euo pipefail
cd "$(dirname "$0")"

[ -f data/transactions.parquet ] || ./fetch.sh
seg() { cargo run -q --manifest-path ../../Cargo.toml -- --project . "$@"; }

seg check
seg count --json | "${PYTHON:-python3}" -c '
import json, sys

answer = json.load(sys.stdin)
counted = {segment["name"]: segment["count"] for segment in answer["segments"]}
counted["customers"] = answer["customers"]
expected = {name: int(number) for name, number in map(str.split, open("expected.txt"))}
wrong = [name for name in counted.keys() | expected.keys() if counted.get(name) != expected.get(name)]
for name in sorted(wrong):
    print(f"{name}: seg counts {counted.get(name)}, expected {expected.get(name)}")
print(f"{len(expected)} counts compared, {len(wrong)} differ")
sys.exit(1 if wrong else 0)
'
