package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a table is named on the command line; what is judged in it is tested with the engine. */
class CheckTableTest {

  private static final String NOBODY_LISTENS = "jdbc:postgresql://localhost:1/shop";

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;

  @BeforeEach
  void writeRules() throws IOException {
    rules = write("rules.yaml", "rules:\n  - rows: 'amount >= 0'\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private int check(Path ruleFile, String... more) {
    List<String> args = new ArrayList<>(List.of("check", "--rules", ruleFile.toString()));
    args.addAll(List.of(more));
    return terminal.run(args.toArray(String[]::new));
  }

  @Test
  void callsTheDatabaseThatIsNamed() {
    terminal.with("SLUICE_DB_PASSWORD", "hunter2");

    int exit =
        check(
            rules, "--connection", NOBODY_LISTENS, "--user", "reader", "--table", "public.orders");

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err())
        .contains("the database at localhost:1/shop cannot be reached")
        .doesNotContain("hunter2");
  }

  @Test
  void takesThePasswordFromAFile() throws IOException {
    Path password = write("password", "hunter2\n");

    check(
        rules,
        "--connection",
        NOBODY_LISTENS,
        "--user",
        "reader",
        "--query",
        "SELECT 1 AS amount",
        "--password-file",
        password.toString());

    assertThat(terminal.err()).contains("cannot be reached").doesNotContain("hunter2");
  }

  @Test
  void looksNamesUpInAFileOfConnections() throws IOException {
    Path own =
        write(
            "own.yaml",
            """
            source: {type: table, connection: warehouse, table: public.orders}
            rules:
              - rows: 'amount >= 0'
            """);
    Path connections =
        write(
            "connections.yaml",
            """
            warehouse: {url: "%s", user: reader, password: {env: SHOP_PASSWORD}}
            open: {url: "%s", user: reader, password: hunter2}
            """
                .formatted(NOBODY_LISTENS, NOBODY_LISTENS));

    check(own, "--connections", connections.toString());
    assertThat(terminal.err()).contains("there is no password where it says");

    terminal.with("SHOP_PASSWORD", "hunter2");
    check(own, "--connections", connections.toString());
    assertThat(terminal.err()).contains("cannot be reached");

    check(own);
    assertThat(terminal.err()).contains("there is no connection 'warehouse'");

    check(own, "--connections", connections.toString(), "--connection", "open");
    assertThat(terminal.err()).contains("not written here").doesNotContain("hunter2");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(check(rules, "--table", "orders")).isEqualTo(64);
    assertThat(check(rules, "--connection", NOBODY_LISTENS, "--table", "orders")).isEqualTo(64);
    assertThat(
            check(rules, "--connection", NOBODY_LISTENS, "--user", "reader", "--table", "orders"))
        .isEqualTo(64);
    assertThat(terminal.err()).contains("--connection", "--user is missing", "SLUICE_DB_PASSWORD");
    assertThat(
            check(
                rules,
                "--connection",
                "jdbc:postgresql://reader:hunter2@localhost/shop",
                "--table",
                "orders"))
        .isEqualTo(64);
    assertThat(terminal.err()).doesNotContain("hunter2");
  }
}
