"""Counts the segments of this folder by hand-written SQL: python expected.py

Needs the `duckdb` package, and `data/` as `fetch.sh` leaves it. It knows nothing of `seg` or
`seg.toml`. Times are those of New York, written out as UTC: four hours later in summer, five in
winter. Prints what differs from the numbers in `expected.txt` and exits with 1.
"""

import os
import sys
from pathlib import Path

import duckdb

os.chdir(Path(__file__).resolve().parent)
db = duckdb.connect()

# Noon of 31 December in New York is 17:00 UTC; later lines have not happened.
db.execute("""
create table line as
    select household_id as who, basket_id as basket, transaction_timestamp as stamp, quantity,
           cast(round(sales_value, 2) as decimal(18, 2)) as paid,
           cast(round(retail_disc, 2) as decimal(18, 2)) as saved,
           p.department, p.product_category as category, p.brand
    from 'data/transactions.parquet' t
    left join 'data/products.parquet' p on p.product_id = t.product_id
    where transaction_timestamp <= timestamp '2017-12-31 17:00:00';
create table basket as
    select who, basket, min(stamp) as stamp, sum(paid) as total, sum(saved) as saved from line group by who, basket;
create table household as select distinct who from line;
create table redeemed as
    select household_id as who, redemption_date as day, campaign_type as kind
    from 'data/coupon_redemptions.parquet' join 'data/campaign_descriptions.parquet' using (campaign_id)
    where redemption_date <= date '2017-12-31';
create table mailed as
    select household_id as who, start_date, end_date, campaign_type as kind
    from 'data/campaigns.parquet' join 'data/campaign_descriptions.parquet' using (campaign_id)
    where start_date <= date '2017-12-31';
create table known as select household_id as who, age, kids_count as children from 'data/demographics.parquet';
""")

SEGMENTS = {
    "big_spenders": """
        select who from basket
        where stamp >= '2017-07-01 04:00' and stamp < '2017-10-01 04:00'
        group by who having sum(total) > 800""",
    "full_baskets": """
        select who from basket group by who having count(*) >= 12 and sum(total) > 80 * count(*)""",
    "meat_for_many": """
        select distinct b.who from basket b join line l on l.basket = b.basket
        where l.department = 'MEAT' and b.total > 100 and b.stamp >= '2017-10-01 04:00'""",
    "own_brand_fans": """
        select who from line group by who
        having 10 * sum(case when brand = 'Private' then paid else 0 end) > 4 * sum(paid)""",
    "worth_a_survey": """
        select who from basket where who not in (select who from known where age is not null)
        group by who having sum(total) > 3000""",
    "seafood_again": """
        select who from line
        where department in ('SEAFOOD', 'SEAFOOD-PCKGD') and stamp >= '2017-10-02 04:00'
        group by who having count(distinct basket) >= 2""",
    "dogs_and_cats": """
        select who from line where category = 'DOG FOODS'
        intersect
        select who from line where category in ('CAT FOOD', 'CAT LITTER')""",
    "explorers": """
        select who from line where quantity > 0 and stamp >= '2017-01-01 05:00'
        group by who having count(distinct department) >= 15""",
    "fuel_but_nothing_fresh": """
        select who from line where department = 'FUEL' group by who having count(distinct basket) >= 2
        except
        select who from line where department = 'PRODUCE'""",
    "christmas_eve": """
        select distinct who from line where stamp >= '2017-12-24 05:00' and stamp < '2017-12-25 05:00'""",
    "families_without_diapers": """
        select who from known where children <> '0'
        except
        select who from line where category in ('DIAPERS & DISPOSABLES', 'BABY FOODS', 'BABYFOOD')""",
    "newcomers": """
        select who from line group by who having min(stamp) >= '2017-10-01 04:00'""",
    "lapsed_regulars": """
        select who from basket group by who having count(*) >= 20 and max(stamp) < '2017-11-01 04:00'""",
    "gone_after_the_coupon": """
        select who from redeemed where kind = 'Type A' and day < '2017-12-17'
        except
        select who from line where stamp >= '2017-12-17 05:00'""",
    "coupon_hunters": """
        select who from redeemed group by who having count(*) >= 5
        intersect
        select who from line group by who having sum(saved) > 300""",
    "mailed_in_vain": """
        select who from mailed where kind = 'Type A' group by who having count(*) >= 2
        except
        select who from redeemed""",
    "still_running": """
        select who from mailed where end_date >= '2017-12-31'
        except
        select who from redeemed where day >= '2017-12-01'""",
}


def count(sql):
    """How many households of the year a query finds."""
    return db.execute(f"select count(*) from household where who in ({sql})").fetchone()[0]


counted = {"customers": count("select who from household")}
counted |= {name: count(sql) for name, sql in SEGMENTS.items()}
if "--print" in sys.argv:
    print("\n".join(f"{name:26}{number:>5}" for name, number in counted.items()))
    sys.exit()
lines = (line.split() for line in Path("expected.txt").read_text(encoding="utf-8").splitlines())
typed = {name: int(number) for name, number in lines}
wrong = [name for name in counted.keys() | typed.keys() if counted.get(name) != typed.get(name)]
for name in sorted(wrong):
    print(f"{name}: DuckDB counts {counted.get(name)}, the table says {typed.get(name)}")
print(f"{len(SEGMENTS)} segments checked, {len(wrong)} differ")
sys.exit(1 if wrong else 0)
