package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.sdk.client.GateDouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LineageCommandTest {

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import",
        "dead-letters",
        "dead-letters replay",
        "rebuild",
        "replay",
        "conformance",
        "graph"
      })
  void saysWhatEachCommandIsFor(String command) {
    String[] words = ("lineage " + command + " --help").split(" ");

    assertThat(terminal.run(words)).isZero();

    assertThat(terminal.out()).contains("Usage:");
  }

  @Test
  void importsWhatFilesOfEveryFormHoldInTheOrderOfTheirNames() throws IOException {
    Path directory = Files.createDirectory(home.resolve("events"));
    Files.writeString(directory.resolve("1.json"), "{\"n\":1.10}");
    Files.writeString(directory.resolve("2.json"), "[{\"n\":2},{\"n\":3}]");
    Files.writeString(directory.resolve("3.ndjson"), "{\"n\":4}\n\n{\"n\":5}\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("4.json.gz")))) {
      out.write("{\"n\":6}\n{\"n\":7}".getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(directory.resolve("README.md"), "not events");
    server.answers(204, "");

    int exit = terminal.run("lineage", "import", directory.toString());

    assertThat(exit).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("7 taken, 0 refused.");
    GateDouble.Request request = server.requests().get(0);
    assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/lineage/batch");
    assertThat(request.header("Authorization")).isEqualTo("Bearer slu_t_x");
    assertThat(request.body())
        .isEqualTo("[{\"n\":1.10},{\"n\":2},{\"n\":3},{\"n\":4},{\"n\":5},{\"n\":6},{\"n\":7}]");
  }

  @Test
  void tellsWhichEventsOfAnImportAreRefusedAndAsksABusyServerAgain() throws IOException {
    Path file = Files.writeString(home.resolve("some.ndjson"), "{\"n\":1}\n{broken\n{\"n\":2}\n");
    server
        .answers(503, Map.of("Retry-After", "0"), "{\"title\":\"busy\"}")
        .answers(
            200,
            """
            {"status":"partial_success","summary":{"received":2,"successful":1,"failed":1},
             "failed_events":[{"index":1,"reason":"no job","retriable":false}]}
            """);

    int exit = terminal.run("lineage", "import", file.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out()).contains("1 taken, 2 refused.");
    assertThat(terminal.err())
        .contains("some.ndjson:2: not JSON")
        .contains("some.ndjson:3: no job");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void findsTheOneEventThatTheServerCannotEvenRead() throws IOException {
    Path file = Files.writeString(home.resolve("some.json"), "[{\"n\":1},{\"bomb\":2}]");
    server
        .answers(400, "{\"title\":\"not JSON\"}")
        .answers(204, "")
        .answers(400, "{\"title\":\"too deep\"}");

    int exit = terminal.run("lineage", "import", file.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out()).contains("1 taken, 1 refused.");
    assertThat(terminal.err()).contains("some.json#2: too deep");
  }

  @Test
  void exitsWithAnErrorWhenThereIsNoFileOrNoToken() throws IOException {
    Path file = Files.writeString(home.resolve("one.json"), "{}");
    server.answers(401, "{\"title\":\"Who are you\"}");

    assertThat(terminal.run("lineage", "import", home.resolve("none.json").toString()))
        .isEqualTo(3);
    assertThat(terminal.run("lineage", "import", file.toString())).isEqualTo(77);
    assertThat(terminal.run("lineage")).isEqualTo(64);
  }

  @Test
  void listsDeadLettersAndTriesThemAgain() throws IOException {
    String letters =
        """
        {"items":[
          {"id":3,"receivedAt":"2026-01-02T00:00:00Z","code":"UNPARSEABLE","subject":"token:etl",
           "detail":"not JSON","replayedAt":null},
          {"id":2,"receivedAt":"2026-01-01T00:00:00Z","code":"NOT_AN_EVENT","subject":"token:etl",
           "detail":"mended","replayedAt":"2026-01-03T00:00:00Z"},
          {"id":1,"receivedAt":"2026-01-01T00:00:00Z","code":"NOT_AN_EVENT","subject":"token:etl",
           "detail":"no job","replayedAt":null}],"nextCursor":null}
        """;
    server
        .answers(200, letters)
        .answers(200, letters)
        .answers(400, "{\"title\":\"still none\"}")
        .answers(200, "{\"id\":3,\"position\":17}");

    assertThat(terminal.run("lineage", "dead-letters")).isZero();
    assertThat(terminal.out()).contains("no job").contains("not JSON").doesNotContain("mended");
    assertThat(terminal.run("lineage", "dead-letters", "replay", "--all")).isEqualTo(2);

    assertThat(terminal.out()).contains("3 is in the log at position 17");
    assertThat(terminal.out()).contains("1 taken, 1 refused again.");
    assertThat(terminal.err()).contains("1: still none");
    assertThat(server.requests().get(2).path()).isEqualTo("/api/lineage/v1/dead-letters/1/replay");
  }

  @Test
  void sendsTheMendedEventOfADeadLetter() throws IOException {
    Path mended = Files.writeString(home.resolve("mended.json"), "{\"job\":{}}");
    server.answers(200, "{\"id\":7,\"position\":8}");

    assertThat(terminal.run("lineage", "dead-letters", "replay", "7", "--with", mended.toString()))
        .isZero();

    assertThat(server.requests().get(0).body()).isEqualTo("{\"job\":{}}");
    assertThat(terminal.run("lineage", "dead-letters", "replay")).isEqualTo(64);
  }

  @Test
  void followsARebuildToItsEndAndSaysWhatDiffers() {
    server
        .answers(202, "{\"id\":5,\"state\":\"WAITING\",\"tables\":[],\"equal\":null}")
        .answers(200, "{\"id\":5,\"state\":\"REPLAYING\",\"position\":10,\"total\":20}")
        .answers(
            200,
            """
            {"id":5,"state":"DONE","position":20,"equal":false,"tables":[
              {"table":"edge","rows":4,"liveRows":5,"equal":false,"missing":[],
               "unfounded":["(a,b)"]},
              {"table":"run","rows":9,"liveRows":9,"equal":true,"missing":[],"unfounded":[]}]}
            """);

    int exit = terminal.run("lineage", "rebuild", "--verify");

    assertThat(exit).isEqualTo(2);
    assertThat(server.requests().get(0).body()).isEqualTo("{\"verify\":true}");
    assertThat(server.requests().get(1).path()).isEqualTo("/api/lineage/v1/projection/rebuilds/5");
    assertThat(terminal.out())
        .contains("NOT EQUAL edge: 4 rows from the log, 5 live")
        .contains("the live one has (a,b)")
        .contains("run: 9 rows from the log, 9 live")
        .contains("at position 20");
  }

  @Test
  void saysThatARebuildThatFailedChangedNothing() {
    server
        .answers(202, "{\"id\":5,\"state\":\"WAITING\"}")
        .answers(200, "{\"id\":5,\"state\":\"FAILED\",\"error\":\"disk full\"}");

    assertThat(terminal.run("lineage", "rebuild")).isEqualTo(3);

    assertThat(terminal.err()).contains("disk full").contains("it is as it was");
  }

  @Test
  void writesTheEventsOfARangeWithEveryDigit() throws IOException {
    Path out = home.resolve("out.ndjson");
    server
        .answers(200, "{\"items\":[{\"position\":4,\"event\":{\"n\":1.10}}],\"nextCursor\":\"4\"}")
        .answers(200, "{\"items\":[],\"nextCursor\":null}");

    int exit =
        terminal.run(
            "lineage",
            "replay",
            "--out",
            out.toString(),
            "--after",
            "3",
            "--since",
            "2026-01-01T00:00:00Z");

    assertThat(exit).isZero();
    assertThat(out).hasContent("{\"n\":1.10}");
    assertThat(server.requests().get(0).path())
        .contains("after=3")
        .contains("since=2026-01-01T00%3A00%3A00Z");
    assertThat(server.requests().get(1).path()).contains("cursor=4");
  }

  @Test
  void postsTheEventsOfTheLogToAnotherBackend() throws Exception {
    server.answers(
        200,
        "{\"items\":[{\"position\":1,\"event\":{\"n\":1}},{\"position\":2,\"event\":{\"n\":2}}],"
            + "\"nextCursor\":null}");
    try (GateDouble backend = new GateDouble()) {
      backend.answers(201, "").answers(422, "{}");
      terminal.with("THEIR_TOKEN", "theirs");

      int exit =
          terminal.run(
              "lineage",
              "replay",
              "--to",
              backend.url().toString(),
              "--to-token-env",
              "THEIR_TOKEN");

      assertThat(exit).isEqualTo(2);
      assertThat(terminal.err()).contains("2 events sent, 1 refused.");
      assertThat(backend.requests().get(0).path()).isEqualTo("/api/v1/lineage");
      assertThat(backend.requests().get(0).header("Authorization")).isEqualTo("Bearer theirs");
    }
    assertThat(terminal.run("lineage", "replay")).isEqualTo(64);
  }

  @Test
  void looksAtTheEventsOfAFileWithoutSendingThem() throws IOException {
    Path file = Files.writeString(home.resolve("some.ndjson"), "{\"n\":1}\n{\"n\":2}\n");
    server
        .answers(
            200,
            "{\"accepted\":true,\"refusal\":null,\"warnings\":[{\"pointer\":\"/run/runId\","
                + "\"code\":\"RUN_ID\",\"message\":\"no UUID\"}]}")
        .answers(
            200,
            "{\"accepted\":false,\"refusal\":{\"code\":\"NOT_AN_EVENT\",\"pointer\":\"\","
                + "\"message\":\"no job\"},\"warnings\":[]}");

    int exit = terminal.run("lineage", "conformance", file.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out())
        .contains("some.ndjson:1  RUN_ID  /run/runId no UUID")
        .contains("some.ndjson:2  NOT_AN_EVENT")
        .contains("2 events, 1 warnings, 1 refused.");
  }

  @Test
  void drawsTheTreeOfANode() {
    server.answers(
        200,
        """
        {"graph":[
          {"id":"dataset:d:a","inEdges":[],"outEdges":[
            {"origin":"dataset:d:a","destination":"job:j:x"}]},
          {"id":"job:j:x","inEdges":[{"origin":"dataset:d:a","destination":"job:j:x"}],"outEdges":[
            {"origin":"job:j:x","destination":"dataset:d:b"},
            {"origin":"job:j:x","destination":"dataset:d:c"}]},
          {"id":"dataset:d:b","inEdges":[],"outEdges":[
            {"origin":"dataset:d:b","destination":"job:j:x"}]}]}
        """);

    assertThat(terminal.run("lineage", "graph", "dataset:d:a")).isZero();

    assertThat(terminal.out())
        .isEqualToIgnoringNewLines(
            """
            dataset:d:a
            └─ job:j:x
               ├─ dataset:d:b
               │  └─ job:j:x (see above)
               └─ dataset:d:c
            """);
    assertThat(terminal.run("lineage", "graph", "nothing")).isEqualTo(64);
  }
}
