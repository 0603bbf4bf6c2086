package io.sluice.demo.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.DatasetId;
import io.sluice.demo.pipeline.Datasets;
import io.sluice.demo.shop.Delivery;
import io.sluice.demo.shop.SaleLine;
import io.sluice.demo.shop.ShopGenerator;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateJudge;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSetsTest {

  private static final Datasets DATASETS =
      Datasets.ofPlatform("jdbc:postgresql://127.0.0.1:8084/warehouse");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  @TempDir Path directory;

  private Checker checker;

  @BeforeEach
  void openChecker() throws Exception {
    checker = new Checker(CheckerSettings.standard(List.of(directory.toRealPath())));
  }

  @AfterEach
  void closeChecker() {
    checker.close();
  }

  static Stream<String> names() {
    return Stream.concat(RuleSets.SALES.stream(), RuleSets.REFERENCES.stream());
  }

  @ParameterizedTest
  @MethodSource("names")
  void compilesWithoutFault(String name) throws Exception {
    RuleSet ruleSet = new RuleSetReader().read(RuleSets.text(name, DATASETS));

    assertThat(ruleSet.name()).isEqualTo(name);
    assertThat(checker.compile(ruleSet.rules(), null).faults()).isEmpty();
  }

  @Test
  void namesTheReportAsLineageDoes() throws Exception {
    RuleSet ruleSet = new RuleSetReader().read(RuleSets.text("sales-report", DATASETS));

    assertThat(ruleSet.dataset())
        .isEqualTo(
            new DatasetId("postgres://sluice-warehouse:5432", "warehouse.public.sales_report"))
        .isEqualTo(new DatasetId(DATASETS.report().namespace(), DATASETS.report().name()));
  }

  private GateVerdict judge(Delivery delivery) throws Exception {
    String csv =
        new ShopGenerator(42, 1200)
            .deliver(DAY, delivery).stream()
                .map(SaleLine::csv)
                .collect(Collectors.joining("\n", SaleLine.HEADING + "\n", "\n"));
    Path file = Files.writeString(directory.resolve("day.csv"), csv).toRealPath();
    RuleSet ruleSet = new RuleSetReader().read(RuleSets.text("sales-daily", DATASETS));
    CheckReport report =
        checker.check(
            checker.compile(ruleSet.rules(), null),
            new FileSource(List.of(file), Optional.empty()),
            CheckOptions.standard());
    return GateJudge.decide(ruleSet.gate(), report.results());
  }

  @Test
  void passesACleanDayWithAllItsMess() throws Exception {
    GateVerdict verdict = judge(Delivery.CLEAN);

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.decision()).isEqualTo(Decision.PASS);
  }

  @Test
  void haltsABadDayForExactlyTheDocumentedFaults() throws Exception {
    GateVerdict verdict = judge(Delivery.FAULTY);

    assertThat(verdict.decision()).isEqualTo(Decision.HALT);
    assertThat(verdict.reasons())
        .extracting(Reason::rule)
        .containsExactlyInAnyOrder("order-id-unique", "revenue-present", "revenue-not-negative");
  }
}
