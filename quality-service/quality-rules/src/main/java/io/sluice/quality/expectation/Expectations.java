package io.sluice.quality.expectation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list that registers every expectation. */
public final class Expectations {

  private static final List<Expectation> ALL =
      List.of(
          new ColumnBootstrappedKsTest(),
          new ColumnChiSquareTest(),
          new ColumnDistinctValuesContainSet(),
          new ColumnDistinctValuesEqualSet(),
          new ColumnDistinctValuesInSet(),
          new ColumnExists(),
          new ColumnKlDivergenceLessThan(),
          new ColumnMaxBetween(),
          new ColumnMeanBetween(),
          new ColumnMedianBetween(),
          new ColumnMinBetween(),
          new ColumnMostCommonValueInSet(),
          new ColumnNonNullProportionBetween(),
          new ColumnPairAGreaterThanB(),
          new ColumnPairCramersPhi(),
          new ColumnPairEqual(),
          new ColumnPairInSet(),
          new ColumnParameterizedKsTest(),
          new ColumnQuantilesBetween(),
          new ColumnStdevBetween(),
          new ColumnSumBetween(),
          new ColumnUniqueProportionBetween(),
          new ColumnUniqueValueCountBetween(),
          new ColumnValueLengthsBetween(),
          new ColumnValueLengthsEqual(),
          new ColumnValuesBetween(),
          new ColumnValuesDateutilParseable(),
          new ColumnValuesDecreasing(),
          new ColumnValuesInSet(),
          new ColumnValuesInTypeList(),
          new ColumnValuesIncreasing(),
          new ColumnValuesJsonParseable(),
          new ColumnValuesMatchJsonSchema(),
          new ColumnValuesMatchLikePattern(),
          new ColumnValuesMatchLikePatternList(),
          new ColumnValuesMatchRegex(),
          new ColumnValuesMatchRegexList(),
          new ColumnValuesMatchStrftime(),
          new ColumnValuesNotInSet(),
          new ColumnValuesNotMatchLikePattern(),
          new ColumnValuesNotMatchLikePatternList(),
          new ColumnValuesNotMatchRegex(),
          new ColumnValuesNotMatchRegexList(),
          new ColumnValuesNotNull(),
          new ColumnValuesNull(),
          new ColumnValuesOfType(),
          new ColumnValuesUnique(),
          new ColumnZScoresLessThan(),
          new CompoundColumnsUnique(),
          new MulticolumnSumEqual(),
          new MulticolumnValuesEqual(),
          new MulticolumnValuesUnique(),
          new SelectColumnsUniqueWithinRecord(),
          new TableColumnCountBetween(),
          new TableColumnCountEqual(),
          new TableColumnsMatchOrderedList(),
          new TableColumnsMatchSet(),
          new TableRowCountBetween(),
          new TableRowCountEqual(),
          new TableRowCountEqualOtherTable(),
          new UnexpectedRows());

  private static final Map<String, Expectation> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Expectation::name, Function.identity()));

  private Expectations() {}

  /** All of them. */
  public static List<Expectation> all() {
    return ALL;
  }

  /** The expectation of that name, if it exists yet. */
  public static Optional<Expectation> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
