#!/usr/bin/env bash
# Checks and counts the segments of this folder, and compares the counts with `expected.txt`,
# whose numbers `expected.py` finds in quite another way. Exits with 1 if any differs.
set -euo pipefail
cd "$(dirname "$0")"

[ -f data/transactions.parquet ] || ./fetch.sh
seg() { cargo run -q --manifest-path ../../Cargo.toml -- --project . "$@"; }

seg check

# What `seg init` makes of the files without a word from anybody counts as this folder does.
begun=$(mktemp -d)
trap 'rm -rf "$begun"' EXIT
cargo run -q --manifest-path ../../Cargo.toml -- init --data data --project "$begun" >/dev/null
often() { cargo run -q --manifest-path ../../Cargo.toml -- count -e 'ordered at least 100 times' --as-of 2018-01-02 --quiet --project "$1"; }
diff <(often . | sed -n 1p) <(often "$begun" | sed -n 1p)
# What it could not tell is marked, in at most two lines a table.
awk '/^\[tables\./ { split($0, name, /[].]/); table = name[2] }
     /# \? / && NR > 2 { open[table]++ }
     END { for (table in open) if (open[table] > 2) { print table " leaves open " open[table] " lines"; exit 1 } }' \
    "$begun/seg.toml"
seg count --json | "${PYTHON:-python3}" ../compare.py expected.txt
