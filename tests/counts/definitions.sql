-- Who is in the segments of examples/definitions, by SQL written by hand and run in DuckDB.
-- `tests/counts/check.py examples/definitions definitions.sql` runs it and holds the members
-- against the pages beside the definitions, against which the tests hold seg.
-- Times in the files are of the shop's clock, and so are these; it shows 2026-06-30 12:00.

CREATE MACRO file(name) AS TABLE SELECT * FROM read_csv('data/' || name || '.csv', all_varchar = true, header = true);
CREATE VIEW c AS SELECT c.customer, email, phone, country, city, language, account_status,
                        joined::TIMESTAMP AS joined, birthday::DATE AS birthday,
                        vip = 'yes' AS vip, email_suppressed = 'yes' AS email_suppressed,
                        contact_card::DECIMAL(9, 2) AS contact_card, predicted_clv::DECIMAL(9, 2) AS predicted_clv,
                        ltv::DECIMAL(9, 2) AS ltv, identified::TIMESTAMP AS identified,
                        split(lower(sms_preferences), ';') AS sms_preferences, split(lower(groups), ';') AS groups,
                        split(lower(cities), ';') AS cities, split(countries, ';') AS countries
                 FROM file('customers') c LEFT JOIN file('traits') USING (customer);
CREATE VIEW o AS SELECT "order", customer, placed::TIMESTAMP AS "at", total::DECIMAL(9, 2) AS total,
                        total::DECIMAL(9, 2) - coalesce(refunded, '0')::DECIMAL(9, 2) AS net, store, lower(status) AS status
                 FROM file('orders')
                 WHERE coalesce(cancelled, 'no') = 'no' AND coalesce(test, 'no') = 'no' AND placed::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW p AS SELECT product, title, vendor, product_type, split(collections, ';') AS collections, split(lower(tags), ';') AS tags
                 FROM file('products');
CREATE VIEW l AS SELECT o.*, product, quantity::INT AS quantity, price::DECIMAL(9, 2) AS price, title, vendor, product_type, collections, tags
                 FROM file('order_lines') JOIN o USING ("order") LEFT JOIN p USING (product);
CREATE VIEW ck AS SELECT customer, started::TIMESTAMP AS "at", completed FROM file('checkouts') WHERE started::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW m AS SELECT customer, "at"::TIMESTAMP AS "at", channel, kind, lower(text) AS text, campaign
                 FROM file('messages') WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW v AS SELECT customer, "at"::TIMESTAMP AS "at", kind, product_type
                 FROM file('visits') LEFT JOIN p USING (product) WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW k AS SELECT customer, "at"::TIMESTAMP AS "at", channel, status FROM file('consents') WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW li AS SELECT customer, lower(list) AS list FROM file('lists') WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW app AS SELECT customer, "at"::TIMESTAMP AS "at", did FROM file('app') WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW cards AS SELECT customer, expires::DATE AS expires FROM file('cards') WHERE issued::TIMESTAMP <= '2026-06-30 12:00';
CREATE VIEW sms AS SELECT customer FROM k WHERE channel = 'sms' GROUP BY 1 HAVING arg_max(status, "at") = 'subscribed';
CREATE VIEW mail AS SELECT customer FROM k WHERE channel = 'email' GROUP BY 1 HAVING arg_max(status, "at") = 'subscribed';
CREATE VIEW spent AS SELECT customer, (SELECT coalesce(sum(net), 0) FROM o WHERE o.customer = c.customer) AS net,
                            (SELECT count(*) FROM o WHERE o.customer = c.customer) AS orders,
                            (SELECT max("at") FROM o WHERE o.customer = c.customer) AS latest FROM c;

-- smsb-01

-- seg: spent_more_than_100
SELECT customer FROM spent WHERE net > 100;

-- seg: spent_less_than_100
SELECT customer FROM spent WHERE net < 100;

-- seg: spent_exactly_100
SELECT customer FROM spent WHERE net = 100;

-- smsb-02

-- seg: ordered_last_week
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-06-22' AND "at" < '2026-06-29';

-- seg: ordered_last_month
SELECT DISTINCT customer FROM o WHERE year("at") = 2026 AND month("at") = 5;

-- seg: ordered_last_3_months
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-03-30';

-- seg: ordered_last_year
SELECT DISTINCT customer FROM o WHERE year("at") = 2025;

-- seg: ordered_on_17_may
SELECT DISTINCT customer FROM o WHERE "at"::DATE = '2026-05-17';

-- seg: ordered_by_17_may
SELECT DISTINCT customer FROM o WHERE "at"::DATE <= '2026-05-17';

-- seg: ordered_from_17_may
SELECT DISTINCT customer FROM o WHERE "at"::DATE >= '2026-05-17';

-- smsb-03

-- seg: quiet_for_90_days
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-04-01';

-- seg: quiet_since_new_year
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-01-01';

-- smsb-04

-- seg: more_than_3_orders
SELECT customer FROM spent WHERE orders > 3;

-- seg: fewer_than_3_orders
SELECT customer FROM spent WHERE orders < 3;

-- seg: exactly_3_orders
SELECT customer FROM o GROUP BY 1 HAVING count(*) = 3;

-- smsb-05 to smsb-09

-- seg: bought_the_blue_mug
SELECT DISTINCT customer FROM l WHERE title = 'Blue Mug';

-- seg: dog_shoppers
SELECT DISTINCT customer FROM l WHERE list_has_any(collections, ['Dog treats', 'Dog food']);

-- seg: left_at_the_checkout
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23';

-- seg: without_a_mug
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM l WHERE title IN ('Blue Mug', 'Red Mug'));

-- seg: without_dog_food
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM l WHERE list_contains(collections, 'Dog food'));

-- smsb-10 to smsb-12

-- seg: small_incentive
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-03-30';

-- seg: nike_runners
SELECT DISTINCT customer FROM l WHERE vendor = 'Nike' AND product_type = 'Shoes';

-- seg: offer_dog_food
SELECT DISTINCT customer FROM l WHERE list_contains(collections, 'Dog treats');

-- klav-01 to klav-05

-- seg: sms_subscribers
SELECT customer FROM sms;

-- seg: highly_engaged_by_sms
SELECT customer FROM sms WHERE customer IN (SELECT customer FROM k WHERE channel = 'sms' AND status = 'subscribed' AND "at" >= '2026-05-31')
                            OR customer IN (SELECT customer FROM m WHERE channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-04-01');

-- seg: prefers_sms
SELECT customer FROM sms JOIN c USING (customer)
WHERE email IS NOT NULL AND email_suppressed IS NOT TRUE
  AND EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-05-01')
  AND NOT EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-05-01');

-- seg: sms_vip
SELECT customer FROM sms JOIN spent USING (customer) WHERE net > 500 OR orders >= 10;

-- seg: high_intent
SELECT customer FROM sms
WHERE (SELECT count(*) FROM v WHERE v.customer = sms.customer AND kind = 'viewed_product' AND "at" >= '2026-06-25') >= 2
  AND customer IN (SELECT customer FROM ck WHERE "at" >= '2026-06-25')
  AND customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-25');

-- klav-07 to klav-14

-- seg: north_american_phones
SELECT customer FROM sms JOIN c USING (customer) WHERE left(replace(phone, ' ', ''), 5) IN ('+1617', '+1416');

-- seg: small_budgets
SELECT customer FROM sms JOIN c USING (customer) WHERE predicted_clv <= 10;

-- seg: product_launches
SELECT customer FROM sms JOIN c USING (customer) WHERE list_contains(sms_preferences, 'product launches');

-- seg: texted_join
SELECT DISTINCT customer FROM m WHERE channel = 'sms' AND kind = 'received' AND text IN ('join', 'jion', 'joyn');

-- seg: italian_by_sms
SELECT customer FROM sms JOIN c USING (customer) WHERE lower(language) = 'it';

-- seg: spanish_by_keyword
SELECT customer FROM sms SEMI JOIN (FROM m WHERE channel = 'sms' AND kind = 'received' AND text IN ('unirse', 'alta')) USING (customer);

-- seg: has_contact_card
SELECT customer FROM c WHERE contact_card = 1 AND left(phone, 5) IN ('+1617', '+1416');

-- seg: lacks_contact_card
SELECT customer FROM c JOIN sms USING (customer)
WHERE contact_card = 0 AND left(phone, 5) IN ('+1617', '+1416')
  AND (SELECT max("at") FROM k WHERE k.customer = c.customer AND channel = 'sms' AND status = 'subscribed') < '2026-05-31';

-- klav-15 to klav-23

-- seg: big_spenders_by_sms
SELECT customer FROM sms JOIN o USING (customer) WHERE "at" >= '2025-06-30' GROUP BY 1 HAVING sum(total) > 500;

-- seg: frequent_buyers_by_sms
SELECT customer FROM sms JOIN o USING (customer) WHERE "at" >= '2025-06-30' GROUP BY 1 HAVING count(*) > 5;

-- seg: fresh_or_clicking
SELECT customer FROM sms
WHERE EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-05-31')
   OR EXISTS (FROM k WHERE k.customer = sms.customer AND channel = 'sms' AND status = 'subscribed' AND "at" >= '2026-05-31');

-- seg: ordinary_customers
SELECT customer FROM c WHERE vip IS NOT TRUE;

-- seg: newsletter_buyers
SELECT DISTINCT customer FROM li JOIN o USING (customer) WHERE list = 'newsletter';

-- seg: engaged_never_ordered
SELECT customer FROM spent WHERE orders = 0
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: engaged_ordered_often
SELECT customer FROM spent WHERE orders > 2
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: engaged_ordered_once
SELECT customer FROM spent WHERE orders IN (1, 2)
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: newsletter_out_of_reach
SELECT DISTINCT customer FROM li WHERE list = 'newsletter'
  AND customer NOT IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- klav-31, klav-32

-- seg: one_and_done
SELECT customer FROM o GROUP BY 1 HAVING count(*) = 1 AND date_diff('day', max("at"), TIMESTAMP '2026-06-30 12:00') > 60;

-- seg: boston_and_san_francisco
SELECT customer FROM c WHERE lower(city) IN ('boston', 'san francisco');

-- shop

-- seg: email_subscribers
SELECT customer FROM mail;

-- seg: disabled_accounts
SELECT customer FROM c WHERE lower(account_status) = 'disabled';

-- seg: spent_up_to_999_99
SELECT customer FROM o GROUP BY 1 HAVING sum(net) BETWEEN 1 AND 999.99;

-- seg: abandoned_this_week
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23';

-- seg: bought_product_1234
SELECT DISTINCT customer FROM l WHERE product = '1234';

-- seg: bought_product_1234_again
SELECT customer FROM l WHERE product = '1234' GROUP BY 1 HAVING count(DISTINCT "order") >= 2;

-- seg: never_bought_anything
SELECT customer FROM c ANTI JOIN l USING (customer);

-- seg: bought_nothing_for_3_months
SELECT customer FROM c ANTI JOIN (FROM o WHERE "at" >= '2026-03-30') USING (customer);

-- seg: sports_wear_buyers
SELECT DISTINCT customer FROM l WHERE list_contains(tags, 'sports wear') AND "at" >= '2025-06-30';

-- seg: spring_launch_arrived
SELECT customer FROM c WHERE customer NOT IN
  (SELECT customer FROM m WHERE channel = 'email' AND kind = 'bounced' AND campaign = 'Spring launch' AND "at" >= '2025-06-30');

-- seg: last_ordered_30_may_2020
SELECT customer FROM spent WHERE latest::DATE = '2020-05-30';

-- seg: last_ordered_since_2020_not_this_week
SELECT customer FROM spent WHERE latest::DATE BETWEEN '2020-01-01' AND '2026-06-23';

-- seg: outside_los_angeles
SELECT customer FROM c WHERE NOT coalesce(list_contains(cities, 'los angeles'), false);

-- seg: eleven_markets
SELECT customer FROM c WHERE list_has_any(countries, ['AT', 'BE', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'NL']);

-- seg: regulars_since_2025
SELECT customer FROM o WHERE "at" >= '2025-01-01' GROUP BY 1 HAVING count(*) >= 5;

-- seg: wave_a
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) >= 2024;

-- seg: wave_b
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) BETWEEN 2021 AND 2023;

-- seg: wave_c
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) < 2021;

-- seg: christmas_pajamas
SELECT customer FROM mail SEMI JOIN (FROM l WHERE list_contains(tags, 'christmas pajamas')) USING (customer);

-- seg: expects_no_delivery
SELECT customer FROM mail ANTI JOIN (FROM o WHERE "at" >= '2026-06-16') USING (customer);

-- seg: wedding_anniversary_near
SELECT DISTINCT customer FROM l WHERE list_contains(tags, 'wedding') AND "at" >= '2025-06-30' AND "at" < '2025-07-30';

-- seg: silent_repeat_buyers
SELECT customer FROM spent WHERE orders > 1 AND latest >= '2025-06-30' AND latest < '2026-04-01';

-- seg: at_example_com
SELECT customer FROM c WHERE email ILIKE '%@example.com';

-- post

-- seg: no_recent_sign_up
SELECT customer FROM c ANTI JOIN (FROM app WHERE did = 'signed up' AND "at" >= '2026-04-30') USING (customer);

-- seg: watched_5_times
SELECT customer FROM app WHERE did = 'watched video' AND "at" >= '2026-06-16' GROUP BY 1 HAVING count(*) = 5;

-- seg: did_not_sign_up_and_watch
SELECT customer FROM c WHERE NOT EXISTS
  (FROM app a JOIN app b ON a.customer = b.customer AND b."at" > a."at" AND b."at" <= a."at" + INTERVAL 1 DAY
   WHERE a.customer = c.customer AND a.did = 'signed up' AND a."at" >= '2026-06-25' AND b.did = 'watched video');

-- seg: first_share
SELECT customer FROM app WHERE did = 'shared insight' GROUP BY 1 HAVING min("at") >= '2026-05-31';

-- seg: resumed_sharing
SELECT customer FROM app WHERE did = 'shared insight' GROUP BY 1
HAVING max("at") >= '2026-06-25' AND count(*) FILTER ("at" >= '2026-06-20' AND "at" < '2026-06-25') = 0;

-- cio

-- seg: no_purchase_known_for_a_week
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-23')
  AND (joined::DATE <= '2026-06-23' OR customer IN (SELECT customer FROM v WHERE "at" < '2026-06-23'));

-- seg: no_purchase_this_week
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-23');

-- seg: signed_up_known
SELECT customer FROM c WHERE joined IS NOT NULL;

-- seg: joined_lately
SELECT customer FROM c WHERE joined >= '2026-06-16' AND joined <= '2026-06-30 12:00';

-- seg, dyn

-- seg: ordered_something
SELECT DISTINCT customer FROM l;

-- seg: card_expires_soon
SELECT DISTINCT customer FROM cards WHERE expires BETWEEN '2026-06-30' AND '2026-07-30';

-- seg: campaign_group
SELECT DISTINCT customer FROM li WHERE list = 'campaign group a';

-- seg: signed_for_color_run
SELECT DISTINCT customer FROM li WHERE list = 'colorrun';

-- seg: members
SELECT DISTINCT customer FROM li WHERE list = 'members';

-- seg: color_run_prospects
SELECT customer FROM li WHERE list = 'campaign group a'
INTERSECT SELECT customer FROM li WHERE list = 'colorrun'
EXCEPT SELECT customer FROM li WHERE list = 'members';

-- adobe, lyt

-- seg: bought_last_week
SELECT DISTINCT customer FROM l WHERE "at" >= '2026-06-22' AND "at" < '2026-06-29';

-- seg: birthday_3_days_ago
SELECT customer FROM c WHERE month(birthday) = 6 AND day(birthday) = 27;

-- seg: born_in_june
SELECT customer FROM c WHERE month(birthday) = 6;

-- seg: viewed_added_bought
SELECT DISTINCT v.customer FROM v, app, o
WHERE v.customer = app.customer AND app.customer = o.customer AND v.kind = 'viewed_product' AND app.did = 'added to cart'
  AND v."at" < app."at" AND app."at" < o."at";

-- seg: recent_us_buyers
SELECT customer FROM c WHERE upper(country) = 'US' AND customer IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- seg: recent_us_buyers_by_email
SELECT customer FROM mail JOIN c USING (customer)
WHERE upper(country) = 'US' AND customer IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- braze

-- seg: funan_regulars
SELECT customer FROM o WHERE lower(store) = 'funan' AND "at" >= '2026-04-01' GROUP BY 1 HAVING count(*) > 3 AND sum(net) > 500;

-- seg: autumn_2023
SELECT customer FROM o WHERE year("at") = 2023 GROUP BY 1 HAVING count(DISTINCT month("at")) FILTER (month("at") BETWEEN 9 AND 11) = 3;

-- seg: no_cart_left_since_yesterday
SELECT customer FROM c ANTI JOIN (FROM ck WHERE completed IS NULL AND "at" >= '2026-06-29') USING (customer);

-- hig, mau, shopana

-- seg: more_than_three_items
SELECT customer FROM l GROUP BY 1 HAVING count(*) > 3;

-- seg: identified_a_week_ago
SELECT customer FROM c WHERE identified::DATE = '2026-06-23';

-- seg: identified_last_month
SELECT customer FROM c WHERE identified >= '2026-05-01' AND identified < '2026-06-01';

-- seg: identified_this_year
SELECT customer FROM c WHERE year(identified) = 2026;

-- seg: birthday_soon
SELECT customer FROM mail JOIN c USING (customer) WHERE strftime(birthday, '%m-%d') BETWEEN '06-30' AND '07-30';

-- seg: abandoned_without_order
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23'
  AND customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- seg: nothing_completed
SELECT customer FROM c ANTI JOIN (FROM o WHERE status = 'completed') USING (customer);

-- uno, sca, opt, kai

-- seg: into_electronics
SELECT customer FROM v WHERE kind = 'viewed_product' AND product_type = 'Electronics' AND "at" >= '2026-05-31' GROUP BY 1 HAVING count(*) >= 3;

-- seg: valuable_gold
SELECT customer FROM c WHERE list_contains(groups, 'gold') AND ltv > 500;

-- seg: ordered_within_5_days
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-06-25';

-- seg: spend_low
SELECT customer FROM spent WHERE net < 100;

-- seg: spend_medium
SELECT customer FROM spent WHERE net >= 100 AND net < 500;

-- seg: spend_high
SELECT customer FROM spent WHERE net >= 500 AND net < 2000;

-- seg: spend_vip
SELECT customer FROM spent WHERE net >= 2000;
