package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.RuleLint;
import io.sluice.quality.compile.RuleLint.Warning;
import io.sluice.quality.rule.RuleSetReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLintTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("a", "integer", true, null),
              new Column("key", "integer", false, null),
              new Column("s", "string", true, null)));

  private static List<Warning> lint(String rules) {
    return RuleLint.of(new RuleSetReader().read("rules:\n" + rules).rules(), SCHEMA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{rows: 'key > 0', where: 'a > 5'}|NULL_DROPS_ROWS",
        "{rows: 'key > 0', where: 'a > 5 and s == null'}|NULL_DROPS_ROWS",
        "{rows: 'key > 0', where: '1 < 2'}|CONSTANT_WHERE",
        "{rows: '2 > 1'}|NEVER_FAILS",
        "{assert: '2 < 1'}|ALWAYS_FAILS",
        "{rows: 'key > 0', mostly: 0}|NEVER_FAILS",
        "{expect_column_values_to_match_regex: {column: s, regex: '[a-z]+'}}|PATTERN_NOT_ANCHORED",
        "{expect_column_to_exist: {column: s, row_condition: 'a > 1'}}|NULL_DROPS_ROWS"
      })
  void warns(String rule, String code) {
    assertThat(lint("  - " + rule))
        .extracting(warning -> warning.code().name())
        .containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{rows: 'key > 0', where: 'key > 5'}",
        "{rows: 'key > 0', where: 'a == null or a > 5'}",
        "{rows: 'key > 0', where: '(a ?? 0) > 5'}",
        "{rows: 'key > 0', where: 'coalesce(a, 0) > 5 and not empty(s)'}",
        "{expect_column_values_to_match_regex: {column: s, regex: '^[a-z]+$'}}",
        "{rows: 'nonsense('}"
      })
  void isSilent(String rule) {
    assertThat(lint("  - " + rule)).isEmpty();
  }

  @Test
  void findsARuleThatIsThereTwice() {
    List<Warning> warnings = lint("  - {id: x, rows: 'a > 0'}\n  - {id: y, rows: 'a > 0'}");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).rule()).isEqualTo("y");
    assertThat(warnings.get(0).place().line()).isEqualTo(3);
    assertThat(warnings.get(0).message()).contains("'x'");
  }
}
