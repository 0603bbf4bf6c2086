package io.sluice.quality.engine.sql;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprText;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the parts of an expression that every SQL database writes alike. */
public final class Expressions {

  private Expressions() {}

  static String of(Expr expr, Dialect dialect) {
    if (expr instanceof Expr.Literal literal) {
      return dialect.literal(literal);
    } else if (expr instanceof Expr.ColumnRef column) {
      return dialect.name(column.name());
    } else if (expr instanceof Expr.Comparison comparison) {
      return comparison(comparison, dialect);
    } else if (expr instanceof Expr.And and) {
      return "(" + of(and.left(), dialect) + " AND " + of(and.right(), dialect) + ")";
    } else if (expr instanceof Expr.Or or) {
      return "(" + of(or.left(), dialect) + " OR " + of(or.right(), dialect) + ")";
    } else if (expr instanceof Expr.Not not) {
      return "(NOT " + of(not.operand(), dialect) + ")";
    } else if (expr instanceof Expr.IsNull isNull) {
      return "(" + of(isNull.operand(), dialect) + " IS NULL)";
    } else if (expr instanceof Expr.Matches matches) {
      return dialect.matches(matches);
    } else if (expr instanceof Expr.InList inList) {
      return inList(inList, dialect);
    } else if (expr instanceof Expr.Arithmetic arithmetic) {
      return dialect.arithmetic(arithmetic);
    } else if (expr instanceof Expr.Negation negation) {
      return dialect.negation(negation);
    } else if (expr instanceof Expr.Conditional c) {
      return "(CASE WHEN "
          + of(c.condition(), dialect)
          + " THEN "
          + dialect.as(c.then(), c.type())
          + " ELSE "
          + dialect.as(c.otherwise(), c.type())
          + " END)";
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return "coalesce(" + list(coalesce.values(), coalesce.type(), dialect) + ")";
    } else if (expr instanceof Expr.Call call) {
      return dialect.call(call);
    }
    throw new IllegalStateException("an expression of unknown kind: " + expr);
  }

  /** The values, each as the common type, separated by commas. */
  public static String list(List<Expr> values, ExprType type, Dialect dialect) {
    return values.stream().map(value -> dialect.as(value, type)).collect(Collectors.joining(", "));
  }

  private static String comparison(Expr.Comparison comparison, Dialect dialect) {
    String operator =
        switch (comparison.operator()) {
          case EQ -> " = ";
          case NE -> " <> ";
          case LT -> " < ";
          case LE -> " <= ";
          case GT -> " > ";
          case GE -> " >= ";
        };
    return "("
        + side(comparison.left(), comparison.right(), dialect)
        + operator
        + side(comparison.right(), comparison.left(), dialect)
        + ")";
  }

  /** An exact number beside a double is compared as a double. */
  private static String side(Expr expr, Expr other, Dialect dialect) {
    ExprType type = isReal(other) ? ExprType.DOUBLE : expr.type();
    return dialect.ordered(dialect.as(expr, type), type);
  }

  private static boolean isReal(Expr expr) {
    return expr.type().kind() == Kind.DOUBLE;
  }

  private static String inList(Expr.InList inList, Dialect dialect) {
    if (inList.items().isEmpty()) {
      return "false";
    }
    boolean real = isReal(inList.value()) || inList.items().stream().anyMatch(Expressions::isReal);
    ExprType type = real ? ExprType.DOUBLE : inList.value().type();
    return dialect.oneOf(inList.value(), inList.items(), type);
  }

  /** The first reason that an expression or a part of it gives, outermost first. */
  static Optional<String> firstLack(Expr expr, Function<Expr, Optional<String>> lacks) {
    if (expr instanceof Expr.Satisfies satisfies) {
      return Optional.of(
          "a database lacks the test " + satisfies.test().words() + " (use the engine 'row')");
    }
    Optional<String> own = lacks.apply(expr);
    if (own.isPresent()) {
      return own;
    }
    for (Expr part : ExprText.parts(expr)) {
      Optional<String> inner = firstLack(part, lacks);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }
}
