#!/usr/bin/env bash
# Checks and counts the segments of this folder, and compares the counts with `expected.txt`,
# whose numbers `expected.py` finds in quite another way. Exits with 1 if any differs.
set -euo pipefail
cd "$(dirname "$0")"

[ -f data/transactions.parquet ] || ./fetch.sh
seg() { cargo run -q --manifest-path ../../Cargo.toml -- --project . "$@"; }

seg check
seg count --json | "${PYTHON:-python3}" ../compare.py expected.txt
