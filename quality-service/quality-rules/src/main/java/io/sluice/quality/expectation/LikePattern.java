package io.sluice.quality.expectation;

import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Literals;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import java.util.List;

/**
 * A pattern of SQL's LIKE: {@code %} is any text, {@code _} one code point, and a backslash takes
 * the character after it literally, as in PostgreSQL.
 */
final class LikePattern {

  static final String DEVIATION =
      "GX has it on SQL databases only, here every engine has it. Case counts, and a backslash"
          + " escapes % and _, as in PostgreSQL; SQLite and SQL Server have no such escape. Only text"
          + " has patterns.";

  private static final String SPECIAL = "\\.[]{}()*+?^$|";

  private final String name;
  private final String pattern;
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder regex = new StringBuilder("(?s)");
  private int wildcards;
  private boolean onlyAtEnds = true;

  private LikePattern(String name, String pattern) {
    this.name = name;
    this.pattern = pattern;
  }

  /**
   * The condition that a text matches as a whole.
   *
   * @param name of which parameter, for messages
   */
  static Expr matches(Expr text, String name, String pattern) {
    return new LikePattern(name, pattern).condition(text);
  }

  private Expr condition(Expr text) {
    read();
    boolean atStart = pattern.startsWith("%");
    boolean atEnd = wildcards > (atStart ? 1 : 0);
    if (!onlyAtEnds || wildcards > 2) {
      String checked = Typer.regex(regex.toString(), new Position(0, 0));
      return new Expr.Matches(text, checked, true);
    }
    Expr.Literal literal = Literals.text(plain.toString());
    if (wildcards == 0) {
      return new Expr.Comparison(Expr.Comparison.Operator.EQ, text, literal);
    } else if (plain.isEmpty()) {
      return Expr.truth(true);
    }
    Builtin function =
        atStart ? (atEnd ? Builtin.CONTAINS : Builtin.ENDS_WITH) : Builtin.STARTS_WITH;
    return new Expr.Call(function, List.of(text, literal), ExprType.BOOLEAN);
  }

  private void read() {
    int last = pattern.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        wildcards++;
        onlyAtEnds &= i == 0 || i == last;
        regex.append(".*");
      } else if (c == '_') {
        onlyAtEnds = false;
        regex.append('.');
      } else {
        if (c == '\\') {
          if (i == last) {
            throw new ArgumentException(
                name, "'" + pattern + "' ends with a backslash that escapes nothing", "write \\\\");
          }
          c = pattern.charAt(++i);
        }
        literal(c);
      }
    }
  }

  private void literal(char c) {
    plain.append(c);
    if (SPECIAL.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
