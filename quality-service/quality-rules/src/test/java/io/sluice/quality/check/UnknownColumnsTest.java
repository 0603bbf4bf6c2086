package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.rule.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is found wrong in a rule, and how it is hinted at, before its columns are known or after.
 */
class UnknownColumnsTest {

  private static CompiledRules compiled(String rule, boolean known) {
    CheckRequest request =
        ReportJson.readRequest(
            "{\"source\":{\"type\":\"inline\",\"columns\":{\"i\":\"integer\",\"s\":\"string\"},"
                + "\"rows\":[]},\"rules\":[{"
                + rule
                + "}]}");
    try (Checker checker = new Checker(CheckerSettings.standard(List.of()))) {
      var inline = java.util.Objects.requireNonNull(request.inline());
      return checker.compile(request.rules(), known ? new Schema(inline.columns()) : null);
    }
  }

  private static String words(CompiledRules rules) {
    assertThat(rules.faults()).hasSize(1);
    Fault fault = rules.faults().get(0);
    return fault.message() + " " + fault.hint();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rows\":\"lenght(s) > 1\"|'lenght'|length",
        "\"rows\":\"exp(i) > 1\"|'exp'|no function",
        "\"rows\":\"i > 1\",\"where\":\"lower(s, i) == 'a'\"|lower takes 1|null",
        "\"expect_column_to_exist\":{\"column\":\"i\"},\"where\":\"lowr(s) == 'a'\"|'lowr'|lower",
        "\"assert\":\"nul_count('i') == 0\"|'nul_count'|null_count",
        "\"assert\":\"stddev('i') > 1\"|'stddev'|stdev",
        "\"assert\":\"sum(i) > 1\"|in quotes|sum('i')",
        "\"assert\":\"rowcount > 1\"|'rowcount'|row_count"
      },
      quoteCharacter = '`')
  void findsUnknownNamesWhetherOrNotTheColumnsAreKnown(String rule, String what, String hint) {
    assertThat(words(compiled(rule, false))).contains(what).contains(hint);
    assertThat(words(compiled(rule, true))).contains(what).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"rows\":\"size(s) > 1 and empty(s) or coalesce(x, y) =~ [1, 2]\"",
        "\"rows\":\"startsWith(other, 'a') ? left(s, 2) == 'a' : x =~ 1..5\"",
        "\"assert\":\"row_count >= 0.7 * mean(last('row_count', 7)) and count('i > 0') > 1\"",
        "\"assert\":\"max(row_count, 5) > 1 and quantile('x', 0.9) < abs(max('x'))\""
      })
  void findsNothingInWhatMayBeRight(String rule) {
    assertThat(compiled(rule, false).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rows\":\"s > 5\"|toNumber",
        "\"rows\":\"s + 'a' == 'b'\"|concat",
        "\"rows\":\"row_count > 1\"|assert"
      },
      quoteCharacter = '`')
  void saysWhatMayBeMeant(String rule, String hint) {
    assertThat(words(compiled(rule, true))).contains(hint);
  }

  @Test
  void whatNeedsColumnsWaitsForThem() {
    assertThat(compiled("\"rows\":\"nowhere > 5\"", false).faults()).isEmpty();
  }
}
