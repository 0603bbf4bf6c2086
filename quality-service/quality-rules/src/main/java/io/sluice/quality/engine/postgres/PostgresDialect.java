package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.QueryRefusedException;
import io.sluice.quality.engine.sql.Statements;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's dialect, with the meaning that the reference evaluator gives. Text is compared by
 * collation C, which in UTF-8 is the order of code points; numbers that must not overflow are
 * computed as {@code numeric}.
 */
final class PostgresDialect implements Dialect {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private final @Nullable String caseCollation;

  /**
   * A dialect.
   *
   * @param caseCollation the collation by which letters change case, quoted; null if the database
   *     has none that knows Unicode
   */
  PostgresDialect(@Nullable String caseCollation) {
    this.caseCollation = caseCollation;
  }

  @Override
  public String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
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
      return "CAST('" + real + "' AS float8)";
    } else if (value instanceof String text) {
      return text(text);
    } else if (value instanceof LocalDate day) {
      return "CAST('" + DAY.format(day) + "' AS date)";
    } else if (value instanceof LocalDateTime at) {
      return "CAST('" + TIMESTAMP.format(at) + "' AS timestamp)";
    } else if (value instanceof OffsetDateTime at) {
      String utc = TIMESTAMP.format(at.withOffsetSameInstant(ZoneOffset.UTC));
      return "CAST('" + utc + "+00' AS timestamptz)";
    }
    return "CAST('" + value + "' AS " + literal.type().kind() + ")";
  }

  private static String nullOf(ExprType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "CAST(NULL AS boolean)";
      case INTEGER, DECIMAL -> "CAST(NULL AS numeric)";
      case DOUBLE -> "CAST(NULL AS float8)";
      case STRING, OTHER -> "CAST(NULL AS text)";
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> "CAST(NULL AS " + type.kind() + ")";
      case NULL -> "NULL";
    };
  }

  @Override
  public String as(Expr expr, ExprType type) {
    return switch (type.kind()) {
      case DOUBLE -> PostgresArithmetic.real(expr, this);
      case TIMESTAMP ->
          expr.type().kind() == Kind.TIMESTAMP
              ? expression(expr)
              : "CAST(" + expression(expr) + " AS timestamp)";
      case BOOLEAN, INTEGER, DECIMAL, STRING, DATE, TIME, TIMESTAMPTZ, OTHER, NULL ->
          expression(expr);
    };
  }

  @Override
  public String ordered(String value, ExprType type) {
    return type.kind() == Kind.STRING ? "(" + value + " COLLATE \"C\")" : value;
  }

  @Override
  public String matches(Expr.Matches matches) {
    return "("
        + ordered(expression(matches.text()), ExprType.STRING)
        + " ~ "
        + text(PostgresPattern.of(matches.pattern(), matches.whole()))
        + ")";
  }

  @Override
  public String arithmetic(Expr.Arithmetic arithmetic) {
    return PostgresArithmetic.of(arithmetic, this);
  }

  @Override
  public String negation(Expr.Negation negation) {
    return PostgresArithmetic.negation(negation, this);
  }

  @Override
  public String call(Expr.Call call) {
    return PostgresCalls.of(call, this, caseCollation == null ? "\"C\"" : caseCollation);
  }

  @Override
  public String countWhole(String rows) {
    return "count(" + rows + ".*)";
  }

  @Override
  public String aggregate(Metric.Aggregate.Function function, String value, ExprType type) {
    String ordered = ordered(value, type);
    return switch (function) {
      // There is no least boolean; it is asked for nowhere else.
      case MIN -> type.kind() == Kind.BOOLEAN ? "bool_and(" + value + ")" : "min(" + ordered + ")";
      case MAX -> type.kind() == Kind.BOOLEAN ? "bool_or(" + value + ")" : "max(" + ordered + ")";
      case SUM -> "sum(" + value + ")";
      case MEAN -> "avg(" + value + ")";
    };
  }

  /** Both are computed stably in one pass (Youngs and Cramer, 1971). */
  @Override
  public List<String> moments(String value) {
    // Nothing times infinity is NaN.
    String mean = "avg(" + value + ")";
    return List.of(
        "count(" + value + ")",
        "(" + mean + " + 0 * " + mean + ")",
        "(regr_sxx(" + value + ", " + value + ") + 0 * " + mean + ")");
  }

  /**
   * {@code percentile_disc} takes its share as a double, and 0.28 of 100 rows is then the 29th: so
   * the rows are counted exactly.
   */
  @Override
  public String quantiles(List<Metric.Quantile> same, String value, String from) {
    if (same.get(0).interpolated()) {
      String select =
          same.stream()
              .map(quantile -> quantile.at().toPlainString())
              .map(at -> "percentile_cont(" + at + ") WITHIN GROUP (ORDER BY " + value + ")")
              .collect(Collectors.joining(", "));
      return "SELECT " + select + " FROM " + from;
    }
    String select =
        same.stream()
            .map(quantile -> quantile.at().toPlainString())
            .map(at -> "max(CASE WHEN r = greatest(1, ceil(" + at + " * n)) THEN v END)")
            .collect(Collectors.joining(", "));
    return "SELECT "
        + select
        + " FROM (SELECT v, row_number() OVER (ORDER BY v) AS r, count(*) OVER () AS n FROM (SELECT "
        + value
        + " AS v FROM "
        + from
        + ") AS o WHERE v IS NOT NULL) AS w";
  }

  @Override
  public String firstRows(Expr condition, String rowNumber, int limit) {
    throw new IllegalStateException("PostgreSQL does not number rows");
  }

  @Override
  public String shownAsText(String name, String logicalType) {
    return logicalType.equals("binary")
        ? "translate(encode(" + name + ", 'base64'), chr(10), '')"
        : "CAST(" + name + " AS text)";
  }

  @Override
  public void requireOneSelect(String sql, String batch, Statements statements) {
    QueryText.checked(sql, null);
  }

  @Override
  public String table(String name) {
    return TableName.parse(name)
        .map(parsed -> parsed.quoted(this))
        .orElseThrow(() -> new QueryRefusedException("a table is named name or schema.name"));
  }

  @Override
  public Optional<String> lacksItself(Expr expr) {
    if (expr instanceof Expr.Matches matches) {
      return Optional.ofNullable(PostgresPattern.lack(matches.pattern()))
          .map(lack -> "PostgreSQL cannot match the pattern surely alike: " + lack);
    } else if (expr instanceof Expr.Call call) {
      return lacksCall(call);
    } else if (expr instanceof Expr.Arithmetic arithmetic) {
      return arithmetic.operator() == Expr.Arithmetic.Operation.REMAINDER
              && arithmetic.type().kind() == Kind.DOUBLE
          ? Optional.of("PostgreSQL has no remainder of doubles")
          : Optional.empty();
    } else if (expr instanceof Expr.Literal literal) {
      return lacksLiteral(literal.value());
    }
    return PostgresParts.writes(expr)
        ? Optional.empty()
        : Optional.of("PostgreSQL cannot make this test");
  }

  private Optional<String> lacksCall(Expr.Call call) {
    Builtin function = call.function();
    if (!PostgresCalls.writes(function)) {
      return Optional.of("PostgreSQL has no counterpart of " + function.written());
    }
    boolean cased = function == Builtin.LOWER || function == Builtin.UPPER;
    return cased && caseCollation == null
        ? Optional.of(
            function.written() + " needs a UTF-8 database whose collation knows Unicode's letters")
        : Optional.empty();
  }

  private static Optional<String> lacksLiteral(@Nullable Object value) {
    int year =
        value instanceof LocalDate day
            ? day.getYear()
            : value instanceof LocalDateTime at ? at.getYear() : 1;
    if (year < 1 || year > 200_000) {
      return Optional.of("PostgreSQL has no such date");
    }
    return value instanceof String text && text.indexOf('\0') >= 0
        ? Optional.of("PostgreSQL's text has no character NUL")
        : Optional.empty();
  }

  @Override
  public Optional<String> lacks(Metric metric) {
    return metric instanceof Metric.OrderBreaks
        ? Optional.of("the rows of a PostgreSQL table have no order")
        : Optional.empty();
  }

  @Override
  public String words(SQLException failure) {
    return Failures.words(failure);
  }

  @Override
  public boolean isUnreadable(SQLException failure) {
    return Failures.isAway(failure) || String.valueOf(failure.getSQLState()).startsWith("58");
  }
}
