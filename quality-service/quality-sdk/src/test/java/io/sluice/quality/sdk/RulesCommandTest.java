package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RulesCommandTest {

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private int rules(Object... args) {
    String[] all = new String[args.length + 1];
    all[0] = "rules";
    for (int i = 0; i < args.length; i++) {
      all[i + 1] = args[i].toString();
    }
    return terminal.run(all);
  }

  @Test
  void lintShowsEveryFaultWhereItStands() throws IOException {
    Path file =
        write(
            "sales.yaml",
            """
            ruleset: sales
            rules:
              - rows: "revenue >="
              - expect_column_values_to_be_betwen: {column: a}
              - expect_column_values_to_be_between: {column: a, min_valu: 1}
            """);

    int exit = rules("lint", file);

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.out())
        .contains(file + ":3:5: ", file + ":4:5: ", file + ":5:5: ")
        .contains("did you mean 'expect_column_values_to_be_between'?", "did you mean 'min_value'?")
        .endsWith("1 file, 3 rules: 3 errors\n");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void lintChecksColumnsAndTypesOfData() throws IOException {
    Path data = write("data.csv", "id,name\n1,x\n");
    Path file = write("sales.yaml", "rules:\n  - rows: \"nam == 'x'\"\n  - rows: \"name > 1\"\n");

    assertThat(rules("lint", file)).isZero();
    assertThat(rules("lint", "--data", data, file)).isEqualTo(3);
    assertThat(terminal.out()).contains("did you mean 'name'?", "1 file, 2 rules: 2 errors");
  }

  @Test
  void lintTakesColumnsFromASchemaFile() throws IOException {
    Path schema = write("schema.yml", "columns: {id: integer, at: date}\n");
    Path file = write("sales.yaml", "rules:\n  - rows: \"att != null\"\n");

    assertThat(rules("lint", "--schema", schema, file)).isEqualTo(3);
    assertThat(terminal.out()).contains("did you mean 'at'?");
    assertThat(rules("lint", "--schema", write("bad.yml", "columns: {id: whole}"), file))
        .isEqualTo(3);
    assertThat(terminal.err()).contains("cannot read columns", "unknown type 'whole'");
  }

  @Test
  void lintTakesTheValuesOfParameters() throws IOException {
    Path file =
        write(
            "suite.json",
            """
            {"name": "s", "expectations": [{"type": "expect_column_max_to_be_between",
              "kwargs": {"column": "a", "max_value": {"$PARAMETER": "lim"}}}]}
            """);

    assertThat(rules("lint", file)).isEqualTo(3);
    assertThat(rules("lint", "--param", "lim=9", file)).isZero();
  }

  @Test
  void aQuoteThatIsNotClosedHasAPlace() throws IOException {
    Path file = write("open.yaml", "rules:\n  - rows: \"a > 1\n");

    assertThat(rules("lint", file)).isEqualTo(3);
    assertThat(terminal.out() + terminal.err()).contains(file + ":3:1: not YAML: ");
  }

  @Test
  void lintWarnsOfARuleThatIsThereTwice() throws IOException {
    Path file =
        write(
            "sales.yaml",
            "rules:\n  - expect_column_to_exist: {column: a}\n"
                + "  - id: again\n    expect_column_to_exist: {column: a}\n");

    assertThat(rules("lint", file)).isZero();
    assertThat(terminal.out())
        .contains(file + ":3:5: warning: 'again': it judges the same as 'a:column_to_exist'")
        .endsWith("1 file, 2 rules: no error, 1 warning\n");
    assertThat(rules("lint", "--strict", file)).isEqualTo(3);
  }

  @Test
  void lintAnswersInJson() throws IOException {
    Path file = write("sales.yaml", "rules:\n  - rowz: \"a\"\n");

    assertThat(rules("lint", "--json", file)).isEqualTo(3);

    JsonNode found = new ObjectMapper().readTree(terminal.out()).path("files").get(0);
    assertThat(found.path("file").asText()).isEqualTo(file.toString());
    assertThat(found.path("errors").get(0).path("line").asInt()).isEqualTo(2);
    assertThat(found.path("errors").get(0).path("hint").asText()).contains("rows");
  }

  @Test
  void formatRewritesWhatIsNotInFormAndLeavesTheRest() throws IOException {
    Path messy = write("messy.yaml", "rules:\n- {rows: 'a > 1', id: x} # why\n");
    Path tidy = write("tidy.yaml", "rules:\n  - rows: \"a > 1\"\n");
    Path suite = write("suite.json", "{\"expectations\": []}");

    assertThat(rules("format", "--check", directory)).isEqualTo(3);
    assertThat(messy).hasContent("rules:\n- {rows: 'a > 1', id: x} # why\n");
    assertThat(rules("format", directory)).isZero();
    assertThat(messy).hasContent("rules:\n  - id: x  # why\n    rows: \"a > 1\"\n");
    assertThat(tidy).hasContent("rules:\n  - rows: \"a > 1\"\n");
    assertThat(suite).hasContent("{\"expectations\": []}");
    assertThat(terminal.out())
        .contains("not in form: " + messy, "formatted " + messy, "1 file in form already");
    assertThat(rules("format", "--check", directory)).isZero();
  }

  @Test
  void formatRefusesWhatItCouldNotKeep() throws IOException {
    String anchored = "rules:\n  - rows: &x \"a > 1\"\n  - rows: *x\n";
    Path file = write("anchored.yaml", anchored);

    assertThat(rules("format", file)).isEqualTo(3);
    assertThat(terminal.err()).contains("left as it is", "anchor");
    assertThat(file).hasContent(anchored);
  }

  @Test
  void formatShowsTheFaultsOfWhatIsNoRuleSet() throws IOException {
    Path file = write("broken.yaml", "rules:\n  - a: [\n");

    assertThat(rules("format", file)).isEqualTo(3);
    assertThat(terminal.err()).contains(file + ":", "not YAML");
  }

  @Test
  void asksForACommand() {
    assertThat(rules()).isEqualTo(64);
    assertThat(rules("lint")).isEqualTo(64);
    assertThat(rules("lint", directory.resolve("nowhere.yaml"))).isEqualTo(3);
    assertThat(terminal.err()).contains("no such rule file").doesNotContain("unexpected failure");
  }

  @Test
  void lintSaysHowTrulyTheRulesOfASuiteAreJudged() throws IOException {
    Path suite =
        write(
            "suite.json",
            """
            {"name": "s", "expectations": [
              {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "a"}}]}
            """);

    assertThat(rules("lint", suite)).isZero();
    assertThat(terminal.out()).contains("a:column_values_to_not_be_null: exact");
  }
}
