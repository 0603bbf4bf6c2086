-- The best SQL by hand for the 30 rules that was found: one scan that counts with CASE, and a group-by for each key. Lists
-- are written as = ANY: DuckDB evaluates that once for each entry of a Parquet dictionary, IN once for each row.
SELECT
  n AS "r01 elements", n - order_id_n AS "r01 unexpected", n AS "r02 elements", n - customer_id_n AS "r02 unexpected",
  n AS "r03 elements", n - country_n AS "r03 unexpected", n AS "r04 elements", n - email_n AS "r04 unexpected",
  n AS "r05 elements", n - amount_n AS "r05 missing", b05 AS "r05 unexpected", n AS "r06 elements",
  n - quantity_n AS "r06 missing", b06 AS "r06 unexpected", n AS "r07 elements", n - discount_n AS "r07 missing",
  b07 AS "r07 unexpected", n AS "r08 elements", n - placed_at_n AS "r08 missing", b08 AS "r08 unexpected",
  n AS "r09 elements", n - shipped_on_n AS "r09 missing", b09 AS "r09 unexpected", n AS "r10 elements",
  n - status_n AS "r10 missing", b10 AS "r10 unexpected", n AS "r11 elements", n - country_n AS "r11 missing",
  b11 AS "r11 unexpected", n AS "r12 elements", n - email_n AS "r12 missing", b12 AS "r12 unexpected",
  n AS "r13 elements", n - country_n AS "r13 missing", b13 AS "r13 unexpected", n AS "r14 elements",
  n - email_n AS "r14 missing", b14 AS "r14 unexpected", n AS "r15 elements", n - note_n AS "r15 missing",
  b15 AS "r15 unexpected", n AS "r16 elements", 0 AS "r16 missing", b16 AS "r16 unexpected", n AS "r17 elements",
  n - amount_n AS "r17 missing", b17 AS "r17 unexpected", n AS "r18 elements", n - shipped_on_n AS "r18 missing",
  b18 AS "r18 unexpected", e19 AS "r19 elements", 0 AS "r19 missing", b19 AS "r19 unexpected",
  n - status_n AS "r19 where unknown", e20 AS "r20 elements", m20 AS "r20 missing", b20 AS "r20 unexpected",
  n - country_n AS "r20 where unknown", n AS "a01 value", a02 AS "a02 value", a03 AS "a03 value",
  CAST(amount_sum AS DOUBLE) / amount_n AS "a04 value", a05 AS "a05 value", a06 AS "a06 value",
  discount_sum / discount_n AS "a07 value", a08 AS "a08 value"
FROM (
  SELECT
    count(*) AS n,
    count(order_id) AS order_id_n, count(customer_id) AS customer_id_n, count(country) AS country_n, count(status) AS status_n, count(amount) AS amount_n, count(quantity) AS quantity_n,
    count(discount) AS discount_n, count(placed_at) AS placed_at_n, count(shipped_on) AS shipped_on_n, count(email) AS email_n, count(note) AS note_n,
    min(amount) AS a02,
    max(amount) AS a03,
    sum(amount) AS amount_sum,
    sum(quantity) AS a05,
    max(quantity) AS a06,
    sum(discount) AS discount_sum,
    min(customer_id) AS a08,
    count(CASE WHEN amount < 0 OR amount > 100000 THEN 1 END) AS b05,
    count(CASE WHEN quantity < 1 OR quantity > 100 THEN 1 END) AS b06,
    count(CASE WHEN discount < 0 OR discount > CAST(0.5 AS DOUBLE) THEN 1 END) AS b07,
    count(CASE WHEN placed_at < TIMESTAMP '2025-01-01' OR placed_at > TIMESTAMP '2025-12-31 23:59:59' THEN 1 END) AS b08,
    count(CASE WHEN shipped_on < DATE '2025-01-01' OR shipped_on > DATE '2026-01-05' THEN 1 END) AS b09,
    count(CASE WHEN NOT (status = ANY(['new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'])) THEN 1 END) AS b10,
    count(CASE WHEN NOT (country = ANY(['DE', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'BE', 'CH', 'CZ', 'DK', 'FI', 'GR', 'HU', 'IE', 'NO', 'PT', 'RO', 'BG', 'HR', 'EE', 'LV', 'LT', 'LU', 'MT', 'SI', 'SK', 'CY'])) THEN 1 END) AS b11,
    count(CASE WHEN NOT regexp_matches(email, '^[a-z0-9.]+@[a-z0-9.]+[.][a-z]+$') THEN 1 END) AS b12,
    count(CASE WHEN NOT regexp_matches(country, '^[A-Z]{2}$') THEN 1 END) AS b13,
    count(CASE WHEN length(email) < 8 OR length(email) > 64 THEN 1 END) AS b14,
    count(CASE WHEN length(note) < 1 OR length(note) > 200 THEN 1 END) AS b15,
    count(CASE WHEN order_id <= customer_id THEN 1 END) AS b16,
    count(CASE WHEN amount < quantity * 0.5 THEN 1 END) AS b17,
    count(CASE WHEN shipped_on < CAST(placed_at AS DATE) THEN 1 END) AS b18,
    count(CASE WHEN status = 'shipped' OR status = 'delivered' THEN 1 END) AS e19,
    count(CASE WHEN shipped_on IS NULL AND (status = 'shipped' OR status = 'delivered') THEN 1 END) AS b19,
    count(CASE WHEN country = 'DE' THEN 1 END) AS e20,
    count(CASE WHEN discount IS NULL AND country = 'DE' THEN 1 END) AS m20,
    count(CASE WHEN (discount < 0 OR discount > CAST(0.3 AS DOUBLE)) AND country = 'DE' THEN 1 END) AS b20
  FROM sales
);

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
