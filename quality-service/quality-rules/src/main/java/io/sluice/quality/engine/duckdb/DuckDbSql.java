package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.ExpressionException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes expressions in DuckDB's dialect, with the meaning that the reference evaluator gives them.
 */
final class DuckDbSql {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private DuckDbSql() {}

  static String of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal(literal);
    } else if (expr instanceof Expr.ColumnRef column) {
      return name(column.name());
    } else if (expr instanceof Expr.Comparison comparison) {
      return comparison(comparison);
    } else if (expr instanceof Expr.And and) {
      return "(" + of(and.left()) + " AND " + of(and.right()) + ")";
    } else if (expr instanceof Expr.Or or) {
      return "(" + of(or.left()) + " OR " + of(or.right()) + ")";
    } else if (expr instanceof Expr.Not not) {
      return "(NOT " + of(not.operand()) + ")";
    } else if (expr instanceof Expr.IsNull isNull) {
      return "(" + of(isNull.operand()) + " IS NULL)";
    } else if (expr instanceof Expr.Matches matches) {
      return (matches.whole() ? "regexp_full_match(" : "regexp_matches(")
          + of(matches.text())
          + ", "
          + text(matches.pattern())
          + ")";
    } else if (expr instanceof Expr.Satisfies satisfies) {
      throw new ExpressionException(
          "DuckDB lacks the test " + satisfies.test().words(), 0, 0, "use the engine 'row'");
    } else if (expr instanceof Expr.InList inList) {
      return inList(inList);
    } else if (expr instanceof Expr.Arithmetic arithmetic) {
      return DuckDbArithmetic.of(arithmetic);
    } else if (expr instanceof Expr.Negation negation) {
      return "(-" + wide(negation.operand()) + ")";
    } else if (expr instanceof Expr.Conditional c) {
      return "(CASE WHEN "
          + of(c.condition())
          + " THEN "
          + as(c.then(), c.type())
          + " ELSE "
          + as(c.otherwise(), c.type())
          + " END)";
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return "coalesce(" + list(coalesce.values(), coalesce.type()) + ")";
    } else if (expr instanceof Expr.Call call) {
      return DuckDbCalls.of(call);
    }
    throw new IllegalStateException("an expression of unknown kind: " + expr);
  }

  /** A column or table name in double quotes. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Text in single quotes. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The value as a double. */
  static String real(Expr expr) {
    return expr.type().kind() == Kind.DOUBLE ? of(expr) : "CAST(" + of(expr) + " AS DOUBLE)";
  }

  /** A whole number as the widest integer, so that sums and products cannot overflow early. */
  static String wide(Expr expr) {
    return expr.type().kind() == Kind.INTEGER ? "CAST(" + of(expr) + " AS HUGEINT)" : of(expr);
  }

  /** The value as the common type of several. */
  static String as(Expr expr, ExprType type) {
    return switch (type.kind()) {
      case DOUBLE -> real(expr);
      case TIMESTAMP ->
          expr.type().kind() == Kind.TIMESTAMP ? of(expr) : "CAST(" + of(expr) + " AS TIMESTAMP)";
      case BOOLEAN, INTEGER, DECIMAL, STRING, DATE, TIME, TIMESTAMPTZ, OTHER, NULL -> of(expr);
    };
  }

  static String list(List<Expr> values, ExprType type) {
    return values.stream().map(value -> as(value, type)).collect(Collectors.joining(", "));
  }

  private static String comparison(Expr.Comparison comparison) {
    String operator =
        switch (comparison.operator()) {
          case EQ -> " = ";
          case NE -> " <> ";
          case LT -> " < ";
          case LE -> " <= ";
          case GT -> " > ";
          case GE -> " >= ";
        };
    boolean real = isReal(comparison.left()) || isReal(comparison.right());
    return real
        ? "(" + real(comparison.left()) + operator + real(comparison.right()) + ")"
        : "(" + of(comparison.left()) + operator + of(comparison.right()) + ")";
  }

  private static boolean isReal(Expr expr) {
    return expr.type().kind() == Kind.DOUBLE;
  }

  private static String inList(Expr.InList inList) {
    if (inList.items().isEmpty()) {
      return "false";
    }
    boolean real = isReal(inList.value()) || inList.items().stream().anyMatch(DuckDbSql::isReal);
    ExprType type = real ? ExprType.DOUBLE : inList.value().type();
    return "(" + as(inList.value(), type) + " IN (" + list(inList.items(), type) + "))";
  }

  private static String literal(Expr.Literal literal) {
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
}
