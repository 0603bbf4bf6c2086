package io.sluice.quality.engine.sql;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.Array;
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
 * The first rows of many conditions where rows have numbers: one pass finds the first numbers of
 * all conditions together, one fetches those rows.
 */
final class NumberedSamples {

  private final SqlRelation relation;
  private final Dialect dialect;
  private final Statements statements;
  private final int limit;
  private final Map<Expr, List<Long>> known;

  /** Samples; of conditions whose first rows are known, those rows. */
  NumberedSamples(
      SqlRelation relation,
      Dialect dialect,
      Statements statements,
      int limit,
      Map<Expr, List<Long>> known) {
    this.known = known;
    this.relation = relation;
    this.dialect = dialect;
    this.statements = statements;
    this.limit = limit;
  }

  Map<SampleQuery, List<SampleRow>> read(List<SampleQuery.RowsWhere> queries) throws SQLException {
    Map<SampleQuery, List<SampleRow>> found = new HashMap<>();
    List<List<Long>> numbers = firstNumbers(queries);
    Set<Long> all = new TreeSet<>();
    numbers.forEach(all::addAll);
    if (all.isEmpty()) {
      return found;
    }
    Set<Expr.ColumnRef> columns = new LinkedHashSet<>();
    queries.forEach(query -> columns.addAll(query.columns()));
    int most = Math.max(1, ShownColumns.MOST_CELLS / Math.max(1, columns.size()));
    int longest = ShownColumns.longest((long) Math.min(most, all.size()) * columns.size());
    ShownColumns shown = new ShownColumns(relation, dialect, new ArrayList<>(columns), longest);
    Map<Long, Map<Expr.ColumnRef, @Nullable Object>> rows =
        fetch(all.stream().limit(most).toList(), shown);
    for (int i = 0; i < queries.size(); i++) {
      List<SampleRow> samples = new ArrayList<>();
      for (Long number : numbers.get(i)) {
        Map<Expr.ColumnRef, @Nullable Object> row = rows.get(number);
        if (row != null) {
          List<@Nullable Object> values = new ArrayList<>();
          queries.get(i).columns().forEach(column -> values.add(row.get(column)));
          samples.add(
              SampleRow.of(relation.rowIndex().applyAsLong(number), values, shown.longest()));
        }
      }
      found.put(queries.get(i), samples);
    }
    return found;
  }

  private List<List<Long>> firstNumbers(List<SampleQuery.RowsWhere> queries) throws SQLException {
    Map<Expr, List<Long>> numbers = new HashMap<>(known);
    List<Expr> sought =
        queries.stream()
            .map(SampleQuery.RowsWhere::condition)
            .filter(condition -> !known.containsKey(condition))
            .distinct()
            .toList();
    if (!sought.isEmpty()) {
      numbers.putAll(seek(sought));
    }
    return queries.stream()
        .map(query -> numbers.getOrDefault(query.condition(), List.of()))
        .map(rows -> rows.subList(0, Math.min(limit, rows.size())))
        .toList();
  }

  private Map<Expr, List<Long>> seek(List<Expr> conditions) throws SQLException {
    String select =
        conditions.stream()
            .map(condition -> dialect.firstRows(condition, number(), limit))
            .collect(Collectors.joining(", "));
    return statements.query(
        "SELECT " + select + " FROM " + relation.from(),
        rows -> {
          Map<Expr, List<Long>> result = new HashMap<>();
          if (rows.next()) {
            for (int i = 0; i < conditions.size(); i++) {
              result.put(conditions.get(i), numbers(rows.getArray(i + 1)));
            }
          }
          return result;
        });
  }

  private String number() {
    return relation.requiredRowNumber();
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
      List<Long> numbers, ShownColumns shown) throws SQLException {
    String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return statements.query(
        "SELECT "
            + shown.select("t")
            + " FROM "
            + relation.from()
            + " WHERE "
            + number()
            + " IN ("
            + list
            + ")",
        rows -> {
          Map<Long, Map<Expr.ColumnRef, @Nullable Object>> result = new HashMap<>();
          while (rows.next()) {
            List<@Nullable Object> values = shown.values(rows);
            Map<Expr.ColumnRef, @Nullable Object> row = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
              row.put(shown.columns().get(i), values.get(i));
            }
            result.put(rows.getLong(1), row);
          }
          return result;
        });
  }
}
