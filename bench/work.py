"""What is measured: segments, each with the SQL that a good engineer would write for it by hand."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 6, 30, 12, tzinfo=ROME)


def instant(days):
    """The midnight so many days ago, as `last 30d` means it."""
    day = NOW.date() - timedelta(days=days)
    at = datetime(day.year, day.month, day.day, tzinfo=ROME)
    return f"TIMESTAMPTZ '{at.isoformat(sep=' ')}'"


UNTIL = f"TIMESTAMPTZ '{NOW.isoformat(sep=' ')}'"

# Rows that count, by the time up to which they do. Products are few, so their texts are lowered before the join.
VIEWS = f"""
CREATE VIEW c  AS SELECT * FROM 'data/customers.parquet' WHERE created_at IS NULL OR created_at <= {UNTIL};
CREATE VIEW p  AS SELECT id AS pid, lower(title) AS title, lower(vendor) AS vendor FROM 'data/products.parquet';
CREATE VIEW o  AS SELECT customer_id, created_at AS moment, total - refunded AS net FROM 'data/orders.parquet'
                  WHERE lower(status) <> 'cancelled' AND NOT test AND created_at <= {UNTIL};
CREATE VIEW l  AS SELECT customer_id, order_id, created_at AS moment, title, vendor, quantity
                  FROM 'data/order_lines.parquet' LEFT JOIN p ON product_id = pid
                  WHERE lower(status) <> 'cancelled' AND NOT test AND created_at <= {UNTIL};
CREATE VIEW v  AS SELECT customer_id, happened_at AS moment, lower(kind) AS kind, title
                  FROM 'data/visits.parquet' LEFT JOIN p ON product_id = pid WHERE happened_at <= {UNTIL};
CREATE VIEW m  AS SELECT customer_id, happened_at AS moment, lower(channel) AS channel, lower(kind) AS kind
                  FROM 'data/messages.parquet' WHERE happened_at <= {UNTIL};
CREATE VIEW ck AS SELECT customer_id, started_at AS moment,
                         CASE WHEN completed_at <= {UNTIL} THEN completed_at END AS completed_at FROM 'data/checkouts.parquet'
                  WHERE started_at <= {UNTIL};
CREATE VIEW k  AS SELECT customer_id, happened_at AS moment, lower(channel) AS channel, lower(status) AS status
                  FROM 'data/consents.parquet' WHERE happened_at <= {UNTIL};
"""

SINGLES = [
    ("a field", "country = IT and language = it",
     "SELECT count(*) FROM c WHERE lower(country) = 'it' AND lower(language) = 'it'"),
    ("a part of a text", 'email ends with "@example.com" and first_name contains "an"',
     "SELECT count(*) FROM c WHERE lower(email) LIKE '%@example.com' AND contains(lower(first_name), 'an')"),
    ("a sum", "money_spent > 100",
     "SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(net) > 100)"),
    ("a sum of a year", "money_spent last 365d > 500",
     f"SELECT count(*) FROM (SELECT customer_id FROM o WHERE moment >= {instant(365)} GROUP BY 1 HAVING sum(net) > 500)"),
    ("an absence", "not ordered_since 90d",
     f"SELECT count(*) FROM c ANTI JOIN (FROM o WHERE moment >= {instant(90)}) o ON id = customer_id"),
    ("how often", "ordered at least 3 times last 365d",
     f"SELECT count(*) FROM (SELECT customer_id FROM o WHERE moment >= {instant(365)} GROUP BY 1 HAVING count(*) >= 3)"),
    ("a product", 'ordered product "Blue Mug" last 365d',
     f"SELECT count(DISTINCT customer_id) FROM l WHERE title = 'blue mug' AND moment >= {instant(365)}"),
    ("a sum over lines", 'sum(ordered_item.quantity where vendor = "Nike") >= 3',
     "SELECT count(*) FROM (SELECT customer_id FROM l WHERE vendor = 'nike' GROUP BY 1 HAVING sum(quantity) >= 3)"),
    ("visits", "viewed_product at least twice last 30d",
     "SELECT count(*) FROM (SELECT customer_id FROM v WHERE kind = 'viewed_product' "
     f"AND moment >= {instant(30)} GROUP BY 1 HAVING count(*) >= 2)"),
    ("three conditions", "money_spent > 100 and not ordered_since 90d and sms_consent",
     f"""SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1
         HAVING sum(net) > 100 AND max(moment) < {instant(90)}) SEMI JOIN
         (SELECT customer_id FROM k WHERE channel = 'sms' GROUP BY 1 HAVING arg_max(status, moment) = 'subscribed')
         USING (customer_id)"""),
]


class Atom:
    """A condition: its words, the table and aggregate that it stands on, and the test of that."""

    def __init__(self, seg, test, table=None, aggregate=None, where=None):
        self.seg, self.test, self.table, self.aggregate, self.where = seg, test, table, aggregate, where


PRODUCTS = ["Blue Mug", "Blue Mug XL", "Dog Treats Salmon", "Nike Pegasus 41", "Christmas Pajamas", "Gift card 50"]
VENDORS = ["Nike"]
COUNTRIES = ["IT", "DE", "US", "GB", "ES", "FR", "CA", "JP", "PL", "GR"]


def atoms(dice, days, amounts):
    """One condition of each kind."""
    day, product, country = dice.choice(days), dice.choice(PRODUCTS), dice.choice(COUNTRIES)
    since = f"moment >= {instant(day)}"
    amount, times = dice.choice(amounts), dice.choice([2, 3, 5])
    return {
        "spent": Atom(f"money_spent last {day}d > {amount}", f"{{}} > {amount}", "o", "sum(net)", since),
        "product": Atom(f'ordered product "{product}" last {day}d', "{} > 0", "l", "count(*)",
                        f"title = '{product.lower()}' AND {since}"),
        "quiet": Atom(f"not ordered_since {day}d", "coalesce({}, 0) = 0", "o", "count(*)", since),
        "often": Atom(f"ordered at least {times} times last {day}d", f"{{}} >= {times}", "o", "count(*)", since),
        "viewed": Atom(f'viewed_product "{product}" last {day}d', "{} > 0", "v", "count(*)",
                       f"kind = 'viewed_product' AND title = '{product.lower()}' AND {since}"),
        "clicked": Atom(f"clicked_sms last {day}d", "{} > 0", "m", "count(*)",
                        f"channel = 'sms' AND kind = 'clicked' AND {since}"),
        "basket": Atom(f"abandoned_checkout last {day}d", "{} > 0", "ck", "count(*)",
                       f"completed_at IS NULL AND {since}"),
        "country": Atom(f"country = {country}", f"lower(country) = '{country.lower()}'"),
        "vip": Atom("vip", "vip"),
    }


def mix(number, kind):
    """So many segments, as lists of conditions that all hold.

    `usual`: one to three conditions, windows and bounds as people choose them. `heavy`: three conditions
    over two tables each, with windows that hardly two have in common.
    """
    dice = random.Random(f"{kind} {number}")
    segments = []
    for _ in range(number):
        if kind == "heavy":
            of = atoms(dice, range(1, 730), range(1, 1000))
            quiet = atoms(dice, range(1, 730), [1])["quiet"]
            segments.append([of["spent"], of["product"], quiet])
        else:
            of = atoms(dice, [7, 14, 30, 60, 90, 180, 365], [50, 100, 200, 500, 1000])
            segments.append([of[name] for name in dice.sample(sorted(of), dice.choice([1, 2, 2, 3]))])
    return segments


def words(segment):
    """A segment as it is written in seg."""
    return " and ".join(atom.seg for atom in segment)


def query(segments, filtered):
    """One SQL query for these segments: each table grouped once, aggregates that are the same once."""
    columns, tables = {}, {}
    for atom in (atom for segment in segments for atom in segment if atom.table):
        key = (atom.table, atom.aggregate, atom.where)
        if key not in columns:
            columns[key] = f"f{len(columns)}"
            tables.setdefault(atom.table, []).append(key)
    joins = []
    for table, keys in tables.items():
        if filtered and len(keys) == 1:
            values, rows = f"{keys[0][1]} AS {columns[keys[0]]}", f"{table} WHERE {keys[0][2]}"
        else:
            values = ", ".join(f"{of} FILTER (WHERE {where}) AS {columns[t, of, where]}" for t, of, where in keys)
            rows = table
        joins.append(f"LEFT JOIN (SELECT customer_id, {values} FROM {rows} GROUP BY 1) of_{table} "
                     f"ON of_{table}.customer_id = c.id")
    tests = [" AND ".join(atom.test.format(columns.get((atom.table, atom.aggregate, atom.where), ""))
                          for atom in segment) for segment in segments]
    counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in tests)
    return f"SELECT {counts} FROM c {' '.join(joins)}"


def floor(segments):
    """The least that any engine does: each table read once, the needed columns grouped by customer."""
    needed = {"o": "sum(net), max(moment)", "l": "max(title), max(moment)", "v": "max(kind), max(title), max(moment)",
              "m": "max(channel), max(kind), max(moment)", "ck": "max(completed_at), max(moment)"}
    tables = sorted({atom.table for segment in segments for atom in segment if atom.table})
    counts = [f"(SELECT count(*) FROM (SELECT customer_id, {needed[table]} FROM {table} GROUP BY 1))"
              for table in tables]
    return f"SELECT {', '.join(counts)}, (SELECT count(lower(country)) FROM c)"
