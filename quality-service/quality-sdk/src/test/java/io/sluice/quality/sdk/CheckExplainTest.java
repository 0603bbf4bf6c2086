package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.quality.sdk.check.SqlLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CheckExplainTest {

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;
  private Path data;

  @BeforeEach
  void writeFiles() throws IOException {
    data = Files.writeString(directory.resolve("data.csv"), "id,revenue\n1,10\n2,-3\n");
    rules =
        Files.writeString(
            directory.resolve("rules.yaml"),
            """
            rules:
              - id: positive
                rows: "revenue >= 0"
              - id: unique
                expect_column_values_to_be_unique: {column: id}
              - id: off
                rows: "id > 0"
                enabled: false
            """);
  }

  @Test
  void showsEachStatementWithTheRulesItAnswersAndJudgesNothing() {
    int exit = terminal.run("check", "--rules", rules.toString(), "--explain", data.toString());

    assertThat(exit).isZero();
    assertThat(terminal.out())
        .contains("Scan for positive", "   SELECT", "Group by for unique", "note: off is disabled")
        .contains("\n1 scan · 1 group-by · ")
        .doesNotContain("FAILED", "HALT");
  }

  @Test
  void explainsInJson() throws IOException {
    terminal.run(
        "check", "--rules", rules.toString(), "--explain", "--format", "json", data.toString());

    JsonNode plan = new ObjectMapper().readTree(terminal.out());
    assertThat(plan.path("scans").asInt()).isEqualTo(1);
    assertThat(plan.path("groupBys").asInt()).isEqualTo(1);
    assertThat(plan.path("statements").findValuesAsText("text"))
        .anyMatch(sql -> sql.contains("SELECT"));
    assertThat(plan.has("decision")).isFalse();
  }

  @Test
  void reportsNothingThatItDidNotJudge() {
    Path page = directory.resolve("r.html");

    int exit =
        terminal.run(
            "check",
            "--rules",
            rules.toString(),
            "--explain",
            "--html",
            page.toString(),
            data.toString());

    assertThat(exit).isEqualTo(64);
    assertThat(page).doesNotExist();
  }

  @Test
  void breaksStatementsIntoLinesWithoutChangingThem() {
    String sql =
        "SELECT count(*), min(\"a, FROM b\"), ', ''FROM x' FROM (SELECT a, b FROM t) WHERE x";

    assertThat(SqlLines.of(sql))
        .isEqualTo(
            "SELECT count(*),\n  min(\"a, FROM b\"),\n  ', ''FROM x'\nFROM (SELECT a, b FROM t)\nWHERE x");
  }
}
