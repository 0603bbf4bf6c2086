package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Column;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.verdict.GateJudge;
import io.sluice.quality.verdict.RuleResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However long the values and however many the rules that fail, a report stays small. */
class SampleBoundsTest {

  private static final String LONG = "ä".repeat(100_000);

  @TempDir Path spill;

  private CheckReport check(EngineChoice engine, int rows, int rules, String type, String rule) {
    List<List<@Nullable Object>> data = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      data.add(List.of(type.equals("string") ? LONG : "[\"" + LONG + "\"]", i));
    }
    InlineSource source =
        new InlineSource(
            List.of(new Column("t", type, true, null), new Column("i", "integer", true, null)),
            data);
    StringBuilder yaml = new StringBuilder("rules:\n");
    for (int i = 0; i < rules; i++) {
      yaml.append("  - ").append(rule.formatted(i)).append('\n');
    }
    try (Checker checker =
        new Checker(new CheckerSettings(256, 2, spill, List.of(), Duration.ofMinutes(1)))) {
      return checker.check(
          checker.compile(new RuleSetReader().read(yaml.toString()).rules(), null),
          source,
          CheckOptions.standard(),
          engine);
    }
  }

  @ParameterizedTest
  @EnumSource(EngineChoice.class)
  void manyFailingRulesOverLongTextsStayWithinTheRoomForSamples(EngineChoice engine) {
    CheckReport report = check(engine, 30, 50, "string", "rows: \"t == 'x%d' && i >= 0\"");

    String json =
        ReportJson.write(
            report,
            GateJudge.decide(GatePolicy.standard(), report.results()),
            ResultFormat.SUMMARY);
    assertThat(json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isLessThan(1_200_000);
    assertThat(report.results())
        .allSatisfy(
            result -> {
              assertThat(result.unexpectedCount()).isEqualTo(30);
              assertThat(result.unexpectedList()).isNotEmpty();
              assertThat(result.details()).containsEntry("samplesCut", true);
            });
  }

  @ParameterizedTest
  @EnumSource(EngineChoice.class)
  void aLongValueEndsWithAnEllipsis(EngineChoice engine) {
    RuleResult result =
        check(
                engine,
                1,
                1,
                "string",
                "expect_column_values_to_be_in_set: {column: t, value_set: [x]}")
            .results()
            .get(0);

    assertThat(result.unexpectedList()).isEqualTo(List.of("ä".repeat(1000) + "…"));
    assertThat(result.details()).containsEntry("samplesCut", true);
  }

  @ParameterizedTest
  @EnumSource(EngineChoice.class)
  void aRepeatedLongKeyIsCutToo(EngineChoice engine) {
    RuleResult result =
        check(engine, 2, 1, "string", "expect_column_values_to_be_unique: {column: t}")
            .results()
            .get(0);

    assertThat(result.unexpectedList()).hasSize(2).containsOnly("ä".repeat(1000) + "…");
  }

  @ParameterizedTest
  @EnumSource(EngineChoice.class)
  void aLongNestedValueIsCutToo(EngineChoice engine) {
    RuleResult result = check(engine, 1, 1, "json", "rows: \"t == null\"").results().get(0);

    assertThat(((Map<?, ?>) result.unexpectedList().get(0)).get("t").toString())
        .hasSize(1001)
        .endsWith("…");
  }

  @ParameterizedTest
  @EnumSource(EngineChoice.class)
  void anObservedTextIsCut(EngineChoice engine) {
    RuleResult result =
        check(engine, 1, 1, "string", "expect_column_max_to_be_between: {column: t, max_value: b}")
            .results()
            .get(0);

    assertThat(result.observedValue()).isEqualTo("ä".repeat(1000) + "…");
  }
}
