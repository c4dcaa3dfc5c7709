-- What segments of the demo shop must count, by SQL written by hand and run in DuckDB.
-- `tests/counts/check.py DEMO-FOLDER` runs it and holds each answer against the number
-- typed in here; the tests hold seg against the same numbers. Nothing rewrites them.

CREATE VIEW c  AS SELECT * FROM 'data/customers.parquet';
CREATE VIEW o  AS SELECT *, total - refunded AS net FROM 'data/orders.parquet'
                  WHERE status <> 'cancelled' AND NOT test AND created_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW l  AS SELECT x.*, p.title, p.vendor, p.product_type, p.collections, p.tags
                  FROM 'data/order_lines.parquet' x LEFT JOIN 'data/products.parquet' p ON x.product_id = p.id
                  WHERE status <> 'cancelled' AND NOT test AND created_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW ck AS SELECT * FROM 'data/checkouts.parquet' WHERE started_at  <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW m  AS SELECT * FROM 'data/messages.parquet'  WHERE happened_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW v  AS SELECT x.*, p.title FROM 'data/visits.parquet' x LEFT JOIN 'data/products.parquet' p ON x.product_id = p.id
                  WHERE happened_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW k  AS SELECT * FROM 'data/consents.parquet'  WHERE happened_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW li AS SELECT * FROM 'data/lists.parquet'     WHERE added_at    <= TIMESTAMPTZ '2026-06-30 12:00:00+02';
CREATE VIEW sms   AS SELECT customer_id, arg_max(status, happened_at) AS status, max(happened_at) FILTER (status = 'subscribed') AS agreed
                     FROM k WHERE channel = 'sms' GROUP BY 1;
CREATE VIEW email AS SELECT customer_id, arg_max(status, happened_at) AS status, max(happened_at) FILTER (status = 'subscribed') AS agreed
                     FROM k WHERE channel = 'email' GROUP BY 1;

-- seg: money_spent > 100 and not ordered_since 90d and sms_consent
-- members: 361
SELECT count(*) FROM c
WHERE (SELECT sum(net) FROM o WHERE customer_id = c.id) > 100
  AND NOT EXISTS (FROM o WHERE customer_id = c.id AND created_at >= TIMESTAMPTZ '2026-04-01 00:00:00+02')
  AND id IN (SELECT customer_id FROM sms WHERE status = 'subscribed');

-- fields

-- seg: email ends with "@example.com"
-- members: 1129
SELECT count(*) FROM c WHERE lower(email) LIKE '%@example.com';

-- seg: phone starts with "+39"
-- members: 476
SELECT count(*) FROM c WHERE phone LIKE '+39%';

-- seg: first_name = "zoë" or last_name contains "ł"
-- members: 133
SELECT count(*) FROM c WHERE lower(first_name) = 'zoë' OR contains(lower(last_name), 'ł');

-- seg: first_name like "Niccolo" or last_name like "Smiht"
-- members: 160
SELECT count(*) FROM c WHERE damerau_levenshtein(lower(first_name), 'niccolo') <= 2 OR damerau_levenshtein(lower(last_name), 'smiht') <= 1;

-- seg: texted like "JOIN"
-- members: 247
SELECT count(*) FROM c WHERE id IN
  (SELECT customer_id FROM m WHERE channel = 'sms' AND kind = 'received' AND damerau_levenshtein(lower(text), 'join') <= 1);

-- seg: not ordered product like "Bleu Mug"
-- members: 1492
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM l WHERE damerau_levenshtein(lower(title), 'bleu mug') <= 2);

-- seg: email_domain = "example.com"
-- members: 1129
SELECT count(*) FROM c WHERE lower(split_part(email, '@', -1)) = 'example.com' AND contains(email, '@');

-- seg: phone_country in (US, CA)
-- members: 299
SELECT count(*) FROM c WHERE phone LIKE '+1%';

-- seg: phone_country in EU and not phone_country = IT
-- members: 613
SELECT count(*) FROM c WHERE regexp_matches(phone, '^\+(30|31|32|33|34|351|352|353|356|357|358|359|36|370|371|372|385|386|40|420|421|43|45|46|48|49)');

-- seg: country in EU
-- members: 1278
SELECT count(*) FROM c WHERE country IN ('AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK');

-- seg: days since last_order_date > 60
-- members: 1125
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1
HAVING date_diff('day', (max(created_at) AT TIME ZONE 'Europe/Rome')::DATE, DATE '2026-06-30') > 60);

-- seg: days since joined <= 7
-- members: 9
SELECT count(*) FROM c WHERE date_diff('day', (created_at AT TIME ZONE 'Europe/Rome')::DATE, DATE '2026-06-30') <= 7;

-- seg: days until birthday < 0
-- members: 1194
SELECT count(*) FROM c WHERE birthday < DATE '2026-06-30';

-- seg: years since birthday >= 30
-- members: 972
SELECT count(*) FROM c WHERE birthday <= DATE '1996-06-30';

-- seg: birthday next 30d
-- members: 91
SELECT count(*) FROM c WHERE month(birthday) * 100 + day(birthday) BETWEEN 630 AND 730;

-- seg: birthday on 3d ago
-- members: 4
SELECT count(*) FROM c WHERE month(birthday) = 6 AND day(birthday) = 27;

-- seg: birthday in 1990
-- members: 17
SELECT count(*) FROM c WHERE year(birthday) = 1990;

-- seg: birthday in june
-- members: 107
SELECT count(*) FROM c WHERE month(birthday) = 6;

-- seg: number of tags >= 2
-- members: 97
SELECT count(*) FROM c WHERE len(tags) >= 2;

-- seg: number of tags = 0
-- members: 861
SELECT count(*) FROM c WHERE len(tags) = 0;

-- seg: first_order_date on or before 2025-06-30
-- members: 1052
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING min(created_at) < TIMESTAMPTZ '2025-07-01 00:00:00+02');

-- seg: country in (US, CA)
-- members: 351
SELECT count(*) FROM c WHERE country IN ('US', 'CA');

-- seg: country != US
-- members: 1748
SELECT count(*) FROM c WHERE country IS DISTINCT FROM 'US';

-- seg: not country in (IT, DE, FR)
-- members: 1013
SELECT count(*) FROM c WHERE coalesce(country, '') NOT IN ('IT', 'DE', 'FR');

-- seg: city = "San Francisco" or city = "łódź"
-- members: 66
SELECT count(*) FROM c WHERE lower(city) IN ('san francisco', 'łódź');

-- seg: postcode is missing
-- members: 394
SELECT count(*) FROM c WHERE postcode IS NULL;

-- seg: language = it or (country = IT and language is missing)
-- members: 553
SELECT count(*) FROM c WHERE language = 'it' OR (country = 'IT' AND language IS NULL);

-- seg: joined last 30d
-- members: 40
SELECT count(*) FROM c WHERE created_at >= TIMESTAMPTZ '2026-05-31 00:00:00+02' AND created_at <= TIMESTAMPTZ '2026-06-30 12:00:00+02';

-- seg: joined in 2025-12
-- members: 42
SELECT count(*) FROM c WHERE created_at >= TIMESTAMPTZ '2025-12-01 00:00:00+01' AND created_at < TIMESTAMPTZ '2026-01-01 00:00:00+01';

-- seg: joined <= 2024-12-31
-- members: 1312
SELECT count(*) FROM c WHERE created_at < TIMESTAMPTZ '2025-01-01 00:00:00+01';

-- seg: birthday before 1990-01-01
-- members: 867
SELECT count(*) FROM c WHERE birthday < DATE '1990-01-01';

-- seg: birthday = 1988-02-29 or birthday between 1996-02-29 and 1996-03-31
-- members: 4
SELECT count(*) FROM c WHERE birthday = DATE '1988-02-29' OR birthday BETWEEN DATE '1996-02-29' AND DATE '1996-03-31';

-- seg: tags contains "vip"
-- members: 110
SELECT count(*) FROM c WHERE list_contains(list_transform(tags, lambda x: lower(x)), 'vip');

-- seg: not tags contains "newsletter"
-- members: 1823
SELECT count(*) FROM c WHERE NOT coalesce(list_contains(list_transform(tags, lambda x: lower(x)), 'newsletter'), false);

-- seg: tags contains all of ("friend", "newsletter")
-- members: 16
SELECT count(*) FROM c WHERE list_has_all(list_transform(tags, lambda x: lower(x)), ['friend', 'newsletter']);

-- seg: tags is missing
-- members: 584
SELECT count(*) FROM c WHERE tags IS NULL;

-- seg: account_status = disabled
-- members: 84
SELECT count(*) FROM c WHERE account_status = 'disabled';

-- seg: predicted_clv <= 10
-- members: 100
SELECT count(*) FROM c WHERE predicted_clv <= 10;

-- seg: not predicted_clv > 10
-- members: 970
SELECT count(*) FROM c WHERE predicted_clv IS NULL OR predicted_clv <= 10;

-- seg: vip
-- members: 76
SELECT count(*) FROM c WHERE vip;

-- seg: not vip
-- members: 1924
SELECT count(*) FROM c WHERE vip IS NOT TRUE;

-- seg: sms_preferences contains "product launches"
-- members: 314
SELECT count(*) FROM c WHERE list_contains(sms_preferences, 'product launches');

-- measures

-- seg: money_spent > 100
-- members: 1259
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(net) > 100);

-- seg: money_spent <= 100
-- members: 741
SELECT count(*) FROM c WHERE coalesce((SELECT sum(net) FROM o WHERE customer_id = c.id), 0) <= 100;

-- seg: money_spent = 0
-- members: 519
SELECT count(*) FROM c WHERE coalesce((SELECT sum(net) FROM o WHERE customer_id = c.id), 0) = 0;

-- seg: money_spent last 365d > 500
-- members: 396
SELECT count(*) FROM (SELECT customer_id FROM o WHERE created_at >= TIMESTAMPTZ '2025-06-30 00:00:00+02' GROUP BY 1 HAVING sum(net) > 500);

-- seg: money_spent_gross between 1 and 999.99
-- members: 970
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(total) BETWEEN 1 AND 999.99);

-- seg: refunded > 0
-- members: 495
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(refunded) > 0);

-- seg: order_count = 1
-- members: 405
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING count(*) = 1);

-- seg: order_count where channel = pos >= 3
-- members: 259
SELECT count(*) FROM (SELECT customer_id FROM o WHERE channel = 'pos' GROUP BY 1 HAVING count(*) >= 3);

-- seg: average_order_value > 80
-- members: 1106
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(net) / count(*) > 80);

-- seg: first_order_date last 30d
-- members: 50
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING min(created_at) >= TIMESTAMPTZ '2026-05-31 00:00:00+02');

-- seg: last_order_date before 2025-01-01
-- members: 435
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING max(created_at) < TIMESTAMPTZ '2025-01-01 00:00:00+01');

-- seg: last_order_date = 2026-04-01
-- members: 4
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING max(created_at) >= TIMESTAMPTZ '2026-04-01 00:00:00+02' AND max(created_at) < TIMESTAMPTZ '2026-04-02 00:00:00+02');

-- seg: last_order_date is missing
-- members: 508
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM o);

-- seg: sms_status = unsubscribed
-- members: 161
SELECT count(*) FROM sms WHERE status = 'unsubscribed';

-- seg: email_status is missing
-- members: 687
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM email);

-- seg: age between 30 and 39
-- members: 169
SELECT count(*) FROM c WHERE birthday > DATE '1986-06-30' AND birthday <= DATE '1996-06-30';

-- seg: sms_consent_method = keyword
-- members: 249
SELECT count(*) FROM (SELECT customer_id, arg_max(lower(method), happened_at) AS how FROM k
                      WHERE channel = 'sms' AND status = 'subscribed' AND method IS NOT NULL GROUP BY 1) WHERE how = 'keyword';

-- seg: email_consent_method in (form, checkout) and not email_consent
-- members: 139
SELECT count(*) FROM (SELECT customer_id, arg_max(lower(method), happened_at) AS how FROM k
                      WHERE channel = 'email' AND status = 'subscribed' AND method IS NOT NULL GROUP BY 1)
WHERE how IN ('form', 'checkout') AND customer_id NOT IN (SELECT customer_id FROM email WHERE status = 'subscribed');

-- seg: days since last_order_date > 2 * days_between_orders
-- members: 579
SELECT count(*) FROM (
  SELECT min((created_at AT TIME ZONE 'Europe/Rome')::DATE) AS first, max((created_at AT TIME ZONE 'Europe/Rome')::DATE) AS last, count(*) AS n
  FROM o GROUP BY customer_id)
WHERE n > 1 AND date_diff('day', last, DATE '2026-06-30') * (n - 1) > 2 * date_diff('day', first, last);

-- seg: sms_consent_date last 365d
-- members: 446
SELECT count(*) FROM sms WHERE agreed >= TIMESTAMPTZ '2025-06-30 00:00:00+02';

-- seg: email_consent_date before 2025-01-01
-- members: 591
SELECT count(*) FROM email WHERE agreed < TIMESTAMPTZ '2025-01-01 00:00:00+01';

-- seg: sum(ordered_item.quantity where vendor = "Nike") >= 3
-- members: 620
SELECT count(*) FROM (SELECT customer_id FROM l WHERE vendor = 'Nike' GROUP BY 1 HAVING sum(quantity) >= 3);

-- seg: distinct(ordered_item.product) >= 5
-- members: 969
SELECT count(*) FROM (SELECT customer_id FROM l GROUP BY 1 HAVING count(DISTINCT lower(title)) >= 5);

-- seg: money_spent / order_count > 120.5
-- members: 732
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING sum(net) / count(*) > 120.5);

-- conditions

-- seg: sms_consent
-- members: 811
SELECT count(*) FROM sms WHERE status = 'subscribed';

-- seg: not sms_consent
-- members: 1189
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM sms WHERE status = 'subscribed');

-- seg: email_consent
-- members: 1120
SELECT count(*) FROM email WHERE status = 'subscribed';

-- seg: lapsed 90d
-- members: 1050
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING max(created_at) < TIMESTAMPTZ '2026-04-01 00:00:00+02');

-- seg: not ordered_since 90d
-- members: 1558
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM o WHERE created_at >= TIMESTAMPTZ '2026-04-01 00:00:00+02');

-- events

-- seg: ordered
-- members: 1492
SELECT count(DISTINCT customer_id) FROM o;

-- seg: never ordered
-- members: 508
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM o);

-- seg: ordered last 90d
-- members: 442
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2026-04-01 00:00:00+02';

-- seg: ordered between 60d and 30d ago
-- members: 235
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2026-05-01 00:00:00+02' AND created_at < TIMESTAMPTZ '2026-05-31 00:00:00+02';

-- seg: ordered last month
-- members: 239
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2026-05-01 00:00:00+02' AND created_at < TIMESTAMPTZ '2026-06-01 00:00:00+02';

-- seg: ordered last 3 months
-- members: 448
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2026-03-30 00:00:00+02';

-- seg: ordered last 168h
-- members: 94
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2026-06-23 12:00:00+02';

-- seg: ordered on 2025-10-26
-- members: 43
SELECT count(DISTINCT customer_id) FROM o WHERE created_at >= TIMESTAMPTZ '2025-10-26 00:00:00+02' AND created_at < TIMESTAMPTZ '2025-10-27 00:00:00+01';

-- seg: ordered at least 3 times last 365d
-- members: 501
SELECT count(*) FROM (SELECT customer_id FROM o WHERE created_at >= TIMESTAMPTZ '2025-06-30 00:00:00+02' GROUP BY 1 HAVING count(*) >= 3);

-- seg: ordered at most twice
-- members: 1105
SELECT count(*) FROM c WHERE (SELECT count(*) FROM o WHERE customer_id = c.id) <= 2;

-- seg: ordered product "Blue Mug"
-- members: 508
SELECT count(DISTINCT customer_id) FROM l WHERE title = 'Blue Mug';

-- seg: ordered collection "Dog treats" and not ordered collection "Dog food"
-- members: 292
SELECT count(*) FROM c
WHERE id IN (SELECT customer_id FROM l WHERE list_contains(collections, 'Dog treats'))
  AND id NOT IN (SELECT customer_id FROM l WHERE list_contains(collections, 'Dog food'));

-- seg: ordered product "Blue Mug" at least twice
-- members: 224
SELECT count(*) FROM (SELECT customer_id FROM l WHERE title = 'Blue Mug' GROUP BY 1 HAVING count(DISTINCT order_id) >= 2);

-- seg: ordered where (product = "Blue Mug" and quantity >= 2)
-- members: 182
SELECT count(DISTINCT customer_id) FROM l WHERE title = 'Blue Mug' AND quantity >= 2;

-- seg: ordered where (vendor = "Nike" and total > 200 and discount_code is missing)
-- members: 675
SELECT count(DISTINCT l.customer_id) FROM l JOIN o ON o.id = l.order_id WHERE vendor = 'Nike' AND total > 200 AND discount_code IS NULL;

-- seg: ordered where product_tags contains "Sports wear" last 12 months
-- members: 621
SELECT count(DISTINCT customer_id) FROM l WHERE list_contains(tags, 'Sports wear') AND created_at >= TIMESTAMPTZ '2025-06-30 00:00:00+02';

-- seg: sum(ordered.total where product_type = "Mug") > 300
-- members: 423
SELECT count(*) FROM (SELECT customer_id FROM o WHERE id IN (SELECT order_id FROM l WHERE product_type = 'Mug') GROUP BY 1 HAVING sum(total) > 300);

-- seg: ordered_item at least 20 times
-- members: 496
SELECT count(*) FROM (SELECT customer_id FROM l GROUP BY 1 HAVING count(*) >= 20);

-- seg: started_checkout last 5d
-- members: 114
SELECT count(DISTINCT customer_id) FROM ck WHERE started_at >= TIMESTAMPTZ '2026-06-25 00:00:00+02';

-- seg: abandoned_checkout last 30d
-- members: 219
SELECT count(DISTINCT customer_id) FROM ck WHERE completed_at IS NULL AND started_at >= TIMESTAMPTZ '2026-05-31 00:00:00+02';

-- seg: viewed_product "Blue Mug"
-- members: 197
SELECT count(DISTINCT customer_id) FROM v WHERE kind = 'viewed_product' AND title = 'Blue Mug';

-- seg: viewed_product at least twice last 30d
-- members: 308
SELECT count(*) FROM (SELECT customer_id FROM v WHERE kind = 'viewed_product' AND happened_at >= TIMESTAMPTZ '2026-05-31 00:00:00+02' GROUP BY 1 HAVING count(*) >= 2);

-- seg: not visited last 20d
-- members: 1320
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM v WHERE happened_at >= TIMESTAMPTZ '2026-06-10 00:00:00+02');

-- seg: received_sms where campaign = "Contact card"
-- members: 206
SELECT count(DISTINCT customer_id) FROM m WHERE channel = 'sms' AND kind = 'sent' AND campaign = 'Contact card';

-- seg: clicked_sms last 90d
-- members: 142
SELECT count(DISTINCT customer_id) FROM m WHERE channel = 'sms' AND kind = 'clicked' AND happened_at >= TIMESTAMPTZ '2026-04-01 00:00:00+02';

-- seg: texted "JOIN"
-- members: 196
SELECT count(DISTINCT customer_id) FROM m WHERE channel = 'sms' AND kind = 'received' AND lower(text) = 'join';

-- seg: texted exactly "JOIN"
-- members: 148
SELECT count(DISTINCT customer_id) FROM m WHERE channel = 'sms' AND kind = 'received' AND text = 'JOIN';

-- seg: received_email at least 3 times
-- members: 760
SELECT count(*) FROM (SELECT customer_id FROM m WHERE channel = 'email' AND kind = 'sent' GROUP BY 1 HAVING count(*) >= 3);

-- seg: opened_email 0 times last 60d
-- members: 1564
SELECT count(*) FROM c WHERE id NOT IN (SELECT customer_id FROM m WHERE channel = 'email' AND kind = 'opened' AND happened_at >= TIMESTAMPTZ '2026-05-01 00:00:00+02');

-- seg: clicked_email exactly once
-- members: 128
SELECT count(*) FROM (SELECT customer_id FROM m WHERE channel = 'email' AND kind = 'clicked' GROUP BY 1 HAVING count(*) = 1);

-- seg: bounced_email where campaign = "Welcome"
-- members: 23
SELECT count(DISTINCT customer_id) FROM m WHERE channel = 'email' AND kind = 'bounced' AND campaign = 'Welcome';

-- seg: changed_consent where method = "keyword"
-- members: 370
SELECT count(DISTINCT customer_id) FROM k WHERE method = 'keyword';

-- seg: sms_subscribed last 30d
-- members: 127
SELECT count(DISTINCT customer_id) FROM k WHERE channel = 'sms' AND status = 'subscribed' AND happened_at >= TIMESTAMPTZ '2026-05-31 00:00:00+02';

-- seg: sms_unsubscribed and sms_consent
-- members: 39
SELECT count(*) FROM sms WHERE status = 'subscribed' AND customer_id IN (SELECT customer_id FROM k WHERE channel = 'sms' AND status = 'unsubscribed');

-- seg: email_subscribed before 2025-01-01
-- members: 619
SELECT count(DISTINCT customer_id) FROM k WHERE channel = 'email' AND status = 'subscribed' AND happened_at < TIMESTAMPTZ '2025-01-01 00:00:00+01';

-- seg: email_unsubscribed
-- members: 252
SELECT count(DISTINCT customer_id) FROM k WHERE channel = 'email' AND status = 'unsubscribed';

-- seg: joined_list "newsletter" and ordered
-- members: 507
SELECT count(DISTINCT customer_id) FROM li WHERE lower(list) = 'newsletter' AND customer_id IN (SELECT customer_id FROM o);

-- sequences

-- seg: viewed_product then not ordered within 5d
-- members: 1256
SELECT count(DISTINCT customer_id) FROM v WHERE kind = 'viewed_product' AND happened_at <= TIMESTAMPTZ '2026-06-25 12:00:00+02'
AND NOT EXISTS (FROM o WHERE o.customer_id = v.customer_id AND o.created_at > v.happened_at AND o.created_at <= v.happened_at + INTERVAL 120 HOUR);

-- seg: clicked_sms then ordered within 30d
-- members: 46
SELECT count(DISTINCT m.customer_id) FROM m JOIN o USING (customer_id) WHERE m.channel = 'sms' AND kind = 'clicked'
AND o.created_at > m.happened_at AND o.created_at <= m.happened_at + INTERVAL 720 HOUR;

-- seg: viewed_product then ordered the same product within 7d
-- members: 949
SELECT count(DISTINCT v.customer_id) FROM v JOIN l ON l.customer_id = v.customer_id AND lower(l.title) = lower(v.title)
WHERE v.kind = 'viewed_product' AND l.created_at > v.happened_at AND l.created_at <= v.happened_at + INTERVAL 168 HOUR;

-- seg: viewed_product then not started_checkout then ordered
-- members: 847
SELECT count(DISTINCT v.customer_id) FROM v JOIN o ON o.customer_id = v.customer_id AND o.created_at > v.happened_at WHERE v.kind = 'viewed_product'
AND NOT EXISTS (FROM ck WHERE ck.customer_id = v.customer_id AND ck.started_at > v.happened_at AND ck.started_at < o.created_at);

-- seg: viewed_product then started_checkout then ordered
-- members: 895
SELECT count(DISTINCT v.customer_id) FROM v JOIN ck ON ck.customer_id = v.customer_id AND ck.started_at > v.happened_at
JOIN o ON o.customer_id = ck.customer_id AND o.created_at > ck.started_at WHERE v.kind = 'viewed_product';

-- the first time, the second

-- seg: first ordered last 90d
-- members: 120
SELECT count(*) FROM (SELECT customer_id FROM o GROUP BY 1 HAVING min(created_at) >= TIMESTAMPTZ '2026-04-01 00:00:00+02');

-- seg: first ordered product "Blue Mug" last 180d
-- members: 98
SELECT count(*) FROM (SELECT customer_id FROM l WHERE lower(title) = 'blue mug' GROUP BY 1 HAVING min(created_at) >= TIMESTAMPTZ '2026-01-01 00:00:00+01');

-- seg: second ordered in 2026-05
-- members: 31
SELECT count(*) FROM (SELECT created_at, row_number() OVER (PARTITION BY customer_id ORDER BY created_at) AS n FROM o)
WHERE n = 2 AND created_at >= TIMESTAMPTZ '2026-05-01 00:00:00+02' AND created_at < TIMESTAMPTZ '2026-06-01 00:00:00+02';

-- seg: first ordered then ordered within 30d
-- members: 504
SELECT count(*) FROM (SELECT customer_id, min(created_at) AS first FROM o GROUP BY 1) f
WHERE EXISTS (FROM o WHERE o.customer_id = f.customer_id AND created_at > first AND created_at <= first + INTERVAL 720 HOUR);

-- those with the most, samples

-- seg: top 10% by money_spent last 365d
-- members: 200
SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY coalesce(s.net, 0) DESC, c.id) AS n, count(*) OVER () AS a FROM c
LEFT JOIN (SELECT customer_id, sum(net) AS net FROM o WHERE created_at >= TIMESTAMPTZ '2025-06-30 00:00:00+02' GROUP BY 1) s ON s.customer_id = c.id)
WHERE n <= ceil(a * 0.1);

-- seg: country = US and top 10% by predicted_clv
-- members: 19
SELECT count(*) FROM (SELECT country, row_number() OVER (ORDER BY predicted_clv DESC, id) AS n, count(*) OVER () AS a FROM c WHERE predicted_clv IS NOT NULL)
WHERE country = 'US' AND n <= ceil(a * 0.1);

-- seg: top 100 by order_count of (country = IT) and sms_consent
-- members: 37
SELECT count(*) FROM (SELECT id, row_number() OVER (ORDER BY (SELECT count(*) FROM o WHERE customer_id = c.id) DESC, id) AS n FROM c WHERE country = 'IT')
WHERE n <= 100 AND id IN (SELECT customer_id FROM sms WHERE status = 'subscribed');

-- seg: bottom 25% by last_order_date
-- members: 373
SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY max(created_at), customer_id) AS n, count(*) OVER () AS a FROM o GROUP BY customer_id)
WHERE n <= ceil(a * 0.25);

-- seg: ordered and not sample 10% seed "spring"
-- members: 1346
SELECT count(*) FROM c WHERE id IN (SELECT customer_id FROM o) AND NOT md5('spring:' || id) < '1999999a';

-- regularity

-- seg: ordered in at least 3 of the last 4 quarters
-- members: 276
SELECT count(*) FROM (SELECT customer_id FROM o WHERE created_at >= TIMESTAMPTZ '2025-07-01 00:00:00+02' GROUP BY 1
HAVING count(DISTINCT date_trunc('quarter', created_at AT TIME ZONE 'Europe/Rome')) >= 3);

-- seg: viewed_product at least twice in each of the last 2 months
-- members: 22
SELECT count(*) FROM (SELECT customer_id FROM (SELECT customer_id, date_trunc('month', happened_at AT TIME ZONE 'Europe/Rome') AS m FROM v
WHERE kind = 'viewed_product' AND happened_at >= TIMESTAMPTZ '2026-05-01 00:00:00+02' GROUP BY 1, 2 HAVING count(*) >= 2) GROUP BY 1 HAVING count(*) = 2);

-- places

CREATE VIEW pl AS SELECT c.id, p.latitude, p.longitude FROM c JOIN 'data/postcodes.parquet' p
                  ON lower(c.postcode) = lower(p.postcode) AND lower(c.country) = lower(p.country);
CREATE MACRO km(a, b, c, d) AS 2 * 6371.0088 * asin(sqrt(power(sin(radians(c - a) / 2), 2)
                               + cos(radians(a)) * cos(radians(c)) * power(sin(radians(d - b) / 2), 2)));

-- seg: within 250km of "Milan store" and sms_consent
-- members: 87
SELECT count(*) FROM c WHERE id IN (SELECT id FROM pl WHERE km(latitude, longitude, 45.4642, 9.19) <= 250)
  AND id IN (SELECT customer_id FROM sms WHERE status = 'subscribed');

-- seg: not within 600mi of postcode "20121" in IT
-- members: 1117
SELECT count(*) FROM c WHERE id NOT IN (SELECT id FROM pl WHERE km(latitude, longitude, 45.4707, 9.1926) <= 600 * 1.609344);

-- seg: within 1000km of (48.85, 2.35) and not within 25km of (48.85, 2.35)
-- members: 797
SELECT count(*) FROM c WHERE id IN (SELECT id FROM pl WHERE km(latitude, longitude, 48.85, 2.35) > 25
                                                        AND km(latitude, longitude, 48.85, 2.35) <= 1000);
