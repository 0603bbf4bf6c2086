-- The 30 rules with a bit mask: one flag for each condition, rows counted by mask, the flags counted in the few masks.
SELECT
  n AS "r01 elements", order_id_null AS "r01 unexpected", n AS "r02 elements", customer_id_null AS "r02 unexpected", n AS "r03 elements",
  country_null AS "r03 unexpected", n AS "r04 elements", email_null AS "r04 unexpected", n AS "r05 elements",
  amount_null AS "r05 missing", b05 AS "r05 unexpected", n AS "r06 elements", quantity_null AS "r06 missing",
  b06 AS "r06 unexpected", n AS "r07 elements", discount_null AS "r07 missing", b07 AS "r07 unexpected",
  n AS "r08 elements", placed_at_null AS "r08 missing", b08 AS "r08 unexpected", n AS "r09 elements",
  shipped_on_null AS "r09 missing", b09 AS "r09 unexpected", n AS "r10 elements", status_null AS "r10 missing",
  b10 AS "r10 unexpected", n AS "r11 elements", country_null AS "r11 missing", b11 AS "r11 unexpected",
  n AS "r12 elements", email_null AS "r12 missing", b12 AS "r12 unexpected", n AS "r13 elements",
  country_null AS "r13 missing", b13 AS "r13 unexpected", n AS "r14 elements", email_null AS "r14 missing",
  b14 AS "r14 unexpected", n AS "r15 elements", note_null AS "r15 missing", b15 AS "r15 unexpected",
  n AS "r16 elements", 0 AS "r16 missing", b16 AS "r16 unexpected", n AS "r17 elements", amount_null AS "r17 missing",
  b17 AS "r17 unexpected", n AS "r18 elements", shipped_on_null AS "r18 missing", b18 AS "r18 unexpected",
  e19 AS "r19 elements", 0 AS "r19 missing", b19 AS "r19 unexpected", status_null AS "r19 where unknown", e20 AS "r20 elements",
  m20 AS "r20 missing", b20 AS "r20 unexpected", country_null AS "r20 where unknown", n AS "a01 value",
  a02 AS "a02 value", a03 AS "a03 value", CAST(amount_sum AS DOUBLE) / (n - amount_null) AS "a04 value",
  a05 AS "a05 value", a06 AS "a06 value", discount_sum / (n - discount_null) AS "a07 value", a08 AS "a08 value"
FROM (
  SELECT
    sum(rows) AS n, min(a02) AS a02, max(a03) AS a03, sum(amount_sum) AS amount_sum, sum(a05) AS a05, max(a06) AS a06,
    sum(discount_sum) AS discount_sum, min(a08) AS a08,
    coalesce(sum(CASE WHEN mask & 1 <> 0 THEN rows END), 0) AS b05,
    coalesce(sum(CASE WHEN mask & 2 <> 0 THEN rows END), 0) AS b06,
    coalesce(sum(CASE WHEN mask & 4 <> 0 THEN rows END), 0) AS b07,
    coalesce(sum(CASE WHEN mask & 8 <> 0 THEN rows END), 0) AS b08,
    coalesce(sum(CASE WHEN mask & 16 <> 0 THEN rows END), 0) AS b09,
    coalesce(sum(CASE WHEN mask & 32 <> 0 THEN rows END), 0) AS b10,
    coalesce(sum(CASE WHEN mask & 64 <> 0 THEN rows END), 0) AS b11,
    coalesce(sum(CASE WHEN mask & 128 <> 0 THEN rows END), 0) AS b12,
    coalesce(sum(CASE WHEN mask & 256 <> 0 THEN rows END), 0) AS b13,
    coalesce(sum(CASE WHEN mask & 512 <> 0 THEN rows END), 0) AS b14,
    coalesce(sum(CASE WHEN mask & 1024 <> 0 THEN rows END), 0) AS b15,
    coalesce(sum(CASE WHEN mask & 2048 <> 0 THEN rows END), 0) AS b16,
    coalesce(sum(CASE WHEN mask & 4096 <> 0 THEN rows END), 0) AS b17,
    coalesce(sum(CASE WHEN mask & 8192 <> 0 THEN rows END), 0) AS b18,
    coalesce(sum(CASE WHEN mask & 16384 <> 0 THEN rows END), 0) AS e19,
    coalesce(sum(CASE WHEN mask & 32768 <> 0 THEN rows END), 0) AS b19,
    coalesce(sum(CASE WHEN mask & 65536 <> 0 THEN rows END), 0) AS e20,
    coalesce(sum(CASE WHEN mask & 131072 <> 0 THEN rows END), 0) AS m20,
    coalesce(sum(CASE WHEN mask & 262144 <> 0 THEN rows END), 0) AS b20,
    coalesce(sum(CASE WHEN mask & 524288 <> 0 THEN rows END), 0) AS country_null,
    coalesce(sum(CASE WHEN mask & 1048576 <> 0 THEN rows END), 0) AS amount_null,
    coalesce(sum(CASE WHEN mask & 2097152 <> 0 THEN rows END), 0) AS discount_null,
    coalesce(sum(CASE WHEN mask & 4194304 <> 0 THEN rows END), 0) AS shipped_on_null,
    coalesce(sum(CASE WHEN mask & 8388608 <> 0 THEN rows END), 0) AS email_null,
    coalesce(sum(CASE WHEN mask & 16777216 <> 0 THEN rows END), 0) AS note_null,
    coalesce(sum(CASE WHEN mask & 33554432 <> 0 THEN rows END), 0) AS order_id_null,
    coalesce(sum(CASE WHEN mask & 67108864 <> 0 THEN rows END), 0) AS customer_id_null,
    coalesce(sum(CASE WHEN mask & 134217728 <> 0 THEN rows END), 0) AS quantity_null,
    coalesce(sum(CASE WHEN mask & 268435456 <> 0 THEN rows END), 0) AS placed_at_null,
    coalesce(sum(CASE WHEN mask & 536870912 <> 0 THEN rows END), 0) AS status_null
  FROM (
    SELECT
      CASE WHEN amount < 0 OR amount > 100000 THEN 1 ELSE 0 END +
      CASE WHEN quantity < 1 OR quantity > 100 THEN 2 ELSE 0 END +
      CASE WHEN discount < 0 OR discount > CAST(0.5 AS DOUBLE) THEN 4 ELSE 0 END +
      CASE WHEN placed_at < TIMESTAMP '2025-01-01' OR placed_at > TIMESTAMP '2025-12-31 23:59:59' THEN 8 ELSE 0 END +
      CASE WHEN shipped_on < DATE '2025-01-01' OR shipped_on > DATE '2026-01-05' THEN 16 ELSE 0 END +
      CASE WHEN NOT (status = ANY(['new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'])) THEN 32 ELSE 0 END +
      CASE WHEN NOT (country = ANY(['DE', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'BE', 'CH', 'CZ', 'DK', 'FI', 'GR', 'HU', 'IE', 'NO', 'PT', 'RO', 'BG', 'HR', 'EE', 'LV', 'LT', 'LU', 'MT', 'SI', 'SK', 'CY'])) THEN 64 ELSE 0 END +
      CASE WHEN NOT regexp_matches(email, '^[a-z0-9.]+@[a-z0-9.]+[.][a-z]+$') THEN 128 ELSE 0 END +
      CASE WHEN NOT regexp_matches(country, '^[A-Z]{2}$') THEN 256 ELSE 0 END +
      CASE WHEN length(email) < 8 OR length(email) > 64 THEN 512 ELSE 0 END +
      CASE WHEN length(note) < 1 OR length(note) > 200 THEN 1024 ELSE 0 END +
      CASE WHEN order_id <= customer_id THEN 2048 ELSE 0 END +
      CASE WHEN amount < quantity * 0.5 THEN 4096 ELSE 0 END +
      CASE WHEN shipped_on < CAST(placed_at AS DATE) THEN 8192 ELSE 0 END +
      CASE WHEN status = 'shipped' OR status = 'delivered' THEN 16384 ELSE 0 END +
      CASE WHEN shipped_on IS NULL AND (status = 'shipped' OR status = 'delivered') THEN 32768 ELSE 0 END +
      CASE WHEN country = 'DE' THEN 65536 ELSE 0 END +
      CASE WHEN discount IS NULL AND country = 'DE' THEN 131072 ELSE 0 END +
      CASE WHEN (discount < 0 OR discount > CAST(0.3 AS DOUBLE)) AND country = 'DE' THEN 262144 ELSE 0 END +
      CASE WHEN country IS NULL THEN 524288 ELSE 0 END +
      CASE WHEN amount IS NULL THEN 1048576 ELSE 0 END +
      CASE WHEN discount IS NULL THEN 2097152 ELSE 0 END +
      CASE WHEN shipped_on IS NULL THEN 4194304 ELSE 0 END +
      CASE WHEN email IS NULL THEN 8388608 ELSE 0 END +
      CASE WHEN note IS NULL THEN 16777216 ELSE 0 END +
      CASE WHEN order_id IS NULL THEN 33554432 ELSE 0 END +
      CASE WHEN customer_id IS NULL THEN 67108864 ELSE 0 END +
      CASE WHEN quantity IS NULL THEN 134217728 ELSE 0 END +
      CASE WHEN placed_at IS NULL THEN 268435456 ELSE 0 END +
      CASE WHEN status IS NULL THEN 536870912 ELSE 0 END AS mask,
      count(*) AS rows,
      min(amount) AS a02,
      max(amount) AS a03,
      sum(amount) AS amount_sum,
      sum(quantity) AS a05,
      max(quantity) AS a06,
      sum(discount) AS discount_sum,
      min(customer_id) AS a08
    FROM sales
    GROUP BY mask
  )
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
