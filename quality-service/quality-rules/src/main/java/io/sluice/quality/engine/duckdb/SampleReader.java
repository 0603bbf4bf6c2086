package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads failing rows: one pass finds the first row numbers of all conditions together, one fetches
 * those rows; each repeated key is a query of its own.
 */
final class SampleReader {

  /** The most characters that one read brings into memory: where cells are many, they are short. */
  private static final long MOST_CHARACTERS = 8_000_000;

  private static final int MOST_CELLS = 200_000;

  private final Relation relation;
  private final Statements statements;
  private final int limit;
  private int reads;

  SampleReader(Relation relation, Statements statements, int limit) {
    this.relation = relation;
    this.statements = statements;
    this.limit = limit;
  }

  int reads() {
    return reads;
  }

  List<List<SampleRow>> read(List<SampleQuery> queries) throws SQLException {
    List<SampleQuery.RowsWhere> conditions = new ArrayList<>();
    for (SampleQuery query : queries) {
      if (query instanceof SampleQuery.RowsWhere rows) {
        conditions.add(rows);
      }
    }
    Map<SampleQuery, List<SampleRow>> found = new HashMap<>();
    if (!conditions.isEmpty()) {
      readConditions(conditions, found);
    }
    List<List<SampleRow>> result = new ArrayList<>();
    for (SampleQuery query : queries) {
      if (query instanceof SampleQuery.DuplicateKeys keys && !found.containsKey(query)) {
        found.put(query, readDuplicates(keys));
      }
      result.add(found.getOrDefault(query, List.of()));
    }
    return result;
  }

  private void readConditions(
      List<SampleQuery.RowsWhere> queries, Map<SampleQuery, List<SampleRow>> found)
      throws SQLException {
    List<List<Long>> numbers = firstNumbers(queries);
    Set<Long> all = new TreeSet<>();
    numbers.forEach(all::addAll);
    if (all.isEmpty()) {
      return;
    }
    Set<Expr.ColumnRef> columns = new LinkedHashSet<>();
    queries.forEach(query -> columns.addAll(query.columns()));
    int most = Math.max(1, MOST_CELLS / Math.max(1, columns.size()));
    int longest = longest((long) Math.min(most, all.size()) * columns.size());
    Map<Long, Map<Expr.ColumnRef, @Nullable Object>> rows =
        fetch(all.stream().limit(most).toList(), new ArrayList<>(columns), longest);
    for (int i = 0; i < queries.size(); i++) {
      List<SampleRow> samples = new ArrayList<>();
      for (Long number : numbers.get(i)) {
        Map<Expr.ColumnRef, @Nullable Object> row = rows.get(number);
        if (row != null) {
          List<@Nullable Object> values = new ArrayList<>();
          queries.get(i).columns().forEach(column -> values.add(row.get(column)));
          samples.add(SampleRow.of(relation.rowIndex(number), values, longest));
        }
      }
      found.put(queries.get(i), samples);
    }
  }

  private List<List<Long>> firstNumbers(List<SampleQuery.RowsWhere> queries) throws SQLException {
    reads++;
    String select =
        queries.stream()
            .map(
                query ->
                    "min(CASE WHEN "
                        + DuckDbSql.of(query.condition())
                        + " THEN "
                        + Relation.ROW
                        + " END, "
                        + limit
                        + ")")
            .collect(Collectors.joining(", "));
    return statements.query(
        "SELECT " + select + " FROM " + relation.sql(),
        rows -> {
          List<List<Long>> result = new ArrayList<>();
          if (rows.next()) {
            for (int i = 1; i <= queries.size(); i++) {
              result.add(numbers(rows.getArray(i)));
            }
          }
          return result;
        });
  }

  private static List<Long> numbers(@Nullable Array array) throws SQLException {
    List<Long> result = new ArrayList<>();
    if (array != null) {
      for (Object number : (Object[]) array.getArray()) {
        if (number instanceof Number row) {
          result.add(row.longValue());
        }
      }
    }
    return result;
  }

  private Map<Long, Map<Expr.ColumnRef, @Nullable Object>> fetch(
      List<Long> numbers, List<Expr.ColumnRef> columns, int longest) throws SQLException {
    reads++;
    String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return statements.query(
        shown(columns, longest)
            + " FROM "
            + relation.sql()
            + " WHERE "
            + Relation.ROW
            + " IN ("
            + list
            + ")",
        rows -> {
          Map<Long, Map<Expr.ColumnRef, @Nullable Object>> result = new HashMap<>();
          while (rows.next()) {
            Map<Expr.ColumnRef, @Nullable Object> row = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
              row.put(columns.get(i), ResultValues.read(rows, i + 2, columns.get(i).type()));
            }
            result.put(rows.getLong(1), row);
          }
          return result;
        });
  }

  private static String select(List<Expr.ColumnRef> columns) {
    StringBuilder sql = new StringBuilder("SELECT " + Relation.ROW);
    columns.forEach(column -> sql.append(", ").append(DuckDbSql.name(column.name())));
    return sql.toString();
  }

  private boolean isBinary(Expr.ColumnRef column) {
    return relation.schema().columns().stream()
        .anyMatch(other -> other.name().equals(column.name()) && other.type().equals("binary"));
  }

  private static int longest(long cells) {
    long each = MOST_CHARACTERS / Math.max(1, cells);
    return (int) Math.max(20, Math.min(SampleRow.LONGEST_VALUE, each));
  }

  /** Long texts are cut before they leave the engine, one character late so that it shows. */
  private String shown(List<Expr.ColumnRef> columns, int longest) {
    StringBuilder sql = new StringBuilder("SELECT " + Relation.ROW);
    for (Expr.ColumnRef column : columns) {
      String name = DuckDbSql.name(column.name());
      String text =
          switch (column.type().kind()) {
            case STRING -> name;
            // As inline rows write bytes.
            case OTHER ->
                isBinary(column) ? "base64(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
            case BOOLEAN, INTEGER, DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, NULL -> "";
          };
      sql.append(", ")
          .append(text.isEmpty() ? name : "left(" + text + ", " + (longest + 1) + ") AS " + name);
    }
    return sql.toString();
  }

  /** The first rows with a repeated key: they belong to the keys that repeat first. */
  private List<SampleRow> readDuplicates(SampleQuery.DuplicateKeys query) throws SQLException {
    reads++;
    List<Expr.ColumnRef> columns = query.columns();
    int longest = longest((long) limit * columns.size());
    String keys = FusedScan.keys(query.groups());
    String where = FusedScan.where(query.groups());
    String same =
        columns.stream()
            .map(column -> DuckDbSql.name(column.name()))
            .map(name -> "d." + name + " IS NOT DISTINCT FROM k." + name)
            .collect(Collectors.joining(" AND "));
    String repeated =
        "SELECT "
            + keys
            + " FROM "
            + relation.sql()
            + where
            + " GROUP BY "
            + keys
            + " HAVING count(*) > 1 ORDER BY min("
            + Relation.ROW
            + ") LIMIT "
            + limit;
    String sql =
        shown(columns, longest)
            + " FROM ("
            + select(columns)
            + " FROM "
            + relation.sql()
            + where
            + ") d SEMI JOIN ("
            + repeated
            + ") k ON "
            + same
            + " ORDER BY "
            + Relation.ROW
            + " LIMIT "
            + limit;
    return statements.query(sql, rows -> samples(rows, columns, longest));
  }

  private List<SampleRow> samples(ResultSet rows, List<Expr.ColumnRef> columns, int longest)
      throws SQLException {
    List<SampleRow> result = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(ResultValues.read(rows, i + 2, columns.get(i).type()));
      }
      result.add(SampleRow.of(relation.rowIndex(rows.getLong(1)), values, longest));
    }
    return result;
  }
}
