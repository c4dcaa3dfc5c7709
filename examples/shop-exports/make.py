#!/usr/bin/env python3
"""Writes `data/`: what an online shop in Munich gets when it presses "export" in its tools.

Four tools wrote the files, each in its own way, and nothing is cleaned:

* The shop platform: `customers_export.csv`, `orders_export_1.csv` and `_2.csv`, `products_export.csv`,
  with commas, points, and times such as `2025-03-05 14:23:11 +0100`. An order has one line for each product, and
  only its first line has the order's own values. Numbers that a spreadsheet would calculate have an apostrophe.
* The service for text messages: `sms_contacts.csv`, with semicolons and `05/03/2025 14:23` of Munich.
* The loyalty scheme: `punkte-2025.csv` and `-2026.csv`, with semicolons, decimal commas and `05.03.2025`.

The same numbers come out on every machine and with every Python; only the standard library is used.
"""
import csv
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

MUNICH = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 30, 10, 0, tzinfo=timezone.utc)
FIRST = "Anna Ben Clara David Emma Felix Greta Hannes Ida Jonas Klara Lukas Mia Noah Paula Yusuf Zoë Łukasz".split()
LAST = "Huber Maier Schmidt Öztürk Rossi Novák Müller Weiß O'Neill Keller Bauer Wagner".split()
CITIES = [("München", "DE", "80331"), ("Berlin", "DE", "10115"), ("Wien", "AT", "1010"), ("Zürich", "CH", "8001"),
          ("Salzburg", "AT", "5020"), ("Köln", "DE", "50667")]
PREFIX = {"DE": "49", "AT": "43", "CH": "41"}
PRODUCTS = [  # handle, title, vendor, type, tags, SKU, price
    ("becher-blau", "Blauer Becher", "Kiln & Co.", "Becher", "Küche, Keramik, Bestseller", "KC-001", "14.90"),
    ("becher-gruen", "Grüner Becher", "Kiln & Co.", "Becher", "Küche, Keramik", "KC-002", "14.90"),
    ("schale", "Schale \"Ria\", groß", "Kiln & Co.", "Schale", "Küche, Keramik", "KC-010", "39.00"),
    ("decke", "Wolldecke", "Almwolle", "Decke", "Wohnen", "AW-100", "129.00"),
    ("kissen", "Kissen, 40x40", "Almwolle", "Kissen", "Wohnen, Sale", "AW-110", "24.50"),
    ("kerze", "Kerze Zirbe", "Lichtung", "Kerze", "Wohnen, Bestseller", "LI-007", "9.95"),
    ("seife", "Seife", "Lichtung", "Seife", "Bad", "007", "6.50"),
    ("vase", "Vase", "Kiln & Co.", "Vase", "", "KC-020", "1049.00"),
]


class Dice:
    """A small generator of its own, so that no version of Python matters."""

    def __init__(self, seed):
        self.state = seed

    def below(self, most):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % most

    def of(self, things):
        return things[self.below(len(things))]

    def hits(self, percent):
        return self.below(100) < percent


def moment(dice, most_days):
    at = NOW - timedelta(days=dice.below(most_days), minutes=dice.below(24 * 60), seconds=dice.below(60))
    return at.astimezone(MUNICH)


def stamp(at):
    return at.strftime("%Y-%m-%d %H:%M:%S %z")


def cents(number):
    return f"{number // 100}.{number % 100:02d}"


def people(dice):
    for number in range(600):
        first, last = dice.of(FIRST), dice.of(LAST)
        city, country, code = dice.of(CITIES)
        mail = f"kunde{number}@example.{dice.of(['de', 'com', 'at'])}"
        digits = f"+{PREFIX[country]} {151 + dice.below(20)} {1000000 + dice.below(8999999)}"
        phone = dice.of(["", f"'{digits}", digits.replace(" ", ""), f"'{digits}"])
        tags = ", ".join(tag for tag in ["Newsletter", "VIP", "B2B", "Messe"] if dice.hits(22))
        yield {
            "Customer ID": f"'{6940035000000 + number}", "First Name": first, "Last Name": last, "Email": mail,
            "Accepts Email Marketing": dice.of(["yes", "yes", "no"]), "Default Address City": city,
            "Default Address Country Code": country, "Default Address Zip": f"'{code}", "Phone": phone,
            "Total Spent": "0.00", "Total Orders": "0", "Tags": tags,
            "Created at": stamp(moment(dice, 900)),
        }


def orders(dice, customers):
    for number in range(1400):
        at = moment(dice, 540)
        guest = dice.hits(5)
        mail = "" if guest else dice.of(customers)["Email"]
        # A few buyers are in the orders alone, as after somebody was deleted.
        mail = f"gone{dice.below(9)}@example.com" if not guest and dice.hits(3) else mail
        chosen = [dice.of(PRODUCTS) for _ in range(1 + dice.below(3))]
        lines = [(product, 1 + (dice.below(4) if dice.hits(30) else 0)) for product in chosen]
        francs = dice.hits(4)
        goods = sum(int(product[6].replace(".", "")) * pieces for product, pieces in lines)
        discount = goods // 10 if dice.hits(15) else 0
        shipping = 0 if goods > 5000 else 490
        total = goods - discount + shipping
        status = dice.of(["paid"] * 12 + ["refunded", "partially_refunded", "pending", "voided"])
        refunded = {"refunded": total, "partially_refunded": total // 2}.get(status, 0)
        cancelled = stamp(at + timedelta(hours=5)) if status == "voided" or dice.hits(2) else ""
        for place, (product, pieces) in enumerate(lines):
            row = {"Name": f"#{1001 + number}", "Email": mail, "Created at": stamp(at), "Lineitem quantity": pieces,
                   "Lineitem name": product[1], "Lineitem price": product[6], "Lineitem sku": product[5]}
            if place == 0:
                row |= {"Financial Status": status, "Currency": "CHF" if francs else "EUR",
                        "Subtotal": cents(goods - discount), "Shipping": cents(shipping), "Total": cents(total),
                        "Discount Code": "SOMMER10" if discount else "", "Discount Amount": cents(discount),
                        "Refunded Amount": cents(refunded), "Cancelled at": cancelled,
                        "Source": dice.of(["web", "web", "web", "pos"])}
            yield at, row


def texting(dice, customers):
    """Who may be sent text messages: each change of it, in the words of that tool."""
    for person in customers:
        at = moment(dice, 700)
        for _ in range(dice.below(4)):
            if at.astimezone(timezone.utc) < NOW:
                yield {"E-Mail": person["Email"], "Datum": at.strftime("%d/%m/%Y %H:%M"),
                       "Status": dice.of(["opt_in", "opt_in", "OPT_IN", "opt_out"]), "Quelle": dice.of(["Kasse", "Formular"])}
            at = moment(dice, 300)


def points(dice, customers):
    for person in customers:
        for _ in range(dice.below(5)):
            at = moment(dice, 500)
            worth = dice.below(250000)
            text = f"{worth // 100:,}".replace(",", ".") + f",{worth % 100:02d}"
            yield at, {"Konto": person["Email"], "Tag": at.strftime("%d.%m.%Y"), "Punkte": text if dice.hits(95) else "k. A.",
                       "Gold": dice.of(["ja", "nein", "nein"])}


def write(path, header, rows, **how):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\r\n", **how)
        writer.writeheader()
        writer.writerows(rows)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    dice = Dice(20260630)
    customers = list(people(dice))
    write(folder / "customers_export.csv", list(customers[0]), customers)

    header = ["Name", "Email", "Financial Status", "Currency", "Subtotal", "Shipping", "Total", "Discount Code",
              "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
              "Cancelled at", "Refunded Amount", "Source"]
    lines = list(orders(dice, customers))
    middle = datetime(2026, 1, 1, tzinfo=MUNICH)
    write(folder / "orders_export_1.csv", header, [row for at, row in lines if at < middle])
    # The platform has added a column since.
    write(folder / "orders_export_2.csv", header + ["Risk Level"], [row | {"Risk Level": "Low"} for at, row in lines if at >= middle])

    names = ["Handle", "Title", "Vendor", "Type", "Tags", "Variant SKU", "Variant Price"]
    write(folder / "products_export.csv", names, [dict(zip(names, product)) for product in PRODUCTS])

    write(folder / "sms_contacts.csv", ["E-Mail", "Datum", "Status", "Quelle"], texting(dice, customers), delimiter=";")
    rows = list(points(dice, customers))
    for year in (2025, 2026):
        write(folder / f"punkte-{year}.csv", ["Konto", "Tag", "Punkte", "Gold"],
              [row for at, row in rows if at.year == year], delimiter=";")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
