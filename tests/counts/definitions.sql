-- Who is in the segments of examples/definitions, by SQL written by hand and run in DuckDB.
-- `tests/counts/check.py examples/definitions definitions.sql` runs it and holds a definition's own
-- people against the page beside it, and all members against their number and digest given here
-- (the first 12 digits of the SHA-256 of their keys, sorted, a line each): to those the tests hold seg.
-- Times in the files are of the shop's clock, and so are these; it shows 2026-06-30 12:00.

CREATE MACRO file(name) AS TABLE SELECT * FROM read_csv('data/' || name || '.csv', all_varchar = true, header = true);
CREATE VIEW c AS SELECT c.customer, email, phone, country, city, postcode, language, account_status,
                        CASE WHEN joined::TIMESTAMP <= '2026-06-30 12:00' THEN joined::TIMESTAMP END AS joined, birthday::DATE AS birthday,
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
CREATE VIEW pc AS SELECT postcode, country, latitude::DOUBLE AS latitude, longitude::DOUBLE AS longitude FROM file('postcodes');
CREATE MACRO km(a, b, c, d) AS 2 * 6371.0088 * asin(sqrt(power(sin(radians(c - a) / 2), 2)
                               + cos(radians(a)) * cos(radians(c)) * power(sin(radians(d - b) / 2), 2)));
CREATE VIEW sms AS SELECT customer FROM k WHERE channel = 'sms' GROUP BY 1 HAVING arg_max(status, "at") = 'subscribed';
CREATE VIEW mail AS SELECT customer FROM k WHERE channel = 'email' GROUP BY 1 HAVING arg_max(status, "at") = 'subscribed';
CREATE VIEW spent AS SELECT customer, (SELECT coalesce(sum(net), 0) FROM o WHERE o.customer = c.customer) AS net,
                            (SELECT count(*) FROM o WHERE o.customer = c.customer) AS orders,
                            (SELECT max("at") FROM o WHERE o.customer = c.customer) AS latest FROM c;

-- smsb-01

-- seg: spent_more_than_100
-- members: 43 5c4685f1bd7c
SELECT customer FROM spent WHERE net > 100;

-- seg: spent_less_than_100
-- members: 672 ed6a1002c105
SELECT customer FROM spent WHERE net < 100;

-- seg: spent_exactly_100
-- members: 8 8429e57a6af9
SELECT customer FROM spent WHERE net = 100;

-- smsb-02

-- seg: ordered_last_week
-- members: 19 0a8cf9a57c24
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-06-22' AND "at" < '2026-06-29';

-- seg: ordered_last_month
-- members: 44 eb63c337e652
SELECT DISTINCT customer FROM o WHERE year("at") = 2026 AND month("at") = 5;

-- seg: ordered_last_3_months
-- members: 108 32051c88bb1c
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-03-30';

-- seg: ordered_last_year
-- members: 35 5d3ceeb6bcf5
SELECT DISTINCT customer FROM o WHERE year("at") = 2025;

-- seg: ordered_on_17_may
-- members: 2 24093d004576
SELECT DISTINCT customer FROM o WHERE "at"::DATE = '2026-05-17';

-- seg: ordered_by_17_may
-- members: 270 3442ec102553
SELECT DISTINCT customer FROM o WHERE "at"::DATE <= '2026-05-17';

-- seg: ordered_from_17_may
-- members: 70 35a1da69c0c2
SELECT DISTINCT customer FROM o WHERE "at"::DATE >= '2026-05-17';

-- smsb-03

-- seg: quiet_for_90_days
-- members: 215 3ec8db89b1b7
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-04-01';

-- seg: quiet_since_new_year
-- members: 70 cb6ef764c63b
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-01-01';

-- smsb-04

-- seg: more_than_3_orders
-- members: 35 6cdd60b9fc28
SELECT customer FROM spent WHERE orders > 3;

-- seg: fewer_than_3_orders
-- members: 671 c43f20529fba
SELECT customer FROM spent WHERE orders < 3;

-- seg: exactly_3_orders
-- members: 17 207e6fc63012
SELECT customer FROM o GROUP BY 1 HAVING count(*) = 3;

-- smsb-05 to smsb-09

-- seg: bought_the_blue_mug
-- members: 25 f94354b62204
SELECT DISTINCT customer FROM l WHERE title = 'Blue Mug';

-- seg: dog_shoppers
-- members: 21 0be2908dd696
SELECT DISTINCT customer FROM l WHERE list_has_any(collections, ['Dog treats', 'Dog food']);

-- seg: left_at_the_checkout
-- members: 23 db10f68a505f
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23';

-- seg: without_a_mug
-- members: 695 5047bbf39b30
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM l WHERE title IN ('Blue Mug', 'Red Mug'));

-- seg: without_dog_food
-- members: 718 74bb485d4e54
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM l WHERE list_contains(collections, 'Dog food'));

-- smsb-10 to smsb-12

-- seg: small_incentive
-- members: 210 970362741e7d
SELECT customer FROM o GROUP BY 1 HAVING max("at") < '2026-03-30';

-- seg: nike_runners
-- members: 2 ebdeaf3ab492
SELECT DISTINCT customer FROM l WHERE vendor = 'Nike' AND product_type = 'Shoes';

-- seg: offer_dog_food
-- members: 18 9d24d60d5ab1
SELECT DISTINCT customer FROM l WHERE list_contains(collections, 'Dog treats');

-- klav-01 to klav-05

-- seg: sms_subscribers
-- members: 112 181af6b30eeb
SELECT customer FROM sms;

-- seg: highly_engaged_by_sms
-- members: 19 ecb1319cfe6a
SELECT customer FROM sms WHERE customer IN (SELECT customer FROM k WHERE channel = 'sms' AND status = 'subscribed' AND "at" >= '2026-05-31')
                            OR customer IN (SELECT customer FROM m WHERE channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-04-01');

-- seg: prefers_sms
-- members: 6 7978b64eb7ac
SELECT customer FROM sms JOIN c USING (customer)
WHERE email IS NOT NULL AND email_suppressed IS NOT TRUE
  AND EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-05-01')
  AND NOT EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-05-01');

-- seg: sms_vip
-- members: 5 8480b5fd2138
SELECT customer FROM sms JOIN spent USING (customer) WHERE net > 500 OR orders >= 10;

-- seg: high_intent
-- members: 6 10e9fc8c2e50
SELECT customer FROM sms
WHERE (SELECT count(*) FROM v WHERE v.customer = sms.customer AND kind = 'viewed_product' AND "at" >= '2026-06-25') >= 2
  AND customer IN (SELECT customer FROM ck WHERE "at" >= '2026-06-25')
  AND customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-25');

-- klav-06

-- seg: near_the_postcode
-- members: 7 790f51c344da
SELECT customer FROM sms JOIN c USING (customer)
  JOIN pc ON pc.postcode = c.postcode AND pc.country = upper(c.country)
  WHERE km(latitude, longitude, 45.47, 9.19) <= 25;

-- seg: near_the_spot
-- members: 5 c24bf6e93f57
SELECT customer FROM sms JOIN c USING (customer)
  JOIN pc ON pc.postcode = c.postcode AND pc.country = upper(c.country)
  WHERE km(latitude, longitude, 45.47, 9.19) <= 10 * 1.609344;

-- klav-07 to klav-14

-- seg: north_american_phones
-- members: 10 5e9c7f2a8f41
SELECT customer FROM sms JOIN c USING (customer) WHERE left(replace(phone, ' ', ''), 5) IN ('+1617', '+1416');

-- seg: small_budgets
-- members: 2 40524c417c8b
SELECT customer FROM sms JOIN c USING (customer) WHERE predicted_clv <= 10;

-- seg: product_launches
-- members: 3 e60b03843991
SELECT customer FROM sms JOIN c USING (customer) WHERE list_contains(sms_preferences, 'product launches');

-- seg: texted_join
-- members: 5 9124b170dcdf
SELECT DISTINCT customer FROM m WHERE channel = 'sms' AND kind = 'received' AND text IN ('join', 'jion', 'joyn');

-- seg: italian_by_sms
-- members: 2 1440d14bdc90
SELECT customer FROM sms JOIN c USING (customer) WHERE lower(language) = 'it';

-- seg: spanish_by_keyword
-- members: 2 1663019bbab3
SELECT customer FROM sms SEMI JOIN (FROM m WHERE channel = 'sms' AND kind = 'received' AND text IN ('unirse', 'alta')) USING (customer);

-- seg: has_contact_card
-- members: 3 0804152c1ae1
SELECT customer FROM c WHERE contact_card = 1 AND left(phone, 5) IN ('+1617', '+1416');

-- seg: lacks_contact_card
-- members: 2 87e0050569c1
SELECT customer FROM c JOIN sms USING (customer)
WHERE contact_card = 0 AND left(phone, 5) IN ('+1617', '+1416')
  AND (SELECT max("at") FROM k WHERE k.customer = c.customer AND channel = 'sms' AND status = 'subscribed') < '2026-05-31';

-- klav-15 to klav-23

-- seg: big_spenders_by_sms
-- members: 5 55ef2a51f745
SELECT customer FROM sms JOIN o USING (customer) WHERE "at" >= '2025-06-30' GROUP BY 1 HAVING sum(total) > 500;

-- seg: frequent_buyers_by_sms
-- members: 2 cd156ad81159
SELECT customer FROM sms JOIN o USING (customer) WHERE "at" >= '2025-06-30' GROUP BY 1 HAVING count(*) > 5;

-- seg: fresh_or_clicking
-- members: 15 9c491b9cad8f
SELECT customer FROM sms
WHERE EXISTS (FROM m WHERE m.customer = sms.customer AND channel = 'sms' AND kind = 'clicked' AND "at" >= '2026-05-31')
   OR EXISTS (FROM k WHERE k.customer = sms.customer AND channel = 'sms' AND status = 'subscribed' AND "at" >= '2026-05-31');

-- seg: ordinary_customers
-- members: 722 8e3498f682cf
SELECT customer FROM c WHERE vip IS NOT TRUE;

-- seg: newsletter_buyers
-- members: 9 e1623a502077
SELECT DISTINCT customer FROM li JOIN o USING (customer) WHERE list = 'newsletter';

-- seg: engaged_never_ordered
-- members: 7 79d7b055586b
SELECT customer FROM spent WHERE orders = 0
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: engaged_ordered_often
-- members: 1 2e5445a1c757
SELECT customer FROM spent WHERE orders > 2
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: engaged_ordered_once
-- members: 4 663ef8504b3d
SELECT customer FROM spent WHERE orders IN (1, 2)
  AND customer IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- seg: newsletter_out_of_reach
-- members: 7 ab7d0e4d5257
SELECT DISTINCT customer FROM li WHERE list = 'newsletter'
  AND customer NOT IN (SELECT customer FROM m WHERE channel = 'email' AND kind IN ('opened', 'clicked') AND "at" >= '2026-04-01');

-- klav-31, klav-32

-- seg: one_and_done
-- members: 162 e9891c52c0a2
SELECT customer FROM o GROUP BY 1 HAVING count(*) = 1 AND date_diff('day', max("at"), TIMESTAMP '2026-06-30 12:00') > 60;

-- seg: boston_and_san_francisco
-- members: 3 2e3fbc1d64d7
SELECT customer FROM c WHERE lower(city) IN ('boston', 'san francisco');

-- shop

-- seg: email_subscribers
-- members: 47 799b17088a2b
SELECT customer FROM mail;

-- seg: disabled_accounts
-- members: 2 dc5a5e3c2727
SELECT customer FROM c WHERE lower(account_status) = 'disabled';

-- seg: spent_up_to_999_99
-- members: 312 b87c2a93f0ff
SELECT customer FROM o GROUP BY 1 HAVING sum(net) BETWEEN 1 AND 999.99;

-- seg: abandoned_this_week
-- members: 23 db10f68a505f
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23';

-- seg: bought_product_1234
-- members: 10 4fe9ca74f42c
SELECT DISTINCT customer FROM l WHERE product = '1234';

-- seg: bought_product_1234_again
-- members: 2 dd0ff4c33c47
SELECT customer FROM l WHERE product = '1234' GROUP BY 1 HAVING count(DISTINCT "order") >= 2;

-- seg: never_bought_anything
-- members: 653 41b48b0a6c91
SELECT customer FROM c ANTI JOIN l USING (customer);

-- seg: bought_nothing_for_3_months
-- members: 615 9e5008647d6f
SELECT customer FROM c ANTI JOIN (FROM o WHERE "at" >= '2026-03-30') USING (customer);

-- seg: sports_wear_buyers
-- members: 2 251b09217ce6
SELECT DISTINCT customer FROM l WHERE list_contains(tags, 'sports wear') AND "at" >= '2025-06-30';

-- seg: spring_launch_arrived
-- members: 721 a3c552b8931b
SELECT customer FROM c WHERE customer NOT IN
  (SELECT customer FROM m WHERE channel = 'email' AND kind = 'bounced' AND campaign = 'Spring launch' AND "at" >= '2025-06-30');

-- seg: last_ordered_30_may_2020
-- members: 4 fb1d9cfa3b3a
SELECT customer FROM spent WHERE latest::DATE = '2020-05-30';

-- seg: last_ordered_since_2020_not_this_week
-- members: 293 bafcd846ff27
SELECT customer FROM spent WHERE latest::DATE BETWEEN '2020-01-01' AND '2026-06-23';

-- seg: outside_los_angeles
-- members: 720 33768402cebd
SELECT customer FROM c WHERE NOT coalesce(list_contains(cities, 'los angeles'), false);

-- seg: eleven_markets
-- members: 12 dd753102eb0c
SELECT customer FROM c WHERE list_has_any(countries, ['AT', 'BE', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IE', 'IT', 'NL']);

-- seg: regulars_since_2025
-- members: 19 bbce0a519722
SELECT customer FROM o WHERE "at" >= '2025-01-01' GROUP BY 1 HAVING count(*) >= 5;

-- seg: wave_a
-- members: 15 a1e13de1e84f
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) >= 2024;

-- seg: wave_b
-- members: 7 fcfe4a23febe
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) BETWEEN 2021 AND 2023;

-- seg: wave_c
-- members: 3 33cc8eb57eb2
SELECT customer FROM mail JOIN spent USING (customer) WHERE year(latest) < 2021;

-- seg: christmas_pajamas
-- members: 1 780040ce85c9
SELECT customer FROM mail SEMI JOIN (FROM l WHERE list_contains(tags, 'christmas pajamas')) USING (customer);

-- seg: expects_no_delivery
-- members: 45 f7d57abaf8d2
SELECT customer FROM mail ANTI JOIN (FROM o WHERE "at" >= '2026-06-16') USING (customer);

-- seg: wedding_anniversary_near
-- members: 2 680efd11f563
SELECT DISTINCT customer FROM l WHERE list_contains(tags, 'wedding') AND "at" >= '2025-06-30' AND "at" < '2025-07-30';

-- seg: silent_repeat_buyers
-- members: 35 d3a2532afd4b
SELECT customer FROM spent WHERE orders > 1 AND latest >= '2025-06-30' AND latest < '2026-04-01';

-- seg: at_example_com
-- members: 15 451f0014f997
SELECT customer FROM c WHERE email ILIKE '%@example.com';

-- post

-- seg: no_recent_sign_up
-- members: 711 0560fd4eb59c
SELECT customer FROM c ANTI JOIN (FROM app WHERE did = 'signed up' AND "at" >= '2026-04-30') USING (customer);

-- seg: watched_5_times
-- members: 3 d34ede48dda9
SELECT customer FROM app WHERE did = 'watched video' AND "at" >= '2026-06-16' GROUP BY 1 HAVING count(*) = 5;

-- seg: resumed_sharing
-- members: 6 9966b1a076b6
SELECT customer FROM app WHERE did = 'shared insight' GROUP BY 1
HAVING max("at") >= '2026-06-25' AND count(*) FILTER ("at" >= '2026-06-20' AND "at" < '2026-06-25') = 0;

-- cio

-- seg: no_purchase_known_for_a_week
-- members: 47 2a2d6c64ae44
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-23')
  AND (joined::DATE <= '2026-06-23' OR customer IN (SELECT customer FROM v WHERE "at" < '2026-06-23'));

-- seg: no_purchase_this_week
-- members: 699 481e2c355304
SELECT customer FROM c WHERE customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-06-23');

-- seg: signed_up_known
-- members: 19 251a4ca364dd
SELECT customer FROM c WHERE joined IS NOT NULL;

-- seg: joined_lately
-- members: 10 014f8f7bd199
SELECT customer FROM c WHERE joined >= '2026-06-16' AND joined <= '2026-06-30 12:00';

-- seg, dyn

-- seg: ordered_something
-- members: 70 9d8043a8aff3
SELECT DISTINCT customer FROM l;

-- seg: card_expires_soon
-- members: 3 a8d9d14acc07
SELECT DISTINCT customer FROM cards WHERE expires BETWEEN '2026-06-30' AND '2026-07-30';

-- seg: campaign_group
-- members: 5 cf0aa0bd0208
SELECT DISTINCT customer FROM li WHERE list = 'campaign group a';

-- seg: signed_for_color_run
-- members: 3 77f7243802e7
SELECT DISTINCT customer FROM li WHERE list = 'colorrun';

-- seg: members
-- members: 2 b20b71bf0260
SELECT DISTINCT customer FROM li WHERE list = 'members';

-- seg: color_run_prospects
-- members: 1 afebff90ff62
SELECT customer FROM li WHERE list = 'campaign group a'
INTERSECT SELECT customer FROM li WHERE list = 'colorrun'
EXCEPT SELECT customer FROM li WHERE list = 'members';

-- adobe, lyt

-- seg: bought_last_week
-- members: 2 a2250e695839
SELECT DISTINCT customer FROM l WHERE "at" >= '2026-06-22' AND "at" < '2026-06-29';

-- seg: birthday_3_days_ago
-- members: 2 3c09e1bb2972
SELECT customer FROM c WHERE month(birthday) = 6 AND day(birthday) = 27;

-- seg: born_in_june
-- members: 8 4e5700b77cdf
SELECT customer FROM c WHERE month(birthday) = 6;

-- seg: recent_us_buyers
-- members: 4 7af3d2bc2c30
SELECT customer FROM c WHERE upper(country) = 'US' AND customer IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- seg: recent_us_buyers_by_email
-- members: 1 82a5b7fbe1b5
SELECT customer FROM mail JOIN c USING (customer)
WHERE upper(country) = 'US' AND customer IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- braze

-- seg: funan_regulars
-- members: 5 f75e4df546ef
SELECT customer FROM o WHERE lower(store) = 'funan' AND "at" >= '2026-04-01' GROUP BY 1 HAVING count(*) > 3 AND sum(net) > 500;

-- seg: autumn_2023
-- members: 4 bbc0cbd7efc9
SELECT customer FROM o WHERE year("at") = 2023 GROUP BY 1 HAVING count(DISTINCT month("at")) FILTER (month("at") BETWEEN 9 AND 11) = 3;

-- seg: no_cart_left_since_yesterday
-- members: 720 6e3905049e16
SELECT customer FROM c ANTI JOIN (FROM ck WHERE completed IS NULL AND "at" >= '2026-06-29') USING (customer);

-- hig, mau, shopana

-- seg: more_than_three_items
-- members: 6 44f9581c2f6e
SELECT customer FROM l GROUP BY 1 HAVING count(*) > 3;

-- seg: identified_a_week_ago
-- members: 2 00451188387b
SELECT customer FROM c WHERE identified::DATE = '2026-06-23';

-- seg: identified_last_month
-- members: 2 e86913890577
SELECT customer FROM c WHERE identified >= '2026-05-01' AND identified < '2026-06-01';

-- seg: identified_this_year
-- members: 11 85e38b18c216
SELECT customer FROM c WHERE year(identified) = 2026;

-- seg: birthday_soon
-- members: 2 f0a171b16915
SELECT customer FROM mail JOIN c USING (customer) WHERE strftime(birthday, '%m-%d') BETWEEN '06-30' AND '07-30';

-- seg: abandoned_without_order
-- members: 19 8eac43677907
SELECT DISTINCT customer FROM ck WHERE completed IS NULL AND "at" >= '2026-06-23'
  AND customer NOT IN (SELECT customer FROM o WHERE "at" >= '2026-05-31');

-- seg: nothing_completed
-- members: 720 4837d0cef277
SELECT customer FROM c ANTI JOIN (FROM o WHERE status = 'completed') USING (customer);

-- uno, sca, opt, kai

-- seg: into_electronics
-- members: 3 4dc5871d17aa
SELECT customer FROM v WHERE kind = 'viewed_product' AND product_type = 'Electronics' AND "at" >= '2026-05-31' GROUP BY 1 HAVING count(*) >= 3;

-- seg: valuable_gold
-- members: 2 5f687dff57f0
SELECT customer FROM c WHERE list_contains(groups, 'gold') AND ltv > 500;

-- seg: ordered_within_5_days
-- members: 17 9f5fcd59f680
SELECT DISTINCT customer FROM o WHERE "at" >= '2026-06-25';

-- seg: spend_low
-- members: 672 ed6a1002c105
SELECT customer FROM spent WHERE net < 100;

-- seg: spend_medium
-- members: 22 64cddd293234
SELECT customer FROM spent WHERE net >= 100 AND net < 500;

-- seg: spend_high
-- members: 28 45f5561dc66b
SELECT customer FROM spent WHERE net >= 500 AND net < 2000;

-- seg: spend_vip
-- members: 1 d52e14811ed3
SELECT customer FROM spent WHERE net >= 2000;

-- sequences and first times

CREATE VIEW fl AS SELECT customer, "at"::TIMESTAMP AS "at", flow FROM file('flows') WHERE "at"::TIMESTAMP <= '2026-06-30 12:00';

-- seg: from_look_to_order
-- members: 4 9324c39b09fe
SELECT DISTINCT v.customer FROM v JOIN app USING (customer) JOIN o USING (customer)
WHERE v.kind = 'viewed_product' AND app.did = 'added to cart' AND v."at" < app."at" AND app."at" < o."at";

-- seg: welcomed_and_gone
-- members: 7 cbeb9bad219f
SELECT customer FROM fl WHERE lower(flow) = 'welcome' AND customer NOT IN (SELECT customer FROM v WHERE "at" >= '2026-06-10')
GROUP BY 1 HAVING max(fl."at") >= coalesce((SELECT max(o."at") FROM o WHERE o.customer = fl.customer), '1970-01-01');

-- seg: no_video_after_sign_up
-- members: 719 441bb1a91efd
SELECT customer FROM c WHERE customer NOT IN (
  SELECT s.customer FROM app s JOIN app w USING (customer)
  WHERE s.did = 'signed up' AND w.did = 'watched video' AND s."at" >= '2026-06-25' AND w."at" > s."at" AND w."at" - s."at" <= INTERVAL 1 DAY);

-- seg: new_sharers
-- members: 13 ce1a4c86f01e
SELECT customer FROM app WHERE did = 'shared insight' GROUP BY 1 HAVING min("at") >= '2026-05-31';

-- seg: slipping_away
-- members: 2 682b0eca7b6a
WITH best AS (SELECT customer FROM c WHERE predicted_clv IS NOT NULL
              QUALIFY row_number() OVER (ORDER BY predicted_clv DESC, customer) <= ceil(0.25 * count(*) OVER ()))
SELECT customer FROM o SEMI JOIN best USING (customer) GROUP BY 1
HAVING date '2026-06-30' - max("at")::DATE > 2 * (max("at")::DATE - min("at")::DATE) / nullif(count(*) - 1, 0);
