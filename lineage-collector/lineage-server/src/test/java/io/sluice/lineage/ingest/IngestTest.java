package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IngestTest extends LineageServerTest {

  private static final String TIME = "2026-01-01T00:00:00Z";

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/lineage", "/api/v1/lineage/"})
  void answers201WithAnEmptyBodyAndThePosition(String path) {
    Answer answer = Api.post(path, event(), TestTokens.of("runner"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.response().headers().firstValue("content-length")).contains("0");
    assertThat(answer.position()).isPositive();
  }

  @Test
  void keepsADuplicateOnce() {
    String event = event();

    long first = Api.emit(event).position();
    Answer second = Api.emit(event);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.position()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{}",
        "[]",
        "{\"eventTime\":\"2026-01-01T00:00:00Z\",\"job\":{\"namespace\":\"n\",\"name\":\"a\\u0000b\"}}",
        "{\"eventTime\":\"2026-01-01T00:00:00Z\",\"job\":{\"namespace\":\"n\",\"name\":\"j\"},"
            + "\"inputs\":[{\"namespace\":\"n\",\"name\":\"a\\u0000b\"}]}",
        "{\"eventTime\":\"yesterday\",\"job\":{\"namespace\":\"n\",\"name\":\"j\"}}"
      })
  void refusesWhatIsNoEventAndKeepsItAsADeadLetter(String body) {
    Answer answer = Api.emit(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.json().get("type").asText()).endsWith("/not-a-lineage-event");
    assertThat(answer.json().has("pointer")).isTrue();
    JsonNode letter = Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0");
    assertThat(letter.get("code")).isEqualTo(answer.json().get("code"));
    assertThat(letter.get("subject").asText()).isEqualTo("token:runner");
  }

  @Test
  void keepsAnEventThatHasADatasetWithoutName() {
    String run = UUID.randomUUID().toString();
    String event =
        Events.run("START", TIME, run, "j", "[{\"namespace\":\"data\",\"name\":\"\"}]", "ok");

    assertThat(Api.emit(event).status()).isEqualTo(201);
    assertThat(Api.get("/api/lineage/v1/runs/" + run).json().get("inputs")).isEmpty();
  }

  @Test
  void readsGzip() throws IOException {
    Answer answer =
        Api.post(
            "/api/v1/lineage",
            gzip(event().getBytes(StandardCharsets.UTF_8)),
            TestTokens.of("runner"),
            "Content-Encoding",
            "gzip");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void stopsAGzipBomb() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);

    Answer answer =
        Api.post("/api/v1/lineage", bomb, TestTokens.of("runner"), "Content-Encoding", "gzip");

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    byte[] large = new byte[9 << 20];

    assertThat(tooLarge(large)).isTrue();
  }

  @Test
  void refusesGzipThatIsNone() {
    Answer answer =
        Api.post("/api/v1/lineage", event(), TestTokens.of("runner"), "Content-Encoding", "gzip");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void takesAWholeBatchWith204() {
    Answer answer =
        Api.post(
            "/api/v1/lineage/batch", "[" + event() + "," + event() + "]", TestTokens.of("runner"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.position()).isPositive();
  }

  @Test
  void takesTheGoodEventsOfABatchAndNamesTheBad() {
    Answer answer =
        Api.post(
            "/api/v1/lineage/batch",
            "[" + event() + ",{\"x\":1}," + event() + "]",
            TestTokens.of("runner"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").asText()).isEqualTo("partial_success");
    assertThat(answer.json().get("summary").toString())
        .isEqualTo(
            "{\"received\":3,\"successful\":2,\"failed\":1,\"retriable\":0,\"non_retriable\":1}");
    assertThat(answer.json().at("/failed_events/0/index").asInt()).isEqualTo(1);
    assertThat(answer.json().at("/failed_events/0/retriable").asBoolean()).isFalse();
  }

  @Test
  void givesManySendersAtOnceDistinctPositions() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(64);
    try {
      List<Callable<Long>> posts =
          IntStream.range(0, 256)
              .<Callable<Long>>mapToObj(i -> () -> Api.emit(event()).position())
              .toList();

      Set<Long> positions =
          senders.invokeAll(posts).stream().map(IngestTest::get).collect(Collectors.toSet());

      assertThat(positions).hasSize(256);
    } finally {
      senders.shutdownNow();
    }
  }

  @Test
  void refusesAScopedTokenAnOutputOutsideItsScopeAndStoresNothing() {
    String run = UUID.randomUUID().toString();
    String token = TestTokens.scoped("runner", "data", "mine/*");

    Answer outside =
        Api.post("/api/v1/lineage", Events.run("START", TIME, run, "j", "", "theirs"), token);

    assertThat(outside.status()).isEqualTo(403);
    assertThat(outside.json().at("/dataset/name").asText()).isEqualTo("theirs");
    assertThat(Api.get("/api/lineage/v1/runs/" + run).status()).isEqualTo(404);
  }

  @Test
  void takesFromAScopedTokenWhatItsScopeCovers() {
    String event = Events.run("START", TIME, UUID.randomUUID().toString(), "j", "theirs", "mine/a");

    Answer inside =
        Api.post("/api/v1/lineage", event, TestTokens.scoped("runner", "data", "mine/*"));

    assertThat(inside.status()).isEqualTo(201);
  }

  @Test
  void refusesToReplayWhatIsStillNoEvent() {
    Api.emit("{\"still\":\"nothing\"}");
    long id = Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0/id").asLong();

    Answer answer =
        Api.post("/api/lineage/v1/dead-letters/" + id + "/replay", "", TestTokens.of("steward"));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void keepsSecretsOutOfDeadLetters() {
    Api.emit("{\"password\":\"hunter2\"}");
    long id = Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0/id").asLong();

    Answer letter =
        Api.method("GET", "/api/lineage/v1/dead-letters/" + id, TestTokens.of("steward"));

    assertThat(letter.status()).isEqualTo(200);
    assertThat(letter.json().get("body").asText()).isEqualTo("{\"password\":\"***\"}");
  }

  @Test
  void keepsTheTraceOfTheRequestWithTheRun() {
    String run = UUID.randomUUID().toString();
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String facets = "{\"nominalTime\":{\"nominalStartTime\":\"2026-01-01T00:00:00Z\"}}";

    Api.post(
        "/api/v1/lineage",
        Events.run("START", TIME, run, "j", "", "", facets),
        TestTokens.of("runner"),
        "traceparent",
        "00-" + trace + "-b7ad6b7169203331-01");

    assertThat(Api.get("/api/lineage/v1/runs/" + run).json().at("/traceIds/0").asText())
        .isEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "auditor"})
  void refusesToEmitForThoseWhoMayOnlyRead(String role) {
    assertThat(Api.post("/api/v1/lineage", event(), TestTokens.of(role)).status()).isEqualTo(403);
  }

  private static boolean tooLarge(byte[] body) {
    try {
      return Api.post("/api/v1/lineage", body, TestTokens.of("runner")).status() == 413;
    } catch (IllegalStateException closed) {
      // The server may close the connection before the client has sent all.
      return true;
    }
  }

  private static Long get(Future<Long> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String event() {
    return Events.run("START", TIME, UUID.randomUUID().toString(), "j", "a", "b");
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }
}
