package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import java.util.List;

/** What the expectations about patterns of text have in common. */
final class Patterns {

  static final String DEVIATION =
      "Patterns are of the RE2 subset on every engine: no look-around, no back-references. A pattern"
          + " may match anywhere, as in PostgreSQL and Spark; pandas anchors it at the start. Only"
          + " text has patterns.";

  static final Parameter MATCH_ON =
      Parameter.optional(
          "match_on", "any or all", "any", "whether one match is enough or each must match");

  private static final Position NOWHERE = new Position(0, 0);
  private static final int MOST = 100;

  private Patterns() {}

  /** The column of {@code column}, if it is text. */
  static Expr.ColumnRef textColumn(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (!column.type().equals(ExprType.STRING)) {
      throw new ArgumentException(
          "column", "column '" + column.name() + "' is " + column.type().words() + ", not text");
    }
    return column;
  }

  /** The condition that a text contains a match of a pattern. */
  static Expr finds(Expr text, String pattern) {
    return new Expr.Matches(text, Typer.regex(pattern, NOWHERE), false);
  }

  /** A list of patterns, at least one. */
  static List<String> list(Arguments arguments, String name) {
    List<String> patterns = arguments.texts(name);
    if (patterns.size() > MOST) {
      throw new ArgumentException(name, name + " holds at most " + MOST + " patterns");
    }
    return patterns;
  }

  /** Whether all patterns of a list must match, not just any. */
  static boolean all(Arguments arguments) {
    String on = arguments.text("match_on", "any");
    if (!on.equals("any") && !on.equals("all")) {
      throw new ArgumentException("match_on", "'" + on + "' is neither 'any' nor 'all'");
    }
    return on.equals("all");
  }
}
