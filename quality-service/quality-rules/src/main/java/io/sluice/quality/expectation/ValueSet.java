package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a set of values to compare a column with. */
final class ValueSet {

  private static final int MOST = 10_000;

  private ValueSet() {}

  /** The values as constants of the column's type, nulls left out; null if there is no set. */
  static @Nullable List<Expr> read(Arguments arguments, String name, Expr.ColumnRef column) {
    List<@Nullable Object> values = arguments.list(name);
    if (values == null) {
      return null;
    }
    if (values.size() > MOST) {
      throw new ArgumentException(name, name + " holds at most " + MOST + " values");
    }
    List<Expr> items = new ArrayList<>();
    for (Object value : values) {
      if (value != null) {
        items.add(Arguments.constant(name, value, column));
      }
    }
    return items;
  }
}
