package io.sluice.quality.sdk.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.CheckStatistics;
import io.sluice.quality.rule.Location;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.SkipReason;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportTableTest {

  private static final ReportTable TABLE = new ReportTable(Style.PLAIN, 110);

  private static Rule rows(String id, String expression, Severity severity) {
    return new Rule(
        id,
        "rows",
        Map.of(),
        expression,
        null,
        null,
        severity,
        null,
        List.of(),
        null,
        true,
        Location.NONE);
  }

  private static RuleResult result(
      String id,
      Status status,
      Severity severity,
      long elements,
      long missing,
      long unexpected,
      Double percent,
      List<Object> values,
      List<Long> indexes) {
    return new RuleResult(
        id,
        "rows",
        status,
        severity,
        null,
        List.of(),
        null,
        null,
        elements,
        missing,
        unexpected,
        percent,
        null,
        values,
        indexes,
        Map.of(),
        null,
        null);
  }

  private static CheckReport report(RuleResult... results) {
    return new CheckReport(
        List.of(results),
        new CheckStatistics(1200, 1, 2, 1, 0, 37, "duckdb"),
        Map.of(),
        "sha256:0",
        new Schema(List.of()));
  }

  @Test
  void showsWhatFailedFirstAndWhy() {
    CheckReport report =
        report(
            result("fine", Status.PASSED, Severity.CRITICAL, 1200, 0, 0, 0.0, List.of(), List.of()),
            result(
                "店の名前",
                Status.FAILED,
                Severity.WARNING,
                1200,
                3,
                2,
                0.16708,
                Arrays.asList("a\u001b[2J", null),
                List.of(6L, 8L)),
            result(
                "revenue-not-negative",
                Status.FAILED,
                Severity.CRITICAL,
                1200,
                0,
                12,
                1.0,
                List.of(new BigDecimal("-1.50"), new BigDecimal("-22")),
                List.of(16L, 1087L)),
            RuleResult.withoutFigures(
                "broken", "rows", Status.ERRORED, Severity.CRITICAL, "no column 'x'", null),
            RuleResult.withoutFigures(
                "off", "rows", Status.SKIPPED, Severity.INFO, null, SkipReason.DISABLED));

    List<String> lines =
        TABLE.lines(
            report, List.of(rows("revenue-not-negative", "revenue >= 0", Severity.CRITICAL)));

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            RESULT   SEVERITY  RULE                  FOUND
            ERRORED  critical  broken                could not be evaluated
                       no column 'x'
            FAILED   critical  revenue-not-negative  12 of 1,200 rows unexpected, 1 %
                       expected rows: revenue >= 0
                       first: row 17 -1.5 · row 1,088 -22 · …
            FAILED   warning   店の名前              2 of 1,200 rows unexpected, 0.1671 %, 3 missing
                       first: row 7 "a\\u001b[2J" · row 9 null
            SKIPPED  info      off                   switched off
            PASSED   critical  fine                  1,200 rows as expected""");
  }

  @Test
  void showsTheMetricsThatAFailedAssertionWasJudgedBy() {
    Map<String, Object> metrics = new TreeMap<>(Map.of("row_count", 5L, "mean(price)", 2.5));
    metrics.put("max(day)", null);
    RuleResult failed =
        new RuleResult(
            "not-shrunk",
            "assert",
            Status.FAILED,
            Severity.CRITICAL,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            Map.of("metrics", metrics),
            null,
            null);

    List<String> lines = TABLE.lines(report(failed), List.of());

    assertThat(String.join("\n", lines))
        .contains("not met", "metrics: max(day) = null, mean(price) = 2.50000, row_count = 5");
  }

  @Test
  void sumsUpWithDecisionAndCost() {
    CheckReport report =
        report(
            result("a", Status.PASSED, Severity.CRITICAL, 1, 0, 0, 0.0, List.of(), List.of()),
            result("b", Status.FAILED, Severity.CRITICAL, 1, 0, 1, 100.0, List.of(), List.of()));

    List<String> summary = TABLE.summary(report, new GateVerdict(Decision.HALT, List.of()), 1234);

    assertThat(summary)
        .containsExactly(
            "HALT  1 of 2 rules passed, 1 failed",
            "1,200 rows · 1 scan · 2 group-bys · 1 sample read · 1.23 s · duckdb");
  }
}
