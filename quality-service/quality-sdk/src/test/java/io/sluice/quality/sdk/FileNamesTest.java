package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files that steer terminals, look like patterns, or are inputs and outputs at once. */
@Timeout(120)
class FileNamesTest {

  private static final String DATA = "id\n1\n2\n";
  private static final String RULES = "rules:\n  - {id: there, rows: \"id > 0\"}\n";

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;
  private Path data;

  @BeforeEach
  void writeFiles() throws IOException {
    rules = write("r.yaml", RULES);
    data = write("data.csv", DATA);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private int check(Object... more) {
    String[] all = new String[more.length + 3];
    all[0] = "check";
    all[1] = "--rules";
    all[2] = rules.toString();
    for (int i = 0; i < more.length; i++) {
      all[i + 3] = more[i].toString();
    }
    return terminal.run(all);
  }

  @Test
  void namesDoNotSteerTheTerminal() throws IOException {
    Path steering = write("a\u001b[31m<b>.csv", DATA);
    Path broken = write("r\u001b[31m.yaml", "rules:\n  - rows: \"id >\"\n");
    Path loose = write("l\u001b[31m.yaml", "rules:\n      - rows: 'id > 0'\n");

    check(steering);
    check("--explain", steering);
    check(directory.resolve("none\u001b[31m.csv"));
    terminal.run("rules", "lint", broken.toString());
    terminal.run("rules", "format", "--check", loose.toString());
    terminal.run("rules", "format", broken.toString(), loose.toString());
    terminal.run("check", "--rules", directory.resolve("x\u001b[31m.yaml").toString());

    assertThat(terminal.out() + terminal.err()).doesNotContain("\u001b");
    assertThat(terminal.out())
        .contains(
            "a\\u001b[31m<b>.csv\n",
            "r\\u001b[31m.yaml:2",
            "formatted ",
            "not in form: " + directory + "/l\\u001b[31m.yaml");
    assertThat(terminal.err()).contains("none\\u001b[31m.csv", "x\\u001b[31m.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz[.csv", "zz{a.csv", "{a,{b}}.csv", "zz[b-a].csv", "[/x.csv", "*[.csv"})
  void aNameThatIsNoPatternIsAFileThatIsNotThere(String name) {
    int exit = check(directory.resolve(name));

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).contains("no such file: ", name).doesNotContain("unexpected");
  }

  @Test
  void aRuleSetsOwnSourceIsReadAsCarefully() throws IOException {
    rules = write("own.yaml", "source: {type: file, path: 'zz[.csv'}\n" + RULES);

    assertThat(check()).isEqualTo(3);
    assertThat(terminal.err()).contains("there is no file 'zz[.csv'").doesNotContain("unexpected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--junit", "--html"})
  void whatIsJudgedIsNotWrittenOver(String option) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.csv"), data);
    Path own = write("own.yaml", "source: {type: file, path: data.csv}\n" + RULES);

    assertThat(check(option, data, data)).isEqualTo(64);
    assertThat(check(option, link, data)).isEqualTo(64);
    assertThat(check(option, data, directory.resolve("d*.csv"))).isEqualTo(64);
    assertThat(check(option, data, data, directory.resolve("none.csv"))).isEqualTo(64);
    assertThat(check(option, rules, data)).isEqualTo(64);
    rules = own;
    assertThat(check(option, data)).isEqualTo(64);

    assertThat(data).hasContent(DATA);
    assertThat(directory.resolve("r.yaml")).hasContent(RULES);
    assertThat(terminal.err()).contains(option + ": " + link + " is read by this check");
  }

  @Test
  void twoReportsDoNotShareAFile() throws IOException {
    Path report = directory.resolve("report");
    Path same = directory.resolve("./report");

    assertThat(check("--json", report, "--html", same, data)).isEqualTo(64);
    assertThat(report).doesNotExist();
    write("report", "");
    assertThat(check("--json", report, "--junit", same, data)).isEqualTo(64);
    assertThat(report).isEmptyFile();
    assertThat(check("--json", report, "--junit", directory.resolve("other"), data)).isZero();
  }
}
