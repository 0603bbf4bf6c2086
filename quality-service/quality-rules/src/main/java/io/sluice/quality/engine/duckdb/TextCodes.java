package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts that occur again and again leave DuckDB as numbers. Each text costs a call into native
 * code, 150 to 400 ns measured, a number 5. The first rows say which columns have few texts; those
 * texts make an enumeration, and what is not in it comes as text, so that nothing depends on what
 * the first rows hold.
 *
 * @param sql the statement: the row number, every column of the schema (of a coded one only the
 *     texts without a code), and then the codes of the coded ones, in the schema's order
 * @param texts for each column of the schema its texts by code; empty if it has no codes
 */
record TextCodes(String sql, List<List<String>> texts) {

  /** Fewer rows are read faster than looked at first. */
  private static final long WORTH_IT = 20_000;

  private static final int LOOKED_AT = 10_000;

  /** A code is one byte. */
  private static final int MOST_TEXTS = 200;

  private static final int LONGEST_TEXT = 100;

  /** A statement with codes where they pay, for a result of that many rows. */
  static TextCodes of(Connection connection, String sql, Schema schema, long rows)
      throws SQLException {
    List<Integer> columns =
        IntStream.range(0, schema.columns().size())
            .filter(i -> isText(schema.columns().get(i)))
            .boxed()
            .toList();
    List<List<String>> texts = new ArrayList<>();
    schema.columns().forEach(column -> texts.add(List.of()));
    if (rows < WORTH_IT || columns.isEmpty()) {
      return new TextCodes(sql, texts);
    }
    String from = "(" + sql + ") AS s(" + names(schema) + ")";
    learn(connection, from, columns, texts);
    return texts.stream().allMatch(List::isEmpty)
        ? new TextCodes(sql, texts)
        : new TextCodes(coded(from, texts), texts);
  }

  private static boolean isText(Column column) {
    return LogicalType.parse(column.type()).kind() == LogicalType.Kind.STRING;
  }

  private static String names(Schema schema) {
    return IntStream.range(0, schema.columns().size())
        .mapToObj(i -> ", c" + i)
        .collect(Collectors.joining("", "n", ""));
  }

  private static void learn(
      Connection connection, String from, List<Integer> columns, List<List<String>> texts)
      throws SQLException {
    String shown =
        columns.stream()
            .map(i -> "CASE WHEN strlen(c" + i + ") <= " + LONGEST_TEXT + " THEN c" + i + " END")
            .collect(Collectors.joining(", "));
    String few =
        columns.stream()
            .map(i -> "CASE WHEN count(DISTINCT d" + i + ") <= " + MOST_TEXTS + listOf("d" + i))
            .collect(Collectors.joining(", "));
    String renamed = columns.stream().map(i -> "d" + i).collect(Collectors.joining(", "));
    String sql =
        "SELECT "
            + few
            + " FROM (SELECT "
            + shown
            + " FROM "
            + from
            + " LIMIT "
            + LOOKED_AT
            + ") AS first_rows("
            + renamed
            + ")";
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      for (int i = 0; i < columns.size(); i++) {
        Array array = found.getArray(i + 1);
        if (array != null) {
          texts.set(columns.get(i), texts(array));
        }
      }
    }
  }

  private static String listOf(String name) {
    return " THEN list(DISTINCT " + name + ") END";
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray())
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> text.indexOf('\0') < 0)
        .sorted()
        .toList();
  }

  private static String coded(String from, List<List<String>> texts) {
    StringBuilder outer = new StringBuilder("SELECT n");
    StringBuilder inner = new StringBuilder("SELECT *");
    StringBuilder codes = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).isEmpty()) {
        outer.append(", c").append(i);
        continue;
      }
      String values =
          texts.get(i).stream().map(DuckDbDialect.INSTANCE::text).collect(Collectors.joining(", "));
      inner.append(", enum_code(TRY_CAST(c" + i + " AS ENUM(" + values + "))) AS k" + i);
      outer.append(", CASE WHEN k" + i + " IS NULL THEN c" + i + " END");
      codes.append(", k").append(i);
    }
    return outer.append(codes) + " FROM (" + inner + " FROM " + from + ")";
  }
}
