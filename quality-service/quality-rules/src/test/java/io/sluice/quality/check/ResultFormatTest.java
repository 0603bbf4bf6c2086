package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.verdict.GateJudge;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that Great Expectations' result formats have, on both engines. */
class ResultFormatTest {

  private static final String RULE =
      "'rules':[{'expect_column_values_to_be_in_set':{'column':'s','value_set':['x']}}]";

  private static Checker checker;

  @BeforeAll
  static void open() {
    checker = new Checker(CheckerSettings.standard(List.of()));
  }

  @AfterAll
  static void close() {
    checker.close();
  }

  private static CheckReport report(String rules, String format, String engine) {
    CheckRequest request = request(rules, format, engine);
    return checker.check(
        checker.compile(request.rules(), null, request.parameters()),
        Objects.requireNonNull(request.inline()),
        new CheckOptions(request.results(), MetricHistory.none(), null),
        request.engine());
  }

  private static CheckRequest request(String rules, String format, String engine) {
    return ReportJson.readRequest(
        ("{'source':{'type':'inline','columns':{'id':'integer','s':'string','t':'string'},'rows':"
                + "[[1,'x','p'],[2,'b','p'],[3,'a','q'],[4,'b','q'],[5,null,'r'],[6,'a','r'],"
                + "[7,'b','r']]},"
                + rules
                + (format.isEmpty() ? "" : ",'resultFormat':" + format)
                + ",'engine':'"
                + engine
                + "'}")
            .replace('\'', '"'));
  }

  private static JsonNode result(String rules, String format, String engine) {
    CheckReport report = report(rules, format, engine);
    return ReportJson.toTree(
            report,
            GateJudge.decide(GatePolicy.standard(), report.results()),
            request(rules, format, engine).format())
        .at("/results/0");
  }

  private static String text(JsonNode node) {
    return node.toString().replace('"', '\'');
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void eachLevelAddsItsFields(String engine) {
    JsonNode basic = result(RULE, "'BASIC'", engine);
    JsonNode summary = result(RULE, "'SUMMARY'", engine);
    JsonNode complete = result(RULE, "'COMPLETE'", engine);

    assertThat(result(RULE, "'BOOLEAN_ONLY'", engine).has("partialUnexpectedList")).isFalse();
    assertThat(text(basic.get("partialUnexpectedList"))).isEqualTo("['b','a','b','a','b']");
    assertThat(basic.get("missingPercent").doubleValue()).isEqualTo(100.0 / 7);
    assertThat(basic.get("unexpectedPercentTotal").doubleValue()).isEqualTo(500.0 / 7);
    assertThat(basic.get("unexpectedPercentNonmissing").doubleValue()).isEqualTo(500.0 / 6);
    assertThat(basic.has("partialUnexpectedCounts")).isFalse();
    assertThat(text(summary.get("partialUnexpectedCounts")))
        .isEqualTo("[{'value':'b','count':3},{'value':'a','count':2}]");
    assertThat(text(summary.get("partialUnexpectedIndexList"))).isEqualTo("[1,2,3,5,6]");
    assertThat(summary.has("unexpectedIndexQuery")).isFalse();
    assertThat(complete.get("unexpectedIndexQuery").textValue()).contains("s =~ ['x']");
    assertThat(complete.has("unexpectedRows")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void rowsAreNamedByTheColumnsAskedFor(String engine) {
    JsonNode result =
        result(
            RULE,
            "{'result_format':'COMPLETE','unexpected_index_column_names':['id'],"
                + "'partial_unexpected_count':1,'include_unexpected_rows':true,"
                + "'return_unexpected_index_query':false}",
            engine);

    assertThat(text(result.get("unexpectedIndexColumnNames"))).isEqualTo("['id']");
    assertThat(text(result.get("partialUnexpectedIndexList"))).isEqualTo("[{'id':2,'s':'b'}]");
    assertThat(result.get("unexpectedIndexList")).hasSize(5);
    assertThat(text(result.at("/unexpectedIndexList/4"))).isEqualTo("{'id':7,'s':'b'}");
    assertThat(result.get("unexpectedRows")).hasSize(5);
    assertThat(result.at("/unexpectedRows/0/t").textValue()).isEqualTo("p");
    assertThat(result.has("unexpectedIndexQuery")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void repeatedKeysAreNamedToo(String engine) {
    JsonNode result =
        result(
            "'rules':[{'expect_column_values_to_be_unique':{'column':'t'}}]",
            "{'resultFormat':'COMPLETE','unexpectedIndexColumnNames':['id']}",
            engine);

    assertThat(result.get("unexpectedIndexList")).hasSize(7);
    assertThat(text(result.at("/unexpectedIndexList/0"))).isEqualTo("{'id':1,'t':'p'}");
    assertThat(result.at("/unexpectedList/0").textValue()).isEqualTo("p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void valuesAreLeftOutOnRequest(String engine) {
    JsonNode result =
        result(
            RULE,
            "{'result_format':'COMPLETE','exclude_unexpected_values':true,"
                + "'unexpected_index_column_names':['id']}",
            engine);

    assertThat(result.get("unexpectedList")).isEmpty();
    assertThat(result.has("partialUnexpectedList")).isFalse();
    assertThat(result.has("partialUnexpectedCounts")).isFalse();
    assertThat(text(result.at("/unexpectedIndexList/0"))).isEqualTo("{'id':2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void aRulesOwnOptionsHoldWhereTheRunSaysNothing(String engine) {
    String rules =
        "'rules':[{'expect_column_values_to_be_in_set':{'column':'s','value_set':['x'],"
            + "'result_format':{'result_format':'COMPLETE','partial_unexpected_count':2}}}]";

    assertThat(result(rules, "", engine).has("unexpectedIndexQuery")).isTrue();
    assertThat(result(rules, "'BASIC'", engine).has("unexpectedIndexQuery")).isFalse();
    assertThat(result(rules, "'BASIC'", engine).get("partialUnexpectedList")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void nullKindsHaveNoMissingRows(String engine) {
    JsonNode result =
        result(
            "'rules':[{'expect_column_values_to_not_be_null':{'column':'s'}}]", "'BASIC'", engine);

    assertThat(result.has("missingPercent")).isFalse();
    assertThat(result.has("unexpectedPercentNonmissing")).isFalse();
    assertThat(result.has("partialUnexpectedList")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "row"})
  void maskingCoversEveryFieldThatHoldsData(String engine) {
    CheckReport report =
        report(
            "'rules':[{'rows':'t == null'}]",
            "{'result_format':'COMPLETE','unexpected_index_column_names':['s'],"
                + "'include_unexpected_rows':true}",
            engine);

    String masked =
        ReportJson.toTree(report.withMaskedSamples().results().get(0), ResultFormat.COMPLETE)
            .toString();

    assertThat(masked).contains("***").doesNotContain("unexpectedIndexQuery");
    for (String value : List.of("\"p\"", "\"q\"", "\"a\"", "\"b\"")) {
      assertThat(masked).doesNotContain(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'level':'BASIC'}",
        "{'partial_unexpected_count':-1}",
        "{'partial_unexpected_count':'x'}",
        "{'include_unexpected_rows':'yes'}",
        "{'unexpected_index_column_names':'id'}",
        "['BASIC']",
        "'FULL'"
      })
  void optionsThatDoNotFitAreRefused(String format) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> request(RULE, format, "row"))
        .hasMessageContaining("/resultFormat");
  }

  @Test
  void anIndexColumnThatIsNotThereIsAnError() {
    JsonNode result =
        result(
            RULE, "{'result_format':'COMPLETE','unexpected_index_column_names':['nope']}", "row");

    assertThat(result.get("status").textValue()).isEqualTo("ERRORED");
    assertThat(result.get("error").textValue()).contains("no column 'nope'");
  }
}
