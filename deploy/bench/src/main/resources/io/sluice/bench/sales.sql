-- Orders of a shop: 11 columns of mixed types with a few faults in each. Every value is a hash of its row's number and
-- the seed, so any number of threads writes the same rows in the same order. One row in 100,000 occurs twice.
COPY (
  WITH dice AS (
    SELECT
      i,
      hash(i, ${seed}, 1) AS a, hash(i, ${seed}, 2) AS b, hash(i, ${seed}, 3) AS c,
      hash(i, ${seed}, 4) AS d, hash(i, ${seed}, 5) AS e
    FROM (SELECT CASE WHEN n % 100000 = 99999 THEN n - 1 ELSE n END AS i FROM range(${rows}) numbers(n))
  ), people AS (
    SELECT
      *,
      -- Few customers order often.
      CAST(1 + floor(1000000 * pow((a % 1000003) / 1000003.0, 2)) AS INTEGER) AS customer_id,
      TIMESTAMP '2025-01-01' + to_seconds(CAST(i * (31536000.0 / ${rows}) AS BIGINT) + CAST(b % 600 AS BIGINT)) AS placed_at
    FROM dice
  )
  SELECT
    CAST(1000000000 + i AS BIGINT) AS order_id,
    customer_id,
    CASE
      WHEN c % 97 = 0 THEN NULL
      WHEN c % 20011 = 1 THEN 'xx'
      ELSE ['DE', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'BE', 'CH', 'CZ', 'DK', 'FI', 'GR',
            'HU', 'IE', 'NO', 'PT', 'RO', 'BG', 'HR', 'EE', 'LV', 'LT', 'LU', 'MT', 'SI', 'SK', 'CY']
           [1 + CAST(floor(31 * pow((c % 9973) / 9973.0, 2)) AS INTEGER)]
    END AS country,
    CASE
      WHEN d % 100 < 62 THEN 'delivered'
      WHEN d % 100 < 80 THEN 'shipped'
      WHEN d % 100 < 88 THEN 'paid'
      WHEN d % 100 < 94 THEN 'new'
      WHEN d % 100 < 99 THEN 'cancelled'
      WHEN (d >> 8) % 101 = 5 THEN 'unknown'
      ELSE 'returned'
    END AS status,
    CASE
      WHEN e % 53 = 0 THEN NULL
      WHEN e % 5003 = 1 THEN -1 * CAST(e % 10000 AS DECIMAL(12, 2)) / 100
      ELSE CAST(CAST(floor(pow((e % 99991) / 9999.1, 4)) AS INTEGER) + (b % 100) / 100 + 1 AS DECIMAL(12, 2))
    END::DECIMAL(12, 2) AS amount,
    CAST(CASE WHEN b % 1009 = 0 THEN 0 WHEN b % 30011 = 1 THEN 500 ELSE 1 + (b >> 8) % 12 END AS INTEGER) AS quantity,
    CASE WHEN (a >> 16) % 5 = 0 THEN NULL WHEN a % 7001 = 3 THEN 1.5 ELSE ((a >> 20) % 51) / 100.0 END::DOUBLE AS discount,
    placed_at,
    CASE
      WHEN (d >> 12) % 10 = 0 THEN NULL
      WHEN (d >> 12) % 499 = 1 THEN CAST(placed_at AS DATE) - 2
      ELSE CAST(placed_at AS DATE) + CAST((d >> 24) % 9 AS INTEGER)
    END AS shipped_on,
    CASE
      WHEN (c >> 16) % 31 = 0 THEN NULL
      WHEN (c >> 16) % 211 = 1 THEN 'customer ' || customer_id
      ELSE 'user' || customer_id || '@' || ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example.de',
           'home.example.fr', 'work.example.co.uk', 'shop.example'][1 + customer_id % 8]
    END AS email,
    CASE
      WHEN (e >> 16) % 5 < 2 THEN NULL
      WHEN (e >> 16) % 3001 = 2 THEN ''
      ELSE array_to_string(list_transform(
        range(CAST(2 + (e >> 24) % 5 AS BIGINT)),
        lambda k: ['please', 'deliver', 'after', 'noon', 'ring', 'twice', 'leave', 'parcel', 'with', 'neighbour', 'gift',
                   'wrap', 'call', 'before', 'fragile', 'thanks'][1 + CAST((c >> CAST(8 + 4 * k AS INTEGER)) % 16 AS INTEGER)]), ' ')
    END AS note
  FROM people
) TO '${file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880);
