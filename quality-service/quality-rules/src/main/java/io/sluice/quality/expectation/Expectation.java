package io.sluice.quality.expectation;

import java.util.Set;

/** One kind of rule, named as Great Expectations names it. */
public interface Expectation {

  /** Its name, for example {@code expect_column_values_to_not_be_null}. */
  String name();

  /** The parameters it takes besides those of every rule. */
  Set<String> parameters();

  /** Whether {@code mostly} has a meaning for it. */
  default boolean takesMostly() {
    return false;
  }

  /** Whether {@code where} has a meaning for it. */
  default boolean takesWhere() {
    return true;
  }

  /**
   * How to measure and judge it.
   *
   * @throws ArgumentException if an argument is missing or does not fit
   * @throws io.sluice.quality.expression.ExpressionException if a column is unknown
   */
  Plan plan(Arguments arguments, Scope scope);
}
