package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.verdict.GateJudge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckRequestTest {

  private static final String NOT_NULL = "{'expect_column_values_to_not_be_null':{'column':'a'}}";

  @TempDir Path spill;

  private static String request(String columns, String rows, String rest) {
    return ("{'source':{'type':'inline','columns':"
            + columns
            + ",'rows':"
            + rows
            + "},"
            + rest
            + "}")
        .replace('\'', '"');
  }

  private static String request(String columns, String rows) {
    return request(columns, rows, "'rules':[" + NOT_NULL + "]");
  }

  private static Fault faultOf(String json) {
    RuleSyntaxException refused =
        catchThrowableOfType(RuleSyntaxException.class, () -> ReportJson.readRequest(json));
    assertThat(refused).as("nothing was refused").isNotNull();
    assertThat(refused.faults()).hasSize(1);
    return refused.faults().get(0);
  }

  private ObjectNode answer(String json) {
    CheckRequest request = ReportJson.readRequest(json);
    CheckerSettings settings = new CheckerSettings(256, 1, spill, List.of(), Duration.ofMinutes(1));
    try (Checker checker = new Checker(settings)) {
      CheckReport report =
          checker.check(
              checker.compile(request.rules(), null),
              java.util.Objects.requireNonNull(request.inline()),
              new CheckOptions(request.format(), MetricHistory.none(), null),
              request.engine());
      return ReportJson.toTree(
          report, GateJudge.decide(GatePolicy.standard(), report.results()), request.format());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|``|must be an object",
        "{'sou~r/ce':1}|/sou~0r~1ce|unknown key",
        "{'source':5}|/source|a source is needed",
        "{'source':{'type':'ftp'},'rules':[]}|/source/type|no source type",
        "{'source':{'type':'file','path':'x','pth':'y'},'rules':[]}|/source/pth|unknown key",
        "{'source':{'type':'file','path':5},'rules':[]}|/source/path|must be text",
        "{'source':{'type':'table','connection':'c','table':'t'},'rules':[],'engine':'row'}|/engine|not tables"
      })
  void saysWhereARequestIsMalformed(String json, String pointer, String message) {
    RuleSyntaxException refused =
        catchThrowableOfType(
            RuleSyntaxException.class, () -> ReportJson.readRequest(json.replace('\'', '"')));

    assertThat(refused.faults()).extracting(Fault::pointer).contains(pointer);
    assertThat(refused).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':5}|[[1]]|/source/columns/a|must be text",
        "{'a/b':'int'}|[[1]]|/source/columns/a~1b|unknown type 'int'",
        "{'a':'decimal(39,1)'}|[[1]]|/source/columns/a|precision of 1 to 38",
        "{'a':'integer','A':'integer'}|[[1,2]]|/source/columns/A|occurs twice",
        "[5]|[[1]]|/source/columns/0|a name and a type",
        "[{'name':'a','type':'integer'},{'name':'a','type':'integer'}]|[]|/source/columns/1|twice",
        "[{'name':'a','type':'integer','nullable':true}]|[]|/source/columns/0/nullable|unknown key",
        "{}|[]|/source/columns|at least one column",
        "'a'|[]|/source/columns|must name each column",
        "{'a':'integer'}|{}|/source/rows|list of rows",
        "{'a':'integer'}|[[1],[1,2]]|/source/rows/1|a list of 1 values",
        "{'a':'integer'}|[[1],{'a':1}]|/source/rows/1|a list of 1 values",
        "{'a':'string'}|[['x'],[['y']]]|/source/rows/1/0|not a list or an object",
        "{'a':'string'}|[['x\\u0000']]|/source/rows/0/0|NUL"
      })
  void saysWhereInlineDataIsMalformed(String columns, String rows, String pointer, String message) {
    Fault fault = faultOf(request(columns, rows));

    assertThat(fault.pointer()).isEqualTo(pointer);
    assertThat(fault.message()).contains(message);
  }

  @Test
  void refusesTooManyRows() {
    String rows = "[" + "[1],".repeat(100_000) + "[1]]";

    assertThat(faultOf(request("{'a':'integer'}", rows)).pointer()).isEqualTo("/source/rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'rules':[],'resultFormat':'FULL'|/resultFormat",
        "'rules':[],'resultFormat':5|/resultFormat",
        "'rules':[],'engine':'spark'|/engine",
        "'rules':[],'suite':{'expectations':[]}|/rules",
        "'engine':'row'|/rules",
        "'rules':null|/rules",
        "'rules':[{'expect_x':{'column':1e1000}}]|/rules/0/expect_x/column",
        "'rules':[{'expect_x':{},'id':'a b'}]|/rules/0/id",
        "'rules':[{'rows':'a','id':'x'},{'rows':'a','id':'x'}]|/rules/1/id",
        "'suite':{'expectations':[{'kwargs':{}}]}|/suite/expectations/0"
      })
  void saysWhereTheRestIsMalformed(String rest, String pointer) {
    assertThat(faultOf(request("{'a':'integer'}", "[[1]]", rest)).pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{'a':1,'a':2}", "nul", "{'a':1e99999999999}"})
  void refusesWhatIsNotJson(String text) {
    assertThat(faultOf(text.replace('\'', '"')).message()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"'row'", "'duckdb'"})
  void takesNotANumberAndInfinityAsText(String engine) {
    ObjectNode answer =
        answer(
            request(
                "[{'name':'a','type':'double'}]",
                "[['NaN'],['Infinity'],['-Infinity'],[1e308]]",
                "'rules':[{'rows':'a > 1'}],'engine':'" + engine + "'"));

    assertThat(answer.at("/results/0/unexpectedIndexList").toString()).isEqualTo("[2]");
  }

  @ParameterizedTest
  @CsvSource({
    "double,1e400",
    "double,-1e2147483647",
    "double,'inf'",
    "integer,1.5",
    "string,5",
    "integer,1e39",
    "'decimal(3,1)',100",
    "'decimal(3,1)',0.05",
    "integer,1e-100000000",
    "'decimal(38,9)',1e-2147483647",
    "integer,1e2147483647",
    "date,'2024-02-30'",
    "date,5",
    "boolean,'true'",
    "timestamptz,'2024-01-01T00:00:00'",
    "time,'25:00'"
  })
  @Timeout(5)
  void refusesAValueThatIsNotOfItsColumnsType(String type, String value) {
    String written = value.matches("-?[0-9.e+-]+") && !type.equals("date") ? value : quoted(value);
    String json = request("{'a':'" + type + "'}", "[[" + written + "]]");

    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> answer(json));

    assertThat(refused).hasMessageContaining("row 0").hasMessageContaining("is not a");
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  @Test
  void readsSuitesOfBothGenerations() {
    String older =
        "'suite':{'expectation_suite_name':'s','data_asset_type':null,'ge_cloud_id':null,"
            + "'meta':{'great_expectations_version':'0.18.1'},'expectations':[{'expectation_type':"
            + "'expect_column_values_to_not_be_null','kwargs':{'column':'a','mostly':0.5,"
            + "'result_format':'BASIC'},'meta':{}}]}";
    String newer =
        "'suite':{'name':'s','id':'1','notes':null,'expectations':[{'type':"
            + "'expect_column_values_to_not_be_null','kwargs':{'column':'a','mostly':0.5},"
            + "'severity':'warning','id':'x'}]}";

    Rule old = ReportJson.readRequest(request("{'a':'integer'}", "[]", older)).rules().get(0);
    Rule now = ReportJson.readRequest(request("{'a':'integer'}", "[]", newer)).rules().get(0);

    assertThat(old.type()).isEqualTo(now.type()).isEqualTo("expect_column_values_to_not_be_null");
    assertThat(old.mostly()).isEqualByComparingTo(now.mostly()).isEqualByComparingTo("0.5");
    assertThat(now.severity()).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @EnumSource(ResultFormat.class)
  void reportsAsMuchAsTheFormatSays(ResultFormat format) {
    String rows = "[" + "[null],".repeat(249) + "[1]]";

    ObjectNode answer =
        answer(
            request(
                "{'a':'integer'}",
                rows,
                "'rules':[" + NOT_NULL + "],'resultFormat':'" + format.name().toLowerCase() + "'"));

    ObjectNode result = (ObjectNode) answer.at("/results/0");
    boolean figures = format != ResultFormat.BOOLEAN_ONLY;
    assertThat(result.has("unexpectedCount")).isEqualTo(figures);
    assertThat(result.has("details")).isEqualTo(figures);
    assertThat(result.path("unexpectedIndexList").size()).isEqualTo(format.sampleLimit());
    assertThat(result.at("/details/partialUnexpectedCounts").isMissingNode())
        .isEqualTo(!figures || format == ResultFormat.BASIC);
    assertThat(result.path("status").textValue()).isEqualTo("FAILED");
  }

  @Test
  void aDisabledRuleIsSkippedEvenIfItIsWrongAndCountsForNothing() {
    ObjectNode answer =
        answer(
            request(
                "{'a':'integer'}",
                "[[1]]",
                "'rules':[{'rows':'nonsense(','enabled':false}," + NOT_NULL + "]"));

    assertThat(answer.at("/results/0/status").textValue()).isEqualTo("SKIPPED");
    assertThat(answer.at("/results/0/skipReason").textValue()).isEqualTo("DISABLED");
    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.path("decision").textValue()).isEqualTo("PASS");
  }

  @Test
  void derivedIdsStepAsideForGivenOnes() {
    CheckRequest request =
        ReportJson.readRequest(
            request(
                "{'a':'integer'}",
                "[]",
                "'rules':[{'rows':'a'},{'rows':'a','id':'rows'},{'rows':'a'}]"));

    assertThat(request.rules()).extracting(Rule::id).containsExactly("rows-2", "rows", "rows-3");
  }
}
