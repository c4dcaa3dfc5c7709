#!/usr/bin/env python3
"""Counts the segments of this folder from `data/` in plain Python, row by row, and writes `expected.txt`.

It shares nothing with seg but the files: what each column means is said here once more. Give it a folder to read
the files from another place.
"""
import csv
import sys
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
DATA = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "data"
MUNICH = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 30, 12, tzinfo=MUNICH)


def rows(name, delimiter=","):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def stamp(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")


def local(text, form):
    return datetime.strptime(text, form).replace(tzinfo=MUNICH)


def day(year, month, date):
    return datetime(year, month, date, tzinfo=MUNICH)


customers = {row["Email"]: row for row in rows("customers_export.csv")}
products = {row["Variant SKU"]: row for row in rows("products_export.csv")}

orders = {}
for name in ["orders_export_1.csv", "orders_export_2.csv"]:
    for row in rows(name):
        order = orders.setdefault(row["Name"], {"who": row["Email"], "at": stamp(row["Created at"]), "lines": []})
        order["lines"].append(row)
        if row["Currency"]:
            euros = row["Currency"] == "EUR"
            order["net"] = Decimal(row["Total"]) - Decimal(row["Refunded Amount"]) if euros else None
            order["refunded"] = Decimal(row["Refunded Amount"]) if euros else Decimal(0)
            order["code"], order["source"] = row["Discount Code"], row["Source"]
            order["counts"] = not row["Cancelled at"] and row["Financial Status"] != "voided"

bought = defaultdict(list)
for order in orders.values():
    if order["counts"] and order["who"] in customers and order["at"] <= NOW:
        bought[order["who"]].append(order)

consent = {}
moments = set()
for row in rows("sms_contacts.csv", ";"):
    at = local(row["Datum"], "%d/%m/%Y %H:%M")
    if at <= NOW:
        assert (row["E-Mail"], at) not in moments, "two changes in one minute: which is the later one?"
        moments.add((row["E-Mail"], at))
        consent.setdefault(row["E-Mail"], []).append((at, row["Status"].lower() == "opt_in"))
may_text = {who for who, changes in consent.items() if max(changes)[1]}

collected = defaultdict(list)
for name in ["punkte-2025.csv", "punkte-2026.csv"]:
    for row in rows(name, ";"):
        text = row["Punkte"]
        worth = None if text == "k. A." else Decimal(text.replace(".", "").replace(",", "."))
        collected[row["Konto"]].append((local(row["Tag"], "%d.%m.%Y"), worth, row["Gold"] == "ja"))


def tags(row):
    return [tag.strip().lower() for tag in row["Tags"].split(",")]


def lines(who):
    return [line for order in bought[who] for line in order["lines"]]


def lapsed(who):
    return bool(bought[who]) and not any(order["at"] >= day(2025, 12, 30) for order in bought[who])


def ceramics(order):
    return any("keramik" in tags(products[line["Lineitem sku"]]) for line in order["lines"])


SEGMENTS = {
    "customers": lambda who: True,
    "big_spenders": lambda who: sum(o["net"] for o in bought[who] if o["at"] >= day(2026, 1, 1) and o["net"] is not None) > 300,
    "quiet": lapsed,
    "sms_quiet": lambda who: lapsed(who) and who in may_text,
    "swiss_phones": lambda who: customers[who]["Phone"].lstrip("'").replace(" ", "").startswith("+41"),
    "vip_or_fair": lambda who: {"vip", "messe"} & set(tags(customers[who])) and customers[who]["Accepts Email Marketing"] == "yes",
    "bought_twice_ceramics": lambda who: sum(ceramics(order) for order in bought[who]) >= 2,
    "soap": lambda who: any(line["Lineitem sku"] == "007" for line in lines(who)),
    "several_cushions": lambda who: any(l["Lineitem sku"] == "AW-110" and int(l["Lineitem quantity"]) >= 2 for l in lines(who)),
    "used_code": lambda who: any(o["code"] == "SOMMER10" and day(2026, 1, 1) <= o["at"] for o in bought[who]),
    "in_store_only": lambda who: {o["source"] for o in bought[who]} == {"pos"},
    "got_money_back": lambda who: sum(o["refunded"] for o in bought[who]) > 0,
    "gold": lambda who: any(gold and day(2026, 1, 1) <= at < day(2026, 4, 1) for at, _, gold in collected[who]),
    "many_points": lambda who: sum(worth for _, worth, _ in collected[who] if worth is not None) > 2500,
    "new_without_order": lambda who: stamp(customers[who]["Created at"]) >= day(2026, 4, 1) and not bought[who],
    "pieces": lambda who: sum(int(line["Lineitem quantity"]) for line in lines(who)) >= 8,
}

counts = {name: sum(1 for who in customers if holds(who)) for name, holds in SEGMENTS.items()}
(HERE / "expected.txt").write_text("".join(f"{name} {count}\n" for name, count in counts.items()))
