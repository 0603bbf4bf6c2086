package io.sluice.bench.sales;

import io.sluice.bench.measure.Contestant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** SQL by hand: statements of one row each, whose columns are called as the figures are. */
public final class HandWritten implements Contestant {

  private final String name;
  private final List<String> statements;
  private final Path file;
  private final Limits limits;

  /**
   * SQL against a Parquet file.
   *
   * @param resource the file with the statements, which select from {@code sales}
   */
  public HandWritten(String name, String resource, Path file, Limits limits) {
    this.name = name;
    this.file = file;
    this.limits = limits;
    statements = List.of(Resource.text(resource).split(";\\s*\\n", -1));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedMap<String, String> run() throws Exception {
    SortedMap<String, String> figures = new TreeMap<>();
    Files.createDirectories(limits.temporary());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + limits.threads());
      statement.execute("SET memory_limit = '" + limits.memoryMegabytes() + "MB'");
      statement.execute("SET temp_directory = '" + limits.temporary() + "'");
      statement.execute("CREATE VIEW sales AS FROM read_parquet('" + file + "')");
      for (String sql : statements) {
        if (!sql.isBlank()) {
          add(statement, sql, figures);
        }
      }
    }
    return figures;
  }

  private static void add(Statement statement, String sql, SortedMap<String, String> figures)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        Figures.put(figures, row.getMetaData().getColumnLabel(i), row.getObject(i));
      }
    }
  }
}
