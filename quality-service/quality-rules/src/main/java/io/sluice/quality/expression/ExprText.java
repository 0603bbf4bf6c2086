package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes an expression in one canonical form, so that equal expressions have equal text. */
public final class ExprText {

  private ExprText() {}

  /** The canonical text. */
  public static String of(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal(literal);
    } else if (expr instanceof Expr.ColumnRef column) {
      return name(column.name());
    } else if (expr instanceof Expr.Comparison c) {
      return infix(c.left(), c.operator().symbol(), c.right());
    } else if (expr instanceof Expr.And and) {
      return infix(and.left(), "and", and.right());
    } else if (expr instanceof Expr.Or or) {
      return infix(or.left(), "or", or.right());
    } else if (expr instanceof Expr.Not not) {
      return "not(" + of(not.operand()) + ")";
    } else if (expr instanceof Expr.IsNull isNull) {
      return "(" + of(isNull.operand()) + " == null)";
    } else if (expr instanceof Expr.Matches matches) {
      return (matches.whole() ? "matches(" : "finds(")
          + of(matches.text())
          + ", "
          + quoted(matches.pattern())
          + ")";
    } else if (expr instanceof Expr.Satisfies test) {
      return "satisfies(" + of(test.operand()) + ", " + quoted(test.test().words()) + ")";
    } else if (expr instanceof Expr.InList in) {
      return "(" + of(in.value()) + " =~ [" + list(in.items()) + "])";
    } else if (expr instanceof Expr.Arithmetic a) {
      return infix(a.left(), a.operator().symbol(), a.right());
    } else if (expr instanceof Expr.Negation negation) {
      return "-" + of(negation.operand());
    } else if (expr instanceof Expr.Conditional c) {
      return "(" + of(c.condition()) + " ? " + of(c.then()) + " : " + of(c.otherwise()) + ")";
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return "coalesce(" + list(coalesce.values()) + ")";
    } else if (expr instanceof Expr.Call call) {
      return call.function().written() + "(" + list(call.arguments()) + ")";
    }
    throw new IllegalStateException("an expression of unknown kind: " + expr);
  }

  /** Text in single quotes. */
  public static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** The columns that an expression reads, in the order of their first use. */
  public static List<Expr.ColumnRef> columns(Expr expr) {
    Set<Expr.ColumnRef> found = new LinkedHashSet<>();
    Deque<Expr> open = new ArrayDeque<>();
    open.push(expr);
    for (Expr part = open.poll(); part != null; part = open.poll()) {
      if (part instanceof Expr.ColumnRef column) {
        found.add(column);
      }
      List<Expr> parts = parts(part);
      for (int i = parts.size() - 1; i >= 0; i--) {
        open.push(parts.get(i));
      }
    }
    return new ArrayList<>(found);
  }

  /** What an expression is made of, one level down. */
  public static List<Expr> parts(Expr expr) {
    if (expr instanceof Expr.Comparison c) {
      return List.of(c.left(), c.right());
    } else if (expr instanceof Expr.And and) {
      return List.of(and.left(), and.right());
    } else if (expr instanceof Expr.Or or) {
      return List.of(or.left(), or.right());
    } else if (expr instanceof Expr.Not not) {
      return List.of(not.operand());
    } else if (expr instanceof Expr.IsNull isNull) {
      return List.of(isNull.operand());
    } else if (expr instanceof Expr.Matches matches) {
      return List.of(matches.text());
    } else if (expr instanceof Expr.Satisfies test) {
      return List.of(test.operand());
    } else if (expr instanceof Expr.InList in) {
      List<Expr> all = new ArrayList<>(in.items());
      all.add(0, in.value());
      return all;
    } else if (expr instanceof Expr.Arithmetic a) {
      return List.of(a.left(), a.right());
    } else if (expr instanceof Expr.Negation negation) {
      return List.of(negation.operand());
    } else if (expr instanceof Expr.Conditional c) {
      return List.of(c.condition(), c.then(), c.otherwise());
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return coalesce.values();
    } else if (expr instanceof Expr.Call call) {
      return call.arguments();
    }
    return List.of();
  }

  private static String infix(Expr left, String symbol, Expr right) {
    return "(" + of(left) + " " + symbol + " " + of(right) + ")";
  }

  private static String list(List<Expr> values) {
    return values.stream().map(ExprText::of).collect(Collectors.joining(", "));
  }

  private static String name(String name) {
    boolean plain = !name.isEmpty() && name.codePoints().allMatch(Character::isJavaIdentifierPart);
    return plain ? name : "[" + quoted(name) + "]";
  }

  private static String literal(Expr.Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return literal.type().isTemporal() ? quoted(value.toString()) : value.toString();
  }
}
