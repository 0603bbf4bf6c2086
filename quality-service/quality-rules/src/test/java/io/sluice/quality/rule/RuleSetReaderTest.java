package io.sluice.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.catalog.model.DatasetId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetReaderTest {

  private static final String SALES =
      """
      ruleset: sales-daily
      dataset: {namespace: "file", name: "sales/daily"}
      source: {type: file, path: "sales/${batch}.csv"}
      gate:
        severities: {critical: halt, warning: warn, info: pass}
        onError: halt
        staleAfter: PT12H
      rules:
        - expect_column_values_to_not_be_null: {column: order_id}
        - id: revenue-not-negative
          rows: "revenue >= 0"
          where: "status != 'cancelled'"
          mostly: 0.999
          severity: warning
          tags: [finance]
        - assert: "row_count >= 0.7 * mean(last('row_count', 7))"
        - expect_column_values_to_not_be_null: {column: order_id}
      """;

  private static List<Fault> faultsOf(String text) {
    RuleSyntaxException refused =
        catchThrowableOfType(RuleSyntaxException.class, () -> new RuleSetReader().read(text));
    assertThat(refused).as("nothing was refused").isNotNull();
    return refused.faults();
  }

  @Test
  void readsEveryPartOfARuleSet() {
    RuleSet ruleSet = new RuleSetReader().read(SALES);

    assertThat(ruleSet.name()).isEqualTo("sales-daily");
    assertThat(ruleSet.dataset()).isEqualTo(new DatasetId("file", "sales/daily"));
    assertThat(ruleSet.source()).isEqualTo(SourceSpec.file("sales/${batch}.csv"));
    assertThat(ruleSet.gate().staleAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(ruleSet.rules())
        .extracting(Rule::id)
        .containsExactly(
            "order_id:column_values_to_not_be_null",
            "revenue-not-negative",
            "assert",
            "order_id:column_values_to_not_be_null-2");
    assertThat(ruleSet.rules().get(1).mostly()).isEqualByComparingTo("0.999");
    assertThat(ruleSet.rules().get(1).severity()).isEqualTo(Severity.WARNING);
    assertThat(ruleSet.rules().get(1).place()).isEqualTo(new Location("/rules/1", 10, 5));
  }

  @Test
  void pointsAtAnUnknownKeyAndGuessesTheRightOne() {
    List<Fault> faults = faultsOf("rules:\n  - rows: 'a > 0'\n    severty: critical\n");

    assertThat(faults)
        .containsExactly(
            new Fault(
                "/rules/0/severty", 3, 5, "unknown key 'severty'", "did you mean 'severity'?"));
  }

  @Test
  void reportsEveryFaultAtOnce() {
    List<Fault> faults =
        faultsOf("gate: {onError: maybe}\nrules:\n  - mostly: 2\n    rows: 'a'\n  - {id: x}\n");

    assertThat(faults)
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/gate/onError", "/rules/0/mostly", "/rules/1");
  }

  @Test
  void refusesAKeyThatOccursTwice() {
    assertThat(faultsOf("rules: []\nrules: []\n").get(0).message()).contains("occurs twice");
  }

  @Test
  void saysWhereYamlIsBroken() {
    Fault fault = faultsOf("rules:\n  - {rows: 'a'\n").get(0);

    assertThat(fault.line()).isEqualTo(3);
    assertThat(fault.message()).startsWith("not YAML");
  }

  @Test
  void refusesAliasesThatMultiply() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
    }

    assertThat(faultsOf(bomb.toString())).isNotEmpty();
  }

  @Test
  void boundsSizeAndDepth() {
    assertThat(faultsOf("x".repeat((1 << 20) + 1)).get(0).message()).contains("1 MB");
    assertThat(faultsOf("[".repeat(5000))).isNotEmpty();
    assertThat(faultsOf("a: " + "[".repeat(5000))).isNotEmpty();
  }

  @Test
  void keepsPlainWordsAsText() {
    Rule rule =
        new RuleSetReader()
            .read(
                "rules: [{expect_column_values_to_be_in_set: {column: c, value_set: [no, on, 12:30,"
                    + " 1.50, ~]}}]")
            .rules()
            .get(0);

    assertThat((List<?>) rule.arguments().get("value_set"))
        .isEqualTo(java.util.Arrays.asList("no", "on", "12:30", new BigDecimal("1.50"), null));
  }

  @Test
  void readsSuitesOfBothGenerationsAndDropsNothing() {
    RuleSet ruleSet =
        new RuleSetReader()
            .read(
                """
                {"expectation_suite_name": "orders.v1", "expectations": [
                  {"expectation_type": "expect_column_values_to_be_between",
                   "kwargs": {"column": "qty", "min_value": 1, "mostly": 0.99}, "meta": {}},
                  {"type": "expect_column_kl_divergence_to_be_less_than", "kwargs": {},
                   "severity": "warning"}],
                 "meta": {"great_expectations_version": "0.18.21"}}
                """);

    assertThat(ruleSet.name()).isEqualTo("orders.v1");
    assertThat(ruleSet.rules()).hasSize(2);
    assertThat(ruleSet.rules().get(0).arguments())
        .isEqualTo(Map.of("column", "qty", "min_value", new BigDecimal(1)));
    assertThat(ruleSet.rules().get(1).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void suiteNamesAKindAsItWasOnceWritten() {
    RuleSet ruleSet =
        new RuleSetReader()
            .read(
                """
            {"expectation_suite_name": "stays", "expectations": [
              {"expectation_type": "expect_column_pair_values_A_to_be_greater_than_B",
               "kwargs": {"column_A": "leaves", "column_B": "arrives"}}]}
            """);

    assertThat(ruleSet.rules().get(0).type())
        .isEqualTo("expect_column_pair_values_a_to_be_greater_than_b");
  }
}
