package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.rule.Fidelity.Level;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.SkipReason;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suites of Great Expectations: what they may hold, and how truly each rule is judged. */
class SuiteTest {

  private static Checker checker;

  @BeforeAll
  static void open() {
    checker = new Checker(CheckerSettings.standard(List.of()));
  }

  @AfterAll
  static void close() {
    checker.close();
  }

  private static CheckRequest request(String suite) {
    return ReportJson.readRequest(
        ("{'source':{'type':'inline','columns':{'a':'integer','s':'string'},"
                + "'rows':[[1,'x'],[2,'y'],[null,'x']]},'suite':"
                + suite
                + "}")
            .replace('\'', '"'));
  }

  private static CheckReport check(
      String suite, Map<String, @Nullable Object> parameters, MetricHistory history) {
    CheckRequest request = request(suite);
    return checker.check(
        checker.compile(request.rules(), null, parameters),
        java.util.Objects.requireNonNull(request.inline()),
        new CheckOptions(ResultFormat.SUMMARY, history, null));
  }

  private static RuleResult only(String rule) {
    return check("{'expectations':[" + rule + "]}", Map.of(), MetricHistory.none())
        .results()
        .get(0);
  }

  private static Fidelity fidelity(String rule) {
    CompiledRules compiled =
        checker.compile(request("{'expectations':[" + rule + "]}").rules(), null);
    CompiledRule single = compiled.rules().get(0);
    return single.fidelity().orElseThrow();
  }

  @Test
  void takesEveryFieldThatGxWrites() {
    CheckReport report =
        check(
            "{'name':'s','id':'1','notes':['a','b'],'meta':{'great_expectations_version':'1.6.0'},"
                + "'suite_parameters':{'least':1},'evaluation_parameters':{},"
                + "'data_asset_type':null,'ge_cloud_id':null,'expectations':["
                + "{'type':'expect_column_max_to_be_between','id':'9a1c','severity':'warning',"
                + "'description':null,'notes':['n'],'meta':{'owner':'ops'},'rendered_content':[],"
                + "'expectation_context':{'description':null},'windows':null,'kwargs':{'column':'a',"
                + "'min_value':{'$PARAMETER':'least'},'strict_min':false,'batch_id':'b',"
                + "'result_format':'BASIC','catch_exceptions':true,'include_config':true,"
                + "'auto':false,'profiler_config':null,'meta':{}}},"
                + "{'expectation_type':'expect_column_values_to_not_be_null','ge_cloud_id':'x','kwargs':{'column':'a','mostly':{'$PARAMETER':'least"
                + " / 2'}},'meta':{}}]}",
            Map.of(),
            MetricHistory.none());

    assertThat(report.results()).extracting(RuleResult::error).containsOnlyNulls();
    assertThat(report.success()).isTrue();
    assertThat(report.results().get(0).id()).isEqualTo("9a1c");
    assertThat(report.results().get(0).description()).isEqualTo("n");
  }

  @Test
  void aPlainRuleIsExact() {
    String rule = "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'a'}}";

    assertThat(fidelity(rule).level()).isEqualTo(Level.EXACT);
    assertThat(only(rule).fidelity()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\\\\w+|ASCII", "[\\\\d.]+|ASCII", "^a$|last newline", "a\\\\$[$]|null"},
      nullValues = "null")
  void aPatternThatPythonReadsOtherwiseIsApproximated(String pattern, @Nullable String why) {
    Fidelity fidelity =
        fidelity(
            "{'type':'expect_column_values_to_match_regex','kwargs':{'column':'s','regex':'"
                + pattern
                + "'}}");

    assertThat(fidelity.level()).isEqualTo(why == null ? Level.EXACT : Level.APPROXIMATED);
    if (why != null) {
      assertThat(fidelity.note()).contains(why);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'s','colum':1}}|colum",
        "{'type':'expect_column_mean_to_be_between','kwargs':{'column':'s','min_value':1}}|text",
        "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'gone'}}|gone",
        "{'type':'expect_table_row_count_to_equal','kwargs':{'value':{'$PARAMETER':'nix'}}}|'nix'",
      },
      quoteCharacter = '`')
  void whatIsErroredIsUnsupportedInTheWordsOfItsFault(String rule, String why) {
    RuleResult result = only(rule);

    assertThat(result.status()).isEqualTo(Status.ERRORED);
    Fidelity fidelity = java.util.Objects.requireNonNull(result.fidelity());
    assertThat(fidelity.level()).isEqualTo(Level.UNSUPPORTED);
    assertThat(fidelity.note()).contains(why).doesNotContain("another result");
  }

  @Test
  void aConditionThatPandasReadsOtherwiseIsApproximated() {
    Fidelity fidelity =
        fidelity(
            "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'s',"
                + "'row_condition':'a != 1','condition_parser':'pandas'}}");

    assertThat(fidelity.level()).isEqualTo(Level.APPROXIMATED);
    assertThat(fidelity.note()).contains("pandas keeps a row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'expect_column_values_to_be_valid_iban','kwargs':{'column':'s'}}|unknown"
            + " expectation",
        "{'type':'expect_column_values_to_match_regex','kwargs':{'column':'s','regex':'(?=x)y'}}|RE2",
        "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'a','row_condition':'f(a)','condition_parser':'pandas'}}|no"
            + " function",
        "{'type':'expect_column_max_to_be_between','kwargs':{'column':'a',"
            + "'max_value':{'$PARAMETER':'urn:great_expectations:stores:q:r'}}}|not supported"
      })
  void whatCannotBeJudgedIsUnsupportedAndErroredButNoReasonToRefuse(String rule, String why) {
    CompiledRules compiled =
        checker.compile(request("{'expectations':[" + rule + "]}").rules(), null);

    assertThat(fidelity(rule).level()).isEqualTo(Level.UNSUPPORTED);
    assertThat(fidelity(rule).note()).contains(why);
    assertThat(compiled.faults()).hasSize(1);
    assertThat(compiled.refusals()).isEmpty();
    assertThat(compiled.warnings()).anyMatch(warning -> warning.contains("not supported"));
    assertThat(only(rule).status()).isEqualTo(Status.ERRORED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'expect_column_values_to_not_be_null','kwargs':{'colum':'a'}}|/kwargs/colum",
        "{'type':'expect_column_values_to_match_regex','kwargs':{'column':'s','regex':'('}}|/kwargs/regex",
        "{'type':'expect_column_max_to_be_between','kwargs':{'column':'a',"
            + "'max_value':{'$PARAMETER':'mosst'}}}|/kwargs/max_value"
      })
  void whatIsWrongIsAReasonToRefuse(String rule, String pointer) {
    CompiledRules compiled =
        checker.compile(request("{'expectations':[" + rule + "]}").rules(), null);

    assertThat(compiled.refusals()).hasSize(1);
    assertThat(compiled.refusals().get(0).pointer()).endsWith(pointer);
  }

  private static final String MAX =
      "{'type':'expect_column_max_to_be_between','id':'max','kwargs':{'column':'a','max_value':"
          + "{'$PARAMETER':'urn:great_expectations:validations:s:%s - 1'}}}";

  @Test
  void aParameterIsTakenFromAnotherResultOfTheRun() {
    CheckReport report =
        check(
            "{'name':'s','expectations':["
                + MAX.formatted("expect_table_row_count_to_be_between.result.observed_value")
                + ",{'type':'expect_table_row_count_to_be_between','kwargs':{'min_value':0}}]}",
            Map.of(),
            MetricHistory.none());

    assertThat(report.results().get(0).status()).isEqualTo(Status.PASSED);
    assertThat(report.results().get(0).observedValue()).isEqualTo(new BigDecimal(2));
  }

  @Test
  void aValueOutOfAnotherResultIsNotQuotedWhereItDoesNotFit() {
    CheckReport report =
        check(
            "{'name':'s','expectations':[{'type':'expect_column_distinct_values_to_be_in_set',"
                + "'kwargs':{'column':'s','value_set':['secret-value','x','y']}},"
                + "{'type':'expect_column_values_to_not_be_null','kwargs':{'column':'s','mostly':"
                + "{'$PARAMETER':'urn:great_expectations:validations:s:"
                + "expect_column_distinct_values_to_be_in_set.result.observed_value:column=s'}}}]}",
            Map.of(),
            MetricHistory.none());

    assertThat(report.results().get(0).observedValue()).isEqualTo(List.of("x", "y"));
    assertThat(report.results().get(1).status()).isEqualTo(Status.ERRORED);
    assertThat(report.results().get(1).error())
        .contains("mostly", "in_set.result.observed_value", "not shown")
        .doesNotContain("[x", "y]");
  }

  @Test
  void aParameterIsTakenFromHistoryWhereTheRunLacksIt() {
    String rule = MAX.formatted("expect_table_row_count_to_equal.result.observed_value");
    String suite = "{'name':'s','expectations':[" + rule + "]}";

    assertThat(check(suite, Map.of(), (key, k) -> List.of(5.0)).results().get(0).status())
        .isEqualTo(Status.PASSED);
    assertThat(check(suite, Map.of(), (key, k) -> List.of(2.0)).results().get(0).status())
        .isEqualTo(Status.FAILED);
    RuleResult without = check(suite, Map.of(), MetricHistory.none()).results().get(0);
    assertThat(without.status()).isEqualTo(Status.SKIPPED);
    assertThat(without.skipReason()).isEqualTo(SkipReason.NO_EVIDENCE);
    assertThat(without.error()).contains("row_count");
  }

  @Test
  void rulesThatWaitForOneAnotherAreErrored() {
    CheckReport report =
        check(
            "{'name':'s','expectations':["
                + MAX.formatted("expect_column_min_to_be_between.result.observed_value:column=a")
                + ",{'type':'expect_column_min_to_be_between','kwargs':{'column':'a','min_value':"
                + "{'$PARAMETER':'urn:great_expectations:validations:s:"
                + "expect_column_max_to_be_between.result.observed_value:column=a'}}}]}",
            Map.of(),
            MetricHistory.none());

    assertThat(report.results())
        .allSatisfy(
            result -> {
              assertThat(result.status()).isEqualTo(Status.ERRORED);
              assertThat(result.error()).contains("waits for it");
            });
  }

  @Test
  void theRunsParametersComeBeforeTheSuites() {
    String suite =
        "{'suite_parameters':{'most':1},'expectations':[{'type':'expect_column_max_to_be_between',"
            + "'kwargs':{'column':'a','max_value':{'$PARAMETER':'most'}}}]}";

    assertThat(check(suite, Map.of(), MetricHistory.none()).success()).isFalse();
    assertThat(check(suite, Map.of("most", new BigDecimal(2)), MetricHistory.none()).success())
        .isTrue();
  }
}
