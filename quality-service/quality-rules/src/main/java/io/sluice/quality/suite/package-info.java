/**
 * The languages within suites of Great Expectations: {@link io.sluice.quality.suite.RowConditions}
 * reads a {@code row_condition} into our own expressions, {@link
 * io.sluice.quality.suite.ParameterBinding} works out each {@code $PARAMETER}. What neither can say
 * is refused; nothing is dropped.
 */
package io.sluice.quality.suite;
