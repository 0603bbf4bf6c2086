package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One command over several rule files. */
@Timeout(120)
class CheckManyTest {

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;
  private Path data;

  @BeforeEach
  void writeFiles() throws IOException {
    rules = Files.createDirectories(directory.resolve("rules"));
    data = Files.writeString(directory.resolve("data.csv"), "id,revenue\n1,10\n2,-3\n");
    write("ids.yaml", "rules:\n  - expect_column_values_to_not_be_null: {column: id}\n");
  }

  private Path write(String name, String text) throws IOException {
    Path file = rules.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int check(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "check";
    args[1] = "--rules";
    args[2] = rules.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return terminal.run(args);
  }

  @Test
  void judgesEveryRuleFileBelowADirectoryAndCountsTheWorst() throws IOException {
    write("deep/money.yml", "ruleset: money\nrules:\n  - rows: \"revenue >= 0\"\n");
    write(
        "suite.json",
        """
        {"name": "suite", "expectations": [
          {"type": "expect_column_to_exist", "kwargs": {"column": "id"}}]}
        """);
    write(".hidden/broken.yaml", "no rule set");
    write("notes.txt", "no rule set");

    int exit = check(data.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out())
        .contains("money · " + data.toRealPath(), "ids · ", "suite · ")
        .endsWith("HALT  3 rule sets: 1 halts, 2 pass\n");
  }

  @Test
  void reportsABrokenFileWithItsPlaceAndJudgesTheOthers() throws IOException {
    Path broken = write("broken.yaml", "ruleset: broken\nrules:\n  - rowz: \"id > 1\"\n");

    int exit = check(data.toString());

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err())
        .contains(broken + ":3:5: unknown key 'rowz'", "did you mean 'rows'?")
        .contains("sluice: broken: " + broken + " has 2 faults");
    assertThat(terminal.out())
        .contains("PASS  1 of 1 rule passed")
        .endsWith("ERROR  2 rule sets: 1 could not be judged, 1 passes\n");
  }

  @Test
  void refusesTwoRuleSetsOfOneName() throws IOException {
    Path first = write("a.yaml", "ruleset: money\nrules:\n  - rows: \"revenue > -9\"\n");
    Path second = write("b.yaml", "ruleset: money\nrules:\n  - rows: \"revenue > -9\"\n");

    int exit = check(data.toString());

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err())
        .contains("two rule files are named 'money': " + first + " and " + second);
  }

  @Test
  void tellsFilesOfOneNameInTwoDirectoriesApart() throws IOException {
    write("north/ids.yaml", "rules:\n  - expect_column_to_exist: {column: id}\n");

    assertThat(check("--quiet", data.toString())).isZero();
    assertThat(terminal.out())
        .contains("ids: PASS  1 of 1 rule passed\n", "north/ids: PASS  1 of 1 rule passed\n");
  }

  @Test
  void readsTheSourceOfEachRuleSetWhereNoDataIsNamed() throws IOException {
    Files.writeString(rules.resolve("own.csv"), "id\n1\n2\n3\n");
    write(
        "own.yaml",
        "source: {type: file, path: own.csv}\nrules:\n  - assert: \"row_count == 3\"\n");

    int exit = check();

    assertThat(exit).isEqualTo(64);
    assertThat(terminal.out()).contains("own.csv", "PASS  1 of 1 rule passed");
    assertThat(terminal.err()).contains("ids: no data: name a file");
  }

  @Test
  void takesAFileOnceHoweverOftenItIsNamed() {
    int exit = check("--rules", rules.resolve("ids.yaml").toString(), data.toString());

    assertThat(exit).isZero();
    assertThat(terminal.out()).containsOnlyOnce("ids · ").doesNotContain("rule sets");
  }

  @Test
  void writesOneJsonReportWithASectionForEach() throws IOException {
    write("broken.yaml", "ruleset: broken\nrules:\n  - rowz: \"id > 1\"\n");

    check("--format", "json", data.toString());

    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.path("decision").isNull()).isTrue();
    assertThat(report.path("success").asBoolean(true)).isFalse();
    JsonNode broken = report.path("ruleSets").get(0);
    assertThat(broken.path("error").path("faults").get(0).path("line").asInt()).isEqualTo(3);
    JsonNode ids = report.path("ruleSets").get(1);
    assertThat(ids.path("name").asText()).isEqualTo("ids");
    assertThat(ids.path("decision").asText()).isEqualTo("PASS");
    assertThat(ids.path("results").get(0).path("status").asText()).isEqualTo("PASSED");
  }

  @Test
  void refusesADirectoryWithoutRuleFiles() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));

    int exit = terminal.run("check", "--rules", empty.toString(), data.toString());

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).contains("no rule file", empty.toString());
  }

  @Test
  void refusesARuleFileThatIsNotText() throws IOException {
    Files.write(rules.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

    assertThat(check(data.toString())).isEqualTo(3);
    assertThat(terminal.err()).contains("binary.yaml: the file is not UTF-8 text");
  }
}
