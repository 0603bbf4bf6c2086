package io.sluice.quality.check;

import io.sluice.quality.expectation.Outcome;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.verdict.UnexpectedRows;
import io.sluice.quality.verdict.UnexpectedRows.ValueCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The failing rows of one rule as its result format shows them. */
final class ShownRows {

  private final Rule rule;
  private final ResultOptions options;
  private final SampleQuery query;
  private final List<Expr.ColumnRef> read;
  private final List<SampleRow> rows = new ArrayList<>();
  private boolean cut;

  /**
   * Rows to be read.
   *
   * @param query what the rule itself shows
   * @param read the columns that were really read: those and what the options ask for
   */
  ShownRows(Rule rule, ResultOptions options, SampleQuery query, List<Expr.ColumnRef> read) {
    this.rule = rule;
    this.options = options;
    this.query = query;
    this.read = read;
  }

  /**
   * Takes rows as long as there is room for them.
   *
   * @return the bytes that they take, about
   */
  long take(List<SampleRow> found, long room) {
    long taken = 0;
    for (SampleRow row : found.subList(0, Math.min(found.size(), options.sampleLimit()))) {
      cut |= row.cut();
      long more = 2 * SampleRoom.of(value(row));
      if (!options.indexColumns().isEmpty()) {
        more += SampleRoom.of(index(row));
      }
      if (options.includeRows()) {
        more += SampleRoom.of(whole(row));
      }
      if (taken + more > room) {
        cut = true;
        break;
      }
      taken += more;
      rows.add(row);
    }
    return taken;
  }

  /** Whether something had to be left out. */
  boolean isCut() {
    return cut;
  }

  List<@Nullable Object> values() {
    return options.excludeValues() ? List.of() : each(rows, this::value);
  }

  List<Long> indexes() {
    return rows.stream().map(SampleRow::index).filter(index -> index >= 0).toList();
  }

  private interface View {
    @Nullable Object of(SampleRow row);
  }

  private static List<@Nullable Object> each(List<SampleRow> rows, View view) {
    List<@Nullable Object> result = new ArrayList<>();
    rows.forEach(row -> result.add(view.of(row)));
    return result;
  }

  /**
   * As GX shows it: a single column its value, a pair the list of both, several columns and a rule
   * about rows a map by name.
   */
  private @Nullable Object value(SampleRow row) {
    if (!row.names().isEmpty()) {
      return named(row, row.names());
    }
    int own = query.columns().size();
    if (rule.type().equals(Rule.ROWS) || rule.arguments().containsKey("column_list")) {
      return named(row, names(query.columns()));
    }
    return own == 1 ? row.values().get(0) : row.values().subList(0, own);
  }

  private static List<String> names(List<Expr.ColumnRef> columns) {
    return columns.stream().map(Expr.ColumnRef::name).toList();
  }

  private static Map<String, @Nullable Object> named(SampleRow row, List<String> names) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      result.put(names.get(i), row.values().get(i));
    }
    return result;
  }

  private Map<String, @Nullable Object> whole(SampleRow row) {
    return row.names().isEmpty() ? named(row, names(read)) : named(row, row.names());
  }

  /** A row's number, or the columns that name it and those that the rule is about. */
  private Object index(SampleRow row) {
    if (options.indexColumns().isEmpty() || !row.names().isEmpty()) {
      return row.index();
    }
    Map<String, @Nullable Object> all = whole(row);
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    options.indexColumns().forEach(name -> index.put(name, all.get(name)));
    if (!options.excludeValues()) {
      names(query.columns()).forEach(name -> index.put(name, all.get(name)));
    }
    return index;
  }

  /** Everything beyond the fixed fields. */
  static @Nullable UnexpectedRows of(
      Outcome.Counts counts, ResultOptions options, @Nullable ShownRows shown) {
    if (options.format() == ResultFormat.BOOLEAN_ONLY) {
      return null;
    }
    boolean counted = options.format() != ResultFormat.BASIC;
    boolean complete = options.format() == ResultFormat.COMPLETE;
    Long missing = counts.missing();
    boolean values = !options.excludeValues();
    List<SampleRow> rows = shown == null ? List.of() : shown.rows;
    List<SampleRow> first = rows.subList(0, Math.min(rows.size(), options.partialCount()));
    boolean named = !options.indexColumns().isEmpty();
    return new UnexpectedRows(
        missing == null || counts.elements() == 0
            ? null
            : Double.valueOf(100.0 * missing / counts.elements()),
        missing == null ? null : counts.percentOf(counts.elements()),
        missing == null ? null : counts.percent(),
        missing != null,
        options.indexColumns(),
        values ? views(shown, first, Kind.VALUE) : null,
        counted && values ? valueCounts(shown, options.partialCount()) : null,
        counted ? views(shown, first, Kind.INDEX) : null,
        named ? views(shown, rows, Kind.INDEX) : null,
        complete && options.indexQuery() ? condition(shown) : null,
        options.includeRows() ? views(shown, complete ? rows : first, Kind.ROW) : null);
  }

  private enum Kind {
    VALUE,
    INDEX,
    ROW
  }

  private static List<@Nullable Object> views(
      @Nullable ShownRows shown, List<SampleRow> rows, Kind view) {
    if (shown == null) {
      return List.of();
    }
    return switch (view) {
      case VALUE -> each(rows, shown::value);
      case ROW -> each(rows, shown::whole);
      case INDEX ->
          each(
              rows.stream()
                  .filter(row -> row.index() >= 0 || !shown.options.indexColumns().isEmpty())
                  .toList(),
              shown::index);
    };
  }

  private static @Nullable String condition(@Nullable ShownRows shown) {
    return shown != null && shown.query instanceof SampleQuery.RowsWhere where
        ? ExprText.of(where.condition())
        : null;
  }

  /** The most frequent first, equally frequent ones in the order of values. */
  private static List<ValueCount> valueCounts(@Nullable ShownRows shown, int most) {
    Map<String, ValueCount> counts = new LinkedHashMap<>();
    if (shown != null) {
      for (Object value : each(shown.rows, shown::value)) {
        counts.merge(
            JsonValues.of(value).toString(),
            new ValueCount(value, 1),
            (a, b) -> new ValueCount(a.value(), a.count() + b.count()));
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, ValueCount>>comparingLong(e -> -e.getValue().count())
                .thenComparing(ShownRows::byValue))
        .limit(most)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static int byValue(Map.Entry<String, ValueCount> a, Map.Entry<String, ValueCount> b) {
    Object left = a.getValue().value();
    Object right = b.getValue().value();
    if (left == null || right == null) {
      return a.getKey().compareTo(b.getKey());
    }
    boolean numbers = left instanceof Number && right instanceof Number;
    boolean alike = left.getClass() == right.getClass() && left instanceof Comparable<?>;
    return numbers || alike ? Evaluator.order(left, right) : a.getKey().compareTo(b.getKey());
  }
}
