#!/usr/bin/env bash
# Makes the data, checks and counts the segments of this folder, and compares the counts with those
# that `expected.py` finds row by row. Exits with 1 if any differs.
set -euo pipefail
cd "$(dirname "$0")"

python=${PYTHON:-python3}
"$python" make.py
cp expected.txt data/expected.txt
"$python" expected.py
diff data/expected.txt expected.txt
seg() { cargo run -q --manifest-path ../../Cargo.toml -- --project . "$@"; }

seg check
seg count --json --quiet | "$python" ../compare.py expected.txt
