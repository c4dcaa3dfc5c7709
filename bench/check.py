"""Ten thousand files checked: `python bench/check.py` makes the same files everywhere, and prints how long they take."""

import argparse
import hashlib
import json
import os
import random
import shutil
import time
from collections import Counter
from pathlib import Path

from measure import ROOT, Run, medians
from work import COUNTRIES, PRODUCTS

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--seg", default=str(ROOT / "target/release/seg"), help="the program, built with --release")
arguments.add_argument("--out", type=Path, default=ROOT / "bench/out", help="where the files are made")
arguments.add_argument("--files", type=int, default=10_000)
arguments.add_argument("--rounds", type=int, default=7)
options = arguments.parse_args()

# A line a subject: of each, a segment has at most one condition.
SUBJECTS = [line.split(" | ") for line in """
money_spent > {amount} | money_spent last {days}d > {amount} | money_spent between {amount} and {more}
average_order_value between {amount} and {more} | predicted_clv > {amount}
order_count >= {times} | ordered at least {times} times last {days}d | not ordered_since {days}d | lapsed {days}d
ordered product "{product}" last {days}d | never ordered product "{product}"
sum(ordered_item.quantity where vendor = "Nike") >= {times}
viewed_product "{product}" last {days}d | viewed_product at least {times} times last {days}d
abandoned_checkout last {days}d | started_checkout last {days}d
clicked_sms last {days}d or clicked_email last {days}d | not opened_email last {days}d
sms_consent | email_consent | sms_consent and email_consent
country = {country} | country in ({country}, {other}) | language = it or (country = IT and language is missing)
joined last {days}d | joined before {days}d ago
tags contains "{tag}" | tags does not contain "{tag}"
city is known | first_name is known
vip | not vip
""".strip().splitlines()]

TAGS = ["wholesale", "newsletter", "gift", "club", "press", "staff"]
OWNERS = ["crm", "shop", "loyalty", "wholesale"]
SLIPS = [("money_spent", "mony_spent"), ("ordered", "orderd"), ("country", "contry"), ("last", "lst")]


def condition(dice, text):
    """One condition, with values as people choose them."""
    amount = dice.choice(range(25, 1025, 25))
    country, other = dice.sample(COUNTRIES, 2)
    said = text.format(
        amount=amount, more=amount + dice.choice(range(25, 525, 25)), times=dice.choice(range(2, 13)),
        days=dice.choice([7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 540, 730]),
        product=dice.choice(PRODUCTS), country=country, other=other, tag=dice.choice(TAGS))
    return f"({said})" if " or " in said and not said.startswith("(") else said


def segment(number):
    """A file: a segment of three to seven conditions; every fiftieth has a slip of the pen."""
    dice = random.Random(f"file {number}")
    subjects = dice.sample(SUBJECTS, dice.choice([3, 4, 4, 5, 5, 6, 7]))
    conditions = [condition(dice, dice.choice(kinds)) for kinds in subjects]
    text = (f"segment audience_{number}\n"
            f'  description "Number {number} of those that are checked, by {len(conditions)} conditions"\n'
            f'  owner "{dice.choice(OWNERS)}"\nis\n  ' + "\n  and ".join(conditions) + "\n")
    return text.replace(*dice.choice(SLIPS), 1) if number % 50 == 0 else text


folder = options.out / "files"
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
(folder / "seg.toml").write_bytes((ROOT / "examples/demo/seg.toml").read_bytes())
digest, size = hashlib.sha256(), 0
for number in range(options.files):
    text = segment(number).encode()
    place = folder / f"segments/{number // 100:02}"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"audience_{number}.seg").write_bytes(text)
    digest.update(text)
    size += len(text)

command = [options.seg, "check", "--no-data", "--quiet", "--format", "json"]
found = Counter(finding["name"] for finding in json.loads(Run(command, folder, fine=(0, 1)).text))
wall, cpu, memory = medians([Run(command, folder, fine=(0, 1)) for _ in range(options.rounds)])
print(f"{time.strftime('%F')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
print(f"{options.files:,} files of {size / options.files:.0f} bytes, digest {digest.hexdigest()[:12]}")
print(f"found: {', '.join(f'{number} {name}' for name, number in found.most_common())}")
print(f"median of {options.rounds}: {wall:.2f} s, {cpu:.2f} s of cores, {memory:,.0f} MB")
