package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.sdk.client.GateDouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GateCommandTest {

  private static String evaluation(String status, String decision) {
    return """
    {"id":"e1","status":"%s","gate":"sales","batch":"2026-03-02","decision":%s,"proceed":%s,
     "reasons":[{"code":"RULE_FAILED","rule":"revenue-not-negative","message":"12 of 1200 rows"}],
     "decidedAt":"2026-03-02T06:00:00.123Z","validUntil":"2026-03-03T06:00:00Z","ruleSetVersion":4}
    """
        .formatted(
            status,
            decision.equals("-") ? "null" : '"' + decision + '"',
            decision.equals("PASS") || decision.equals("WARN"));
  }

  private GateDouble server;
  private TestTerminal terminal;

  @TempDir Path home;

  @BeforeEach
  void start() throws Exception {
    server = new GateDouble();
    terminal =
        new TestTerminal()
            .with("SLUICE_URL", server.url().toString())
            .with("SLUICE_TOKEN", "slu_t_x")
            .with("SLUICE_HOME", home.toString());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1} exits with {3} under {2}")
  @CsvSource({
    "DECIDED,   PASS, '',              0",
    "DECIDED,   WARN, '',              0",
    "DECIDED,   WARN, --warn-exit=9,   9",
    "DECIDED,   PASS, --warn-exit=9,   0",
    "DECIDED,   HALT, --warn-exit=9,   2",
    "ERROR,     -,    '',              3",
    "CANCELLED, -,    '',              3",
    "EXPIRED,   -,    '',              4",
  })
  void exitsByTheDecision(String status, String decision, String option, int code) {
    server.answers(200, evaluation(status, decision));

    int exit =
        option.isEmpty()
            ? terminal.run("gate", "ask", "sales", "--batch", "2026-03-02")
            : terminal.run("gate", "ask", "sales", "--batch", "2026-03-02", option);

    assertThat(exit).isEqualTo(code);
  }

  @ParameterizedTest(name = "HTTP {0} exits with {1}")
  @CsvSource({"400, 3", "401, 77", "403, 77", "404, 3", "409, 3", "422, 3", "500, 3"})
  void exitsByTheProblem(int status, int code) {
    server.answers(status, "{\"title\":\"The title\",\"detail\":\"The detail\"}");

    int exit = terminal.run("gate", "ask", "sales", "--batch", "b");

    assertThat(exit).isEqualTo(code);
    assertThat(terminal.err()).contains("The title: The detail");
    assertThat(terminal.out()).isEmpty();
  }

  @ParameterizedTest(name = "{0} is wrong usage")
  @CsvSource({
    "''",
    "nonsense",
    "gate",
    "gate nonsense",
    "gate ask",
    "gate ask sales",
    "gate ask sales --batch b --wait 99",
    "gate ask sales --batch b --wait x",
    "gate ask sales --batch b --timeout soon",
    "gate ask sales --batch b --warn-exit 256",
    "gate ask sales --batch b --format yaml",
    "gate ask sales --batch b --run not-a-uuid --job a/b",
    "gate ask sales --batch b --job a/b",
    "gate ask sales --batch b --batch-time yesterday",
    "gate ask sales --batch b --source-file -",
    "gate status",
    "gate decision sales",
    "gate rules",
    "gate rules put sales -",
    "gate release h1",
    "check",
    "check --rules r.yaml -",
    "check --rules - data.csv",
    "check --rules r.yaml --threads 0 data.csv",
    "check --rules r.yaml --memory 5 data.csv",
    "check --rules r.yaml --result-format LOUD data.csv",
  })
  void refusesWrongUsage(String line) throws IOException {
    Path rules = Files.writeString(home.resolve("r.yaml"), "rules: []\n");
    String[] args =
        line.isEmpty() ? new String[0] : line.replace("r.yaml", rules.toString()).split(" ");

    int exit = terminal.run(args);

    assertThat(exit).isEqualTo(64);
    assertThat(terminal.err()).isNotBlank();
    assertThat(terminal.out()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "check --help",
    "gate --help",
    "gate ask --help",
    "gate status --help",
    "gate decision --help",
    "gate rules --help",
    "gate rules put --help",
    "gate rules get --help",
    "gate halts --help",
    "gate release --help",
  })
  void helpsEverywhere(String line) {
    int exit = terminal.run(line.split(" "));

    assertThat(exit).isZero();
    assertThat(terminal.out()).contains("Usage: sluice");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void exitsWithTimeoutWhenTheDeadlinePasses() {
    String location = server.url() + "/api/quality/v1/evaluations/e1";
    server.answers(202, Map.of("Location", location, "Retry-After", "60"), "{}");

    int exit = terminal.run("gate", "ask", "sales", "--batch", "b", "--timeout", "5s");

    assertThat(exit).isEqualTo(4);
    assertThat(terminal.err()).contains("deadline").contains("--timeout");
  }

  @Test
  void exitsWithTimeoutForAnEvaluationWithoutDecision() {
    server.answers(202, evaluation("RUNNING", "-"));

    int exit = terminal.run("gate", "status", "e1");

    assertThat(exit).isEqualTo(4);
    assertThat(terminal.out()).startsWith("RUNNING  sales  batch 2026-03-02");
  }

  @Test
  void namesTheAddressThatNothingAnswersAt() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    terminal.with("SLUICE_URL", "http://127.0.0.1:" + free);

    int exit = terminal.run("gate", "halts");

    assertThat(exit).isEqualTo(3);
    assertThat(terminal.err()).contains("http://127.0.0.1:" + free).contains("sluice up");
  }

  @Test
  void findsThePlatformOfItsHomeAndUsesItsAdminToken() throws IOException {
    Files.createDirectories(home.resolve("run"));
    Files.createDirectories(home.resolve("secrets"));
    Files.writeString(home.resolve("run/platform.json"), "{\"url\":\"" + server.url() + "/\"}");
    Files.writeString(home.resolve("secrets/admin.token"), "slu_a_local\n");
    server.answers(200, "{\"items\":[],\"nextCursor\":null}");

    int exit = terminal.with("SLUICE_URL", "").with("SLUICE_TOKEN", "").run("gate", "halts");

    assertThat(exit).isZero();
    assertThat(terminal.out()).isEqualTo("Nothing is halted." + System.lineSeparator());
    assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer slu_a_local");
  }

  @Test
  void givesTheLocalAdminTokenToNoOtherPlatform() throws IOException {
    Files.createDirectories(home.resolve("secrets"));
    Files.writeString(home.resolve("secrets/admin.token"), "slu_a_local\n");
    server.answers(401, "{\"title\":\"Unauthorized\"}");

    int exit = terminal.with("SLUICE_TOKEN", "").run("gate", "halts");

    assertThat(exit).isEqualTo(77);
    assertThat(server.requests().get(0).header("Authorization")).isEmpty();
  }

  @Test
  void printsTheDecisionAndWhy() {
    server.answers(200, evaluation("DECIDED", "HALT"));

    terminal.run("gate", "ask", "sales", "--batch", "2026-03-02");

    assertThat(terminal.out())
        .isEqualTo(
            """
            HALT  sales  batch 2026-03-02
              RULE_FAILED  revenue-not-negative  12 of 1200 rows
            evaluation e1 · rules v4 · decided 2026-03-02T06:00:00Z · valid until 2026-03-03T06:00:00Z
            """);
  }

  @Test
  void printsNothingButTheServersJsonIfAsked() {
    server.answers(200, evaluation("DECIDED", "HALT"));

    int exit = terminal.run("gate", "ask", "sales", "--batch", "b", "--format", "json");

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out()).startsWith("{").contains("\"decision\" : \"HALT\"");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void savesRulesAsTheYamlTheyAre() throws IOException {
    Path file = Files.writeString(home.resolve("r.yaml"), "rules: []  # ü\n");
    server.answers(201, "{\"name\":\"sales\",\"version\":5}");

    int exit = terminal.run("gate", "rules", "put", "sales", file.toString());

    assertThat(exit).isZero();
    assertThat(terminal.out()).isEqualTo("sales is at version 5" + System.lineSeparator());
    assertThat(server.requests().get(0).method()).isEqualTo("PUT");
    assertThat(server.requests().get(0).header("Content-Type")).isEqualTo("application/yaml");
    assertThat(server.requests().get(0).body()).isEqualTo("rules: []  # ü\n");
  }

  @Test
  void releasesWithTheReason() {
    server.answers(200, "{\"id\":\"h1\",\"gate\":\"sales\",\"endedAt\":\"2026-03-02T07:00:00Z\"}");

    int exit = terminal.run("gate", "release", "h1", "--reason", "confirmed \"ok\"");

    assertThat(exit).isZero();
    assertThat(server.requests().get(0).path()).isEqualTo("/api/quality/v1/halts/h1/release");
    assertThat(server.requests().get(0).body()).isEqualTo("{\"reason\":\"confirmed \\\"ok\\\"\"}");
  }
}
