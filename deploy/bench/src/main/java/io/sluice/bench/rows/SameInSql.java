package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.sales.Sales;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The predicates of {@link PredicateTexts#FIVE} as SQL by hand, counted by DuckDB. */
public final class SameInSql implements Contestant {

  private static final List<String> FIVE =
      List.of(
          "amount IS NULL OR (amount >= 0 AND amount <= 100000)",
          "quantity >= 1 AND quantity <= 100",
          "amount IS NULL OR amount >= quantity * 0.5",
          "status IN ('new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned')",
          "email IS NULL OR starts_with(email, 'user')");

  private final Sales sales;

  /** The five on all rows of sales. */
  public SameInSql(Sales sales) {
    this.sales = sales;
  }

  @Override
  public String name() {
    return "SQL by hand in DuckDB, for information";
  }

  @Override
  public SortedMap<String, String> run() throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    for (String predicate : FIVE) {
      sql.append(", count(CASE WHEN ").append(predicate).append(" THEN 1 END)");
      sql.append(", count(CASE WHEN NOT (").append(predicate).append(") THEN 1 END)");
    }
    SortedMap<String, String> figures = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql + " FROM '" + sales.file() + "'")) {
      row.next();
      for (int i = 0; i < FIVE.size(); i++) {
        long trues = row.getLong(2 * i + 2);
        long falses = row.getLong(2 * i + 3);
        figures.put(
            "predicate " + i, trues + " " + falses + " " + (row.getLong(1) - trues - falses));
      }
    }
    return figures;
  }
}
