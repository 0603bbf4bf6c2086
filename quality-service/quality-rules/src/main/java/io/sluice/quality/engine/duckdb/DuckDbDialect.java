package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.BatchSource;
import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.Expressions;
import io.sluice.quality.engine.sql.QueryRefusedException;
import io.sluice.quality.engine.sql.Statements;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBPreparedStatement;

/** DuckDB's dialect, with the meaning that the reference evaluator gives. */
final class DuckDbDialect implements Dialect {

  static final DuckDbDialect INSTANCE = new DuckDbDialect(false);

  /** DuckDB reads, and the row engine judges: nothing of a rule becomes SQL. */
  static final DuckDbDialect READING = new DuckDbDialect(true);

  /** The types whose equality in a list is plain: no NaN, no zeros of two signs, no scales. */
  private static final Set<Kind> SEARCHED = Set.of(Kind.STRING, Kind.INTEGER, Kind.DATE);

  private static final String IN_THE_JVM = "the row engine judges it";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final boolean onlyReads;

  private DuckDbDialect(boolean onlyReads) {
    this.onlyReads = onlyReads;
  }

  @Override
  public String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String as(Expr expr, ExprType type) {
    return switch (type.kind()) {
      case DOUBLE -> DuckDbArithmetic.real(expr);
      case TIMESTAMP ->
          expr.type().kind() == Kind.TIMESTAMP
              ? expression(expr)
              : "CAST(" + expression(expr) + " AS TIMESTAMP)";
      case BOOLEAN, INTEGER, DECIMAL, STRING, DATE, TIME, TIMESTAMPTZ, OTHER, NULL ->
          expression(expr);
    };
  }

  @Override
  public String literal(Expr.Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return nullOf(literal.type());
    } else if (value instanceof Boolean truth) {
      return truth ? "true" : "false";
    } else if (value instanceof BigDecimal number) {
      String plain = number.toPlainString();
      return number.signum() < 0 ? "(" + plain + ")" : plain;
    } else if (value instanceof Double real) {
      return "CAST('" + real + "' AS DOUBLE)";
    } else if (value instanceof String text) {
      return text(text);
    } else if (value instanceof LocalDateTime at) {
      return "CAST('" + TIMESTAMP.format(at) + "' AS TIMESTAMP)";
    } else if (value instanceof OffsetDateTime at) {
      String utc = TIMESTAMP.format(at.withOffsetSameInstant(ZoneOffset.UTC));
      return "CAST('" + utc + "+00' AS TIMESTAMPTZ)";
    }
    return "CAST('" + value + "' AS " + literal.type().kind() + ")";
  }

  private static String nullOf(ExprType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "CAST(NULL AS BOOLEAN)";
      case DOUBLE -> "CAST(NULL AS DOUBLE)";
      case INTEGER -> "CAST(NULL AS BIGINT)";
      case STRING -> "CAST(NULL AS VARCHAR)";
      case DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, OTHER, NULL -> "NULL";
    };
  }

  /**
   * A list of constants is searched by a function, since DuckDB evaluates a function of one column
   * once for each entry of a Parquet dictionary, and IN once for each row and item. Measured on 1 M
   * rows, CPU seconds of IN and of ANY: 31 countries 0.20 and 0.01, 1,000 countries 5.1 and 0.03,
   * 31 addresses, all different, 0.22 and 0.10, 1,000 addresses 4.5 and 0.10.
   */
  @Override
  public String oneOf(Expr value, List<Expr> items, ExprType type) {
    boolean plain =
        items.stream()
            .allMatch(
                item ->
                    item instanceof Expr.Literal literal
                        && literal.value() != null
                        && literal.type().equals(type));
    return plain && SEARCHED.contains(type.kind())
        ? "(" + as(value, type) + " = ANY([" + Expressions.list(items, type, this) + "]))"
        : Dialect.super.oneOf(value, items, type);
  }

  @Override
  public String matches(Expr.Matches matches) {
    return (matches.whole() ? "regexp_full_match(" : "regexp_matches(")
        + expression(matches.text())
        + ", "
        + text(matches.pattern())
        + ")";
  }

  @Override
  public String arithmetic(Expr.Arithmetic arithmetic) {
    return DuckDbArithmetic.of(arithmetic);
  }

  @Override
  public String negation(Expr.Negation negation) {
    return "(-" + DuckDbArithmetic.wide(negation.operand()) + ")";
  }

  @Override
  public String call(Expr.Call call) {
    return DuckDbCalls.of(call);
  }

  /** A row is never null, which DuckDB knows: only of its hash all values are computed. */
  @Override
  public String countWhole(String rows) {
    return "count(*), max(hash(" + rows + "))";
  }

  @Override
  public String aggregate(Metric.Aggregate.Function function, String value, ExprType type) {
    return switch (function) {
      case MIN -> "min(" + value + ")";
      case MAX -> "max(" + value + ")";
      case SUM -> "sum(" + value + ")";
      case MEAN -> "avg(" + value + ")";
    };
  }

  /** Its variance refuses what is not finite, so that is left out there and counted beside it. */
  @Override
  public List<String> moments(String value) {
    String finite = "CASE WHEN isfinite(" + value + ") THEN " + value + " END";
    return List.of(
        "count(" + value + ")",
        "avg(" + value + ")",
        "CASE WHEN count("
            + value
            + ") > count("
            + finite
            + ") THEN CAST('NaN' AS DOUBLE) ELSE var_pop("
            + finite
            + ") * count("
            + value
            + ") END");
  }

  @Override
  public String quantiles(List<Metric.Quantile> same, String value, String from) {
    String at =
        same.stream()
            .map(quantile -> quantile.at().toPlainString())
            .collect(Collectors.joining(", ", "[", "]"));
    String function = same.get(0).interpolated() ? "quantile_cont(" : "quantile_disc(";
    StringBuilder select = new StringBuilder("SELECT ");
    for (int i = 1; i <= same.size(); i++) {
      select.append(i == 1 ? "q[" : ", q[").append(i).append(']');
    }
    return select + " FROM (SELECT " + function + value + ", " + at + ") AS q FROM " + from + ")";
  }

  @Override
  public String firstRows(Expr condition, String rowNumber, int limit) {
    return "min(CASE WHEN " + expression(condition) + " THEN " + rowNumber + " END, " + limit + ")";
  }

  @Override
  public String shownAsText(String name, String logicalType) {
    return logicalType.equals("binary") ? "base64(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
  }

  @Override
  public String streamed(String name, String logicalType) {
    return ChunkBatches.column(name, LogicalType.parse(logicalType));
  }

  @Override
  public BatchSource batches(PreparedStatement statement, String sql, Schema schema)
      throws SQLException {
    // DuckDB cancels what executes, not what is fetched: who takes the batches minds the time.
    return ChunkBatches.of(statement.getConnection(), sql, schema);
  }

  @Override
  public void requireOneSelect(String sql, String batch, Statements statements)
      throws SQLException {
    new OneSelect(sql, batch).require(statements);
  }

  @Override
  public String table(String name) {
    throw new QueryRefusedException("a file has no other table beside it");
  }

  @Override
  public Optional<String> lacksItself(Expr expr) {
    return onlyReads ? Optional.of(IN_THE_JVM) : Optional.empty();
  }

  @Override
  public Optional<String> lacks(Metric metric) {
    if (!onlyReads) {
      return Optional.empty();
    }
    return Optional.of(
        metric instanceof Metric.QueryRows || metric instanceof Metric.TableRows
            ? "the row engine runs no SQL: use the engine duckdb"
            : IN_THE_JVM);
  }

  @Override
  public double fraction(Statement running) {
    try {
      double percent =
          running instanceof DuckDBPreparedStatement own
              ? own.getQueryProgress().getPercentage()
              : -1;
      return percent < 0 ? Double.NaN : Math.min(1, percent / 100);
    } catch (SQLException ended) {
      return Double.NaN;
    }
  }

  @Override
  public String words(SQLException failure) {
    return DuckDbWords.of(failure.getMessage());
  }

  @Override
  public boolean isUnreadable(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("IO Error") || message.startsWith("Permission Error");
  }
}
