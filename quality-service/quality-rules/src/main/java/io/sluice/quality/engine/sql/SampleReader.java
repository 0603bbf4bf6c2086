package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.row.RowPass;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.MissingKeys;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads failing rows. Where rows have numbers, all conditions share two reads; else each condition
 * is a read that ends at its limit, as is everything else.
 */
final class SampleReader {

  /** JDBC has no types for them. */
  private static final Pattern WIDE_INTEGER = Pattern.compile("U?(HUGE|BIG|SMALL|TINY)?INT(EGER)?");

  private final SqlRelation relation;
  private final Dialect dialect;
  private final Statements statements;
  private final int limit;
  private final RowJudge rowJudge;
  private int reads;

  SampleReader(
      SqlRelation relation, Dialect dialect, Statements statements, int limit, RowJudge rowJudge) {
    this.rowJudge = rowJudge;
    this.relation = relation;
    this.dialect = dialect;
    this.statements = statements;
    this.limit = limit;
  }

  int reads() {
    return reads;
  }

  List<List<SampleRow>> read(List<SampleQuery> queries) throws SQLException {
    Map<SampleQuery, List<SampleRow>> found = new HashMap<>();
    List<SampleQuery.RowsWhere> numbered = new ArrayList<>();
    List<SampleQuery> inTheJvm = new ArrayList<>();
    Map<Expr, List<Long>> known = knownRows();
    for (SampleQuery query : queries) {
      boolean isNumbered = relation.rowNumber() != null;
      if (isNumbered
          && query instanceof SampleQuery.RowsWhere rows
          && (known.containsKey(rows.condition()) || !isLacking(rows))) {
        numbered.add(rows);
      } else if (isLacking(query)) {
        inTheJvm.add(query);
      }
    }
    if (!numbered.isEmpty()) {
      boolean seeks = numbered.stream().anyMatch(query -> !known.containsKey(query.condition()));
      reads += seeks ? 2 : 1;
      found.putAll(new NumberedSamples(relation, dialect, statements, limit, known).read(numbered));
      numbered.forEach(query -> found.putIfAbsent(query, List.of()));
    }
    if (!inTheJvm.isEmpty()) {
      reads++;
      List<List<SampleRow>> rows = judged(inTheJvm);
      for (int i = 0; i < rows.size(); i++) {
        found.put(inTheJvm.get(i), rows.get(i));
      }
    }
    List<List<SampleRow>> result = new ArrayList<>();
    for (SampleQuery query : queries) {
      List<SampleRow> rows = found.get(query);
      if (rows == null) {
        reads++;
        rows = singleOrNone(query);
        found.put(query, rows);
      }
      result.add(rows);
    }
    return result;
  }

  /** As {@link #singleOrNone}: a pass over the rows reads columns that no rule had read. */
  private List<List<SampleRow>> judged(List<SampleQuery> queries) {
    try {
      return rowJudge.sample(queries, limit);
    } catch (SQLException failure) {
      return queries.stream().map(query -> List.<SampleRow>of()).toList();
    }
  }

  /** The first rows that the row engine noted, where it noted enough of them. */
  private Map<Expr, List<Long>> knownRows() {
    Map<Expr, List<Long>> known = new HashMap<>(rowJudge.firstRows());
    known.values().removeIf(rows -> rows.size() < limit && rows.size() == RowPass.MOST_NUMBERS);
    return known;
  }

  private boolean isLacking(SampleQuery query) {
    return RowJudge.expressions(query).stream().anyMatch(expr -> dialect.lacks(expr).isPresent());
  }

  /**
   * A value that only the rows' showing computes may fail, a query of the user's may fail this time
   * only: the judgement stands, and the other rules keep their rows.
   */
  private List<SampleRow> singleOrNone(SampleQuery query) {
    try {
      return single(query);
    } catch (SQLException | QueryRefusedException failure) {
      return List.of();
    }
  }

  private List<SampleRow> single(SampleQuery query) throws SQLException {
    if (query instanceof SampleQuery.RowsOfQuery rows) {
      return ofQuery(rows);
    }
    ShownColumns shown =
        new ShownColumns(
            relation,
            dialect,
            query.columns(),
            ShownColumns.longest((long) limit * query.columns().size()));
    String sql;
    if (query instanceof SampleQuery.RowsWhere rows) {
      sql =
          "SELECT "
              + shown.select("t")
              + " FROM "
              + relation.from()
              + KeyCounting.where(rows.condition(), dialect)
              + " LIMIT "
              + limit;
    } else if (query instanceof SampleQuery.DuplicateKeys keys) {
      sql = duplicates(keys, shown);
    } else if (query instanceof SampleQuery.OutOfOrder order) {
      sql = outOfOrder(order, shown);
    } else {
      throw new IllegalStateException("samples of unknown kind: " + query);
    }
    return statements.query(sql, shown::rows);
  }

  /** The first rows with a repeated key: they belong to the keys that repeat first. */
  private String duplicates(SampleQuery.DuplicateKeys query, ShownColumns shown) {
    String where = KeyCounting.where(query.groups().considered(), dialect);
    List<String> names = names(query.groups().columns());
    String keys = String.join(", ", names);
    String read = String.join(", ", names(query.columns()));
    // Plain equality can be hashed everywhere; it says the same where no part is null.
    boolean neverNull = query.groups().missing() == MissingKeys.ANY;
    String equal = neverNull ? " = " : " IS NOT DISTINCT FROM ";
    String same =
        names.stream()
            .map(name -> "d." + name + equal + "k." + name)
            .collect(Collectors.joining(" AND "));
    String number = relation.rowNumber();
    String row = number == null ? "" : number + ", ";
    return "SELECT "
        + shown.select("d")
        + " FROM (SELECT "
        + row
        + read
        + " FROM "
        + relation.from()
        + where
        + ") AS d JOIN (SELECT "
        + keys
        + " FROM "
        + relation.from()
        + where
        + " GROUP BY "
        + keys
        + " HAVING count(*) > 1"
        + (number == null ? "" : " ORDER BY min(" + number + ")")
        + " LIMIT "
        + limit
        + ") AS k ON "
        + same
        + (number == null ? "" : " ORDER BY d." + number)
        + " LIMIT "
        + limit;
  }

  private List<String> names(List<Expr.ColumnRef> columns) {
    return columns.stream().map(Expr.ColumnRef::name).map(dialect::name).toList();
  }

  private String outOfOrder(SampleQuery.OutOfOrder query, ShownColumns shown) {
    String number = relation.requiredRowNumber();
    return "SELECT "
        + shown.select("t")
        + " FROM "
        + relation.from()
        + " JOIN (SELECT r"
        + Breaks.broken(query.breaks(), relation, dialect)
        + " ORDER BY r LIMIT "
        + limit
        + ") AS b ON t."
        + number
        + " = b.r ORDER BY b.r";
  }

  private List<SampleRow> ofQuery(SampleQuery.RowsOfQuery query) throws SQLException {
    String from = UserQuery.from(query.query(), relation, dialect, statements);
    List<String> columns =
        statements.query("SELECT *" + from + " LIMIT 0", rows -> shown(rows.getMetaData()));
    // Renamed by place: a query may give two columns of one name.
    String names =
        IntStream.range(0, columns.size())
            .mapToObj(i -> dialect.name("c" + i))
            .collect(Collectors.joining(", ", "(", ")"));
    String cut = "SELECT " + String.join(", ", columns) + " FROM (SELECT *" + from + ") AS s";
    return statements.query(cut + names + " LIMIT " + limit, SampleReader::named);
  }

  /** Whatever may be long is cut before it leaves the database, as text. */
  private List<String> shown(ResultSetMetaData columns) throws SQLException {
    List<String> shown = new ArrayList<>();
    int count = columns.getColumnCount();
    int longest = ShownColumns.longest((long) limit * count);
    for (int i = 0; i < count; i++) {
      String name = dialect.name("c" + i);
      String label = dialect.name(columns.getColumnLabel(i + 1));
      String value =
          switch (columns.getColumnType(i + 1)) {
            case Types.BOOLEAN,
                Types.BIT,
                Types.TINYINT,
                Types.SMALLINT,
                Types.INTEGER,
                Types.BIGINT,
                Types.REAL,
                Types.FLOAT,
                Types.DOUBLE,
                Types.DECIMAL,
                Types.NUMERIC,
                Types.DATE,
                Types.TIME,
                Types.TIMESTAMP,
                Types.TIMESTAMP_WITH_TIMEZONE ->
                name;
            case Types.BLOB, Types.BINARY, Types.VARBINARY ->
                "left(" + dialect.shownAsText(name, "binary") + ", " + (longest + 1) + ")";
            default ->
                WIDE_INTEGER.matcher(columns.getColumnTypeName(i + 1)).matches()
                    ? name
                    : "left(CAST(" + name + " AS VARCHAR), " + (longest + 1) + ")";
          };
      shown.add(value + " AS " + label);
    }
    return shown;
  }

  private static List<SampleRow> named(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    List<SampleRow> result = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 1; i <= names.size(); i++) {
        values.add(ResultValues.any(rows, i));
      }
      result.add(SampleRow.of(-1, values, SampleRow.LONGEST_VALUE).named(names));
    }
    return result;
  }
}
