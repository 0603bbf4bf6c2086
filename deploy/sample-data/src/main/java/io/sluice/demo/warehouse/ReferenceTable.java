package io.sluice.demo.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table made from a public file by one query.
 *
 * @param name the table's name
 * @param columns its columns
 * @param rows its rows, {@link #NULL} standing for null
 */
public record ReferenceTable(String name, List<TableColumn> columns, List<List<Object>> rows) {

  /** Stands for null, which a list of rows cannot hold. */
  public static final Object NULL = new Object();

  /**
   * A column.
   *
   * @param name its name
   * @param type its PostgreSQL type
   * @param from the column of the file that it comes from
   */
  public record TableColumn(String name, String type, String from) {}

  /** Copies the lists. */
  public ReferenceTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Runs a query over a file, named {@code $file} in it, and keeps the result. */
  public static ReferenceTable of(String name, List<TableColumn> columns, String query, Path file)
      throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    String literal = "'" + file.toString().replace("'", "''") + "'";
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query.replace("$file", literal))) {
      while (result.next()) {
        List<Object> row = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
          Object value = result.getObject(i);
          row.add(value == null ? NULL : value);
        }
        rows.add(row);
      }
    }
    return new ReferenceTable(name, columns, rows);
  }

  String createSql() {
    return columns.stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", ", "create table if not exists " + name + " (", ")"));
  }

  String insertSql() {
    return columns.stream()
        .map(column -> "?")
        .collect(Collectors.joining(", ", "insert into " + name + " values (", ")"));
  }
}
