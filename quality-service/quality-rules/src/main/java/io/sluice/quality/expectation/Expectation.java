package io.sluice.quality.expectation;

import java.util.Set;
import java.util.stream.Collectors;

/** One kind of rule, named as Great Expectations names it. */
public interface Expectation {

  /** Its name, for example {@code expect_column_values_to_not_be_null}. */
  String name();

  /** What it expects, what it takes and how nulls count. */
  Description description();

  /** The names of the parameters it takes besides those of every rule. */
  default Set<String> parameters() {
    return description().parameters().stream()
        .map(Description.Parameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

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
