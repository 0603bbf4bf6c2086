-- The 30 rules as a query each: what a loop over rules costs. For information.
SELECT count(*) AS "r01 elements", count(*) - count(order_id) AS "r01 unexpected" FROM sales;
SELECT count(*) AS "r02 elements", count(*) - count(customer_id) AS "r02 unexpected" FROM sales;
SELECT count(*) AS "r03 elements", count(*) - count(country) AS "r03 unexpected" FROM sales;
SELECT count(*) AS "r04 elements", count(*) - count(email) AS "r04 unexpected" FROM sales;
SELECT count(*) AS "r05 elements", count(*) - count(amount) AS "r05 missing", count(CASE WHEN amount < 0 OR amount > 100000 THEN 1 END) AS "r05 unexpected" FROM sales;
SELECT count(*) AS "r06 elements", count(*) - count(quantity) AS "r06 missing", count(CASE WHEN quantity < 1 OR quantity > 100 THEN 1 END) AS "r06 unexpected" FROM sales;
SELECT count(*) AS "r07 elements", count(*) - count(discount) AS "r07 missing", count(CASE WHEN discount < 0 OR discount > CAST(0.5 AS DOUBLE) THEN 1 END) AS "r07 unexpected" FROM sales;
SELECT count(*) AS "r08 elements", count(*) - count(placed_at) AS "r08 missing", count(CASE WHEN placed_at < TIMESTAMP '2025-01-01' OR placed_at > TIMESTAMP '2025-12-31 23:59:59' THEN 1 END) AS "r08 unexpected" FROM sales;
SELECT count(*) AS "r09 elements", count(*) - count(shipped_on) AS "r09 missing", count(CASE WHEN shipped_on < DATE '2025-01-01' OR shipped_on > DATE '2026-01-05' THEN 1 END) AS "r09 unexpected" FROM sales;
SELECT count(*) AS "r10 elements", count(*) - count(status) AS "r10 missing", count(CASE WHEN NOT (status = ANY(['new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'])) THEN 1 END) AS "r10 unexpected" FROM sales;
SELECT count(*) AS "r11 elements", count(*) - count(country) AS "r11 missing", count(CASE WHEN NOT (country = ANY(['DE', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'BE', 'CH', 'CZ', 'DK', 'FI', 'GR', 'HU', 'IE', 'NO', 'PT', 'RO', 'BG', 'HR', 'EE', 'LV', 'LT', 'LU', 'MT', 'SI', 'SK', 'CY'])) THEN 1 END) AS "r11 unexpected" FROM sales;
SELECT count(*) AS "r12 elements", count(*) - count(email) AS "r12 missing", count(CASE WHEN NOT regexp_matches(email, '^[a-z0-9.]+@[a-z0-9.]+[.][a-z]+$') THEN 1 END) AS "r12 unexpected" FROM sales;
SELECT count(*) AS "r13 elements", count(*) - count(country) AS "r13 missing", count(CASE WHEN NOT regexp_matches(country, '^[A-Z]{2}$') THEN 1 END) AS "r13 unexpected" FROM sales;
SELECT count(*) AS "r14 elements", count(*) - count(email) AS "r14 missing", count(CASE WHEN length(email) < 8 OR length(email) > 64 THEN 1 END) AS "r14 unexpected" FROM sales;
SELECT count(*) AS "r15 elements", count(*) - count(note) AS "r15 missing", count(CASE WHEN length(note) < 1 OR length(note) > 200 THEN 1 END) AS "r15 unexpected" FROM sales;
SELECT count(*) AS "r16 elements", 0 AS "r16 missing", count(CASE WHEN order_id <= customer_id THEN 1 END) AS "r16 unexpected" FROM sales;
SELECT count(*) AS "r17 elements", count(*) - count(amount) AS "r17 missing", count(CASE WHEN amount < quantity * 0.5 THEN 1 END) AS "r17 unexpected" FROM sales;
SELECT count(*) AS "r18 elements", count(*) - count(shipped_on) AS "r18 missing", count(CASE WHEN shipped_on < CAST(placed_at AS DATE) THEN 1 END) AS "r18 unexpected" FROM sales;
SELECT
  count(CASE WHEN status = 'shipped' OR status = 'delivered' THEN 1 END) AS "r19 elements", 0 AS "r19 missing",
  count(CASE WHEN shipped_on IS NULL AND (status = 'shipped' OR status = 'delivered') THEN 1 END) AS "r19 unexpected", count(*) - count(status) AS "r19 where unknown"
FROM sales;
SELECT
  count(CASE WHEN country = 'DE' THEN 1 END) AS "r20 elements", count(CASE WHEN discount IS NULL AND country = 'DE' THEN 1 END) AS "r20 missing",
  count(CASE WHEN (discount < 0 OR discount > CAST(0.3 AS DOUBLE)) AND country = 'DE' THEN 1 END) AS "r20 unexpected", count(*) - count(country) AS "r20 where unknown"
FROM sales;
SELECT count(*) AS "a01 value" FROM sales;
SELECT min(amount) AS "a02 value" FROM sales;
SELECT max(amount) AS "a03 value" FROM sales;
SELECT CAST(sum(amount) AS DOUBLE) / count(amount) AS "a04 value" FROM sales;
SELECT sum(quantity) AS "a05 value" FROM sales;
SELECT max(quantity) AS "a06 value" FROM sales;
SELECT avg(discount) AS "a07 value" FROM sales;
SELECT min(customer_id) AS "a08 value" FROM sales;
SELECT
  n AS "u01 elements", 0 AS "u01 missing", coalesce(repeated, 0) AS "u01 unexpected"
FROM (
  SELECT sum(times) AS n, sum(CASE WHEN times > 1 THEN times END) AS repeated
  FROM (SELECT count(*) AS times FROM sales GROUP BY order_id)
);

SELECT
  n AS "u02 elements", 0 AS "u02 missing", coalesce(repeated, 0) AS "u02 unexpected"
FROM (
  SELECT sum(times) AS n, sum(CASE WHEN times > 1 THEN times END) AS repeated
  FROM (SELECT count(*) AS times FROM sales GROUP BY customer_id, placed_at)
);
