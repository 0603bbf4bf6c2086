package io.sluice.demo.warehouse;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Turns a raw delivery into typed rows with DuckDB: one date format, one spelling per store. */
public final class SalesCleaner {

  /** The order decides where two formats could read the same text; none of the shop's do. */
  private static final String CLEAN =
      """
      select trim(order_id) as order_id,
             coalesce(
                 try_strptime(trim(ordered_on), '%Y-%m-%d'),
                 try_strptime(trim(ordered_on), '%d/%m/%Y'),
                 try_strptime(trim(ordered_on), '%b %d %Y'),
                 try_strptime(trim(ordered_on), '%d %B %Y'),
                 try_strptime(trim(ordered_on), '%Y%m%d'))::date as ordered_on,
             upper(left(trim(store), 1)) || lower(substring(trim(store), 2)) as store,
             lower(trim(category)) as category,
             nullif(trim(customer_email), '') as customer_email,
             quantity::integer as quantity,
             nullif(trim(revenue), '')::decimal(12, 2) as revenue,
             lower(trim(status)) as status
      from read_csv(%s, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"',
                    strict_mode = true)
      order by order_id
      """;

  private SalesCleaner() {}

  /**
   * The cleaned rows of a delivery, ordered by order number.
   *
   * @throws SQLException if the file cannot be read, or a date is in none of the known formats
   */
  public static List<Sale> clean(Path file) throws SQLException {
    List<Sale> sales = new ArrayList<>();
    String literal = "'" + file.toString().replace("'", "''") + "'";
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(CLEAN.replace("%s", literal))) {
      while (rows.next()) {
        sales.add(sale(rows));
      }
    }
    return sales;
  }

  private static Sale sale(ResultSet rows) throws SQLException {
    String orderId = rows.getString("order_id");
    Date orderedOn = rows.getDate("ordered_on");
    if (orderedOn == null) {
      throw new SQLException("order " + orderId + " has a date in no known format");
    }
    BigDecimal revenue = rows.getBigDecimal("revenue");
    return new Sale(
        orderId,
        orderedOn.toLocalDate(),
        rows.getString("store"),
        rows.getString("category"),
        rows.getString("customer_email"),
        rows.getInt("quantity"),
        revenue,
        rows.getString("status"));
  }
}
