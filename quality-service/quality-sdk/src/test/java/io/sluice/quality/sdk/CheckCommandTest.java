package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CheckCommandTest {

  private static final String RULES =
      """
      ruleset: sales
      source: {type: file, path: "sales/${batch}.csv"}
      rules:
        - id: id-present
          expect_column_values_to_not_be_null: {column: id}
        - id: revenue-not-negative
          rows: "revenue >= 0"
          severity: %s
      """;

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;
  private Path good;
  private Path bad;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("sales"));
    rules = write("rules.yaml", RULES.formatted("critical"));
    good = write("sales/good.csv", "id,store,revenue\n1,North,10.5\n2,店,0\n");
    bad = write("sales/bad.csv", "id,store,revenue\n3,North,10.5\n4,South,-3\n5,West,-4.5\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private int check(Object... more) {
    List<String> args = new ArrayList<>(List.of("check"));
    for (Object argument : more) {
      args.add(argument.toString());
    }
    return terminal.run(args.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{1} data under {0} rules and ''{2}'' exits with {3}")
  @CsvSource({
    "critical, good, --quiet,       0",
    "critical, bad,  --quiet,       2",
    "warning,  bad,  --quiet,       0",
    "warning,  bad,  --warn-exit=7, 7",
    "warning,  good, --warn-exit=7, 0",
    "critical, bad,  --warn-exit=7, 2",
    "info,     bad,  --warn-exit=7, 0",
  })
  void exitsByTheDecision(String severity, String data, String option, int code)
      throws IOException {
    write("rules.yaml", RULES.formatted(severity));

    int exit = check("--rules", rules, option, data.equals("good") ? good : bad);

    assertThat(exit).isEqualTo(code);
  }

  @Test
  void showsWhyWithTheFirstFailingRows() {
    check("--rules", rules, bad);

    List<String> lines = terminal.out().lines().toList();
    assertThat(lines.get(0)).startsWith("sales · ").endsWith("bad.csv");
    assertThat(lines.subList(2, 7))
        .containsExactly(
            "RESULT  SEVERITY  RULE                  FOUND",
            "FAILED  critical  revenue-not-negative  2 of 3 rows unexpected, 66.6667 %",
            "           expected rows: revenue >= 0",
            lines.get(5),
            "PASSED  critical  id-present            3 rows as expected");
    assertThat(lines.get(5))
        .startsWith("           first: row 2 ")
        .contains("-3", "row 3 ", "-4.5");
    assertThat(lines.get(8)).isEqualTo("HALT  1 of 2 rules passed, 1 failed");
    assertThat(lines.get(9)).startsWith("3 rows · 1 scan · 0 group-bys · ").endsWith(" · duckdb");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void printsNothingButTheReportAsJson() throws IOException {
    int exit = check("--rules", rules, "--format", "json", bad);

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.err()).isEmpty();
    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.path("decision").asText()).isEqualTo("HALT");
    assertThat(report.path("success").asBoolean()).isFalse();
    assertThat(report.path("statistics").path("rows").asInt()).isEqualTo(3);
    assertThat(report.path("statistics").path("scans").asInt()).isEqualTo(1);
    JsonNode failed = report.path("results").get(1);
    assertThat(failed.path("id").asText()).isEqualTo("revenue-not-negative");
    assertThat(failed.path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.path("unexpectedCount").asInt()).isEqualTo(2);
    assertThat(failed.path("elementCount").asInt()).isEqualTo(3);
    assertThat(failed.path("unexpectedIndexList").get(0).asInt()).isEqualTo(1);
  }

  @Test
  void leavesSamplesOutIfOnlyTheAnswerIsWanted() throws IOException {
    check("--rules", rules, "--format", "json", "--result-format", "boolean_only", bad);

    JsonNode failed = new ObjectMapper().readTree(terminal.out()).path("results").get(1);
    assertThat(failed.path("success").asBoolean(true)).isFalse();
    assertThat(failed.has("unexpectedList")).isFalse();
  }

  @Test
  void readsSeveralFilesAndGlobsAsOneTable() {
    int exit = check("--rules", rules, "--quiet", directory.resolve("sales") + "/*.csv");

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out()).contains("5 rows · 1 scan");
  }

  @Test
  void readsTheSourceOfTheRulesForABatch() {
    int exit = check("--rules", rules, "--quiet", "--batch", "good");

    assertThat(exit).isZero();
    assertThat(terminal.out()).startsWith("PASS  2 of 2 rules passed");
  }

  @Test
  void asksForTheBatchThatTheSourceNeeds() {
    int exit = check("--rules", rules);

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).contains("--batch");
  }

  @Test
  void asksForDataWhenNothingNamesAny() throws IOException {
    write("rules.yaml", "rules:\n  - expect_column_to_exist: {column: a}\n");

    assertThat(check("--rules", rules)).isEqualTo(64);
    assertThat(terminal.err()).contains("no data");
  }

  @Test
  void showsAFaultWhereItStands() throws IOException {
    write("rules.yaml", "ruleset: sales\nrules:\n  - rows: \"a > 1\"\n    severity: 'höch'\n");

    int exit = check("--rules", rules, good);

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith(rules + ":4:15: ")
        .contains("\n  4 |     severity: 'höch'\n    |               ^\n")
        .contains("1 fault");
  }

  @Test
  void judgesARuleThatCannotCompileAsAnErrorAndShowsWhereItStands() throws IOException {
    write("rules.yaml", "rules:\n  - expect_column_values_to_be_perfect: {column: id}\n");

    int exit = check("--rules", rules, good);

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.err()).contains(rules + ":2:");
    assertThat(terminal.out()).contains("ERRORED").contains("1 could not be evaluated");
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere.csv, no such file",
    "empty, no data file",
    "sales/*.parquet, no file matches",
  })
  void refusesDataThatIsNotThere(String name, String message) throws IOException {
    Files.createDirectories(directory.resolve("empty"));

    int exit = check("--rules", rules, directory + "/" + name);

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).contains(message);
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void reportsAFileThatIsNotWhatItsNameSays() throws IOException {
    Path file = write("broken.parquet", "this is no Parquet file");

    int exit = check("--rules", rules, file);

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).isNotBlank();
  }

  @Test
  void takesTheFormatFromTheCommandLineWhereTheNameDoesNotTell() throws IOException {
    Path file = write("data.txt", "id,store,revenue\n1,North,10.5\n");

    assertThat(check("--rules", rules, "--data-format", "csv", file)).isZero();
  }

  @Test
  void readsADirectoryWithHivePartitionsAsOneTable() throws IOException {
    Files.createDirectories(directory.resolve("lake/day=2026-03-01"));
    Files.createDirectories(directory.resolve("lake/day=2026-03-02"));
    write("lake/day=2026-03-01/a.csv", "id,revenue\n1,10\n");
    write("lake/day=2026-03-02/b.csv", "id,revenue\n2,10\n3,5\n");
    write("lake/_SUCCESS", "");
    write("rules.yaml", "rules:\n  - rows: \"day >= '2026-03-01'\"\n    where: \"id > 0\"\n");

    int exit =
        check("--rules", rules, "--quiet", "-o", "schema.day=string", directory.resolve("lake"));

    assertThat(terminal.err()).isEmpty();
    assertThat(exit).isZero();
    assertThat(terminal.out()).contains("3 rows");
  }

  @Test
  void refusesADirectoryOfSeveralFormats() throws IOException {
    write("sales/more.ndjson", "{}\n");

    assertThat(check("--rules", rules, directory.resolve("sales"))).isEqualTo(3);
    assertThat(terminal.err()).contains("several formats");
  }

  @Test
  void takesTheTypesOfColumnsFromASchema() throws IOException {
    Path schema = write("schema.yaml", "{id: string}\n");
    write("rules.yaml", "rules:\n  - rows: \"size(id) == 1\"\n");

    assertThat(check("--rules", rules, "--schema", schema, good)).isZero();
    assertThat(check("--rules", rules, good)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"empty.csv", "empty.parquet", "empty.json"})
  void saysSoOfAnEmptyFile(String name) throws IOException {
    Path file = write(name, "");

    assertThat(check("--rules", rules, file)).isEqualTo(3);
    assertThat(terminal.err()).isNotBlank().doesNotContain("unexpected failure");
  }

  @Test
  void saysSoOfATruncatedFile() throws IOException {
    Path file = write("cut.json.gz", "");
    byte[] gzip = java.util.HexFormat.of().parseHex("1f8b0800000000000003ab56ca4c51b2");
    Files.write(file, gzip);

    assertThat(check("--rules", rules, file)).isEqualTo(3);
    assertThat(terminal.err()).isNotBlank().doesNotContain("unexpected failure");
  }

  @Test
  void givesValuesToTheParametersOfASuiteAndNamesFailingRows() throws IOException {
    Path suite =
        write(
            "suite.json",
            """
            {"name": "s", "expectations": [{"type": "expect_column_values_to_be_between",
              "kwargs": {"column": "revenue", "min_value": {"$PARAMETER": "least"}}}]}
            """);

    assertThat(check("--rules", suite, "--param", "least=-10", bad)).isZero();
    assertThat(
            check(
                "--rules",
                suite,
                "--param",
                "least=0",
                "--unexpected-index-column",
                "id",
                "--result-format",
                "complete",
                "--json",
                directory.resolve("r.json"),
                bad))
        .isEqualTo(2);
    assertThat(directory.resolve("r.json")).content().contains("\"id\":4");
  }
}
