package io.sluice.quality.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.quality.sdk.client.EvaluationRequest.RunReference;
import io.sluice.quality.sdk.client.GateException.Kind;
import io.sluice.quality.verdict.Decision;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateClientTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PASS =
      """
      {"id":"e1","status":"DECIDED","gate":"sales","batch":"b1","decision":"PASS","proceed":true,
       "reasons":[],"decidedAt":"2026-03-01T12:00:00Z","validUntil":"2026-03-02T12:00:00Z",
       "ruleSetVersion":3,"links":{"self":"http://x/e1"}}
      """;
  private static final String HALT =
      """
      {"id":"e2","status":"DECIDED","gate":"report","batch":"b1","decision":"HALT","proceed":false,
       "reasons":[{"code":"UPSTREAM_HALTED","dataset":{"namespace":"file","name":"sales/daily"},
         "path":[{"type":"DATASET","namespace":"file","name":"sales/daily"},
                 {"type":"JOB","namespace":"demo","name":"load"},
                 {"type":"DATASET","namespace":"pg","name":"report"}],"message":"held"}]}
      """;
  private static final String PENDING =
      """
      {"id":"e1","status":"RUNNING","gate":"sales","batch":"b1","decision":null,"proceed":false,
       "reasons":[]}
      """;

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();
  private GateDouble server;

  @BeforeEach
  void startServer() throws Exception {
    server = new GateDouble();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }

  private GateClient client(Duration requestTimeout) {
    RetryPolicy retry = new RetryPolicy(3, 4, Duration.ofMillis(100), Duration.ofSeconds(1));
    GateClientSettings settings =
        new GateClientSettings(
            server.url(), "slu_t_secret", Duration.ofSeconds(2), requestTimeout, retry);
    return new GateClient(
        settings,
        Clock.fixed(NOW, ZoneOffset.UTC),
        nanos::get,
        time -> {
          pauses.add(time);
          nanos.addAndGet(time.toNanos());
        });
  }

  private GateClient client() {
    return client(Duration.ofSeconds(5));
  }

  private Evaluation ask() {
    return client()
        .ask(
            EvaluationRequest.of("sales", "b1").withIdempotencyKey("k-1"),
            Duration.ofSeconds(25),
            Duration.ofMinutes(5));
  }

  @Test
  void asksWithTokenKeyAndPreferenceAndReadsTheDecision() {
    server.answers(200, PASS);

    Evaluation evaluation = ask();

    assertThat(evaluation.decision()).isEqualTo(Decision.PASS);
    assertThat(evaluation.proceed()).isTrue();
    assertThat(evaluation.ruleSetVersion()).isEqualTo(3);
    GateDouble.Request request = server.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/api/quality/v1/gates/sales/evaluations");
    assertThat(request.header("Authorization")).isEqualTo("Bearer slu_t_secret");
    assertThat(request.header("Idempotency-Key")).isEqualTo("k-1");
    assertThat(request.header("Prefer")).isEqualTo("wait=25");
    assertThat(request.body()).isEqualTo("{\"batch\":\"b1\"}");
  }

  @Test
  void sendsSourceRunAndBatchTime() {
    server.answers(200, PASS);
    UUID run = UUID.fromString("01890c5a-6f0e-7cc4-8f3a-5d2b8d4a1c11");
    EvaluationRequest request =
        new EvaluationRequest(
            "sales",
            "b1",
            NOW,
            List.of("a.csv", "b.csv"),
            "pre-load",
            new RunReference(run, "etl", "load"),
            "k");

    client().ask(request, Duration.ZERO, Duration.ofMinutes(1));

    assertThat(server.requests().get(0).header("Prefer")).isEqualTo("respond-async");
    assertThat(server.requests().get(0).body())
        .isEqualTo(
            "{\"batch\":\"b1\",\"batchTime\":\"2026-03-01T12:00:00Z\",\"source\":{\"type\":\"file\","
                + "\"paths\":[\"a.csv\",\"b.csv\"]},\"stage\":\"pre-load\",\"run\":{\"runId\":\""
                + run
                + "\",\"job\":{\"namespace\":\"etl\",\"name\":\"load\"}}}");
  }

  @Test
  void encodesNamesInPaths() {
    server.answers(200, PASS);

    client().decision("a gate/ü", "b=1&c", Duration.ofHours(6));

    assertThat(server.requests().get(0).path())
        .isEqualTo("/api/quality/v1/gates/a%20gate%2F%C3%BC/decision?batch=b%3D1%26c&maxAge=PT6H");
  }

  @Test
  void waitsAtLeastAsLongAsABusyServerAsks() {
    server.answers(503, Map.of("Retry-After", "7"), "{}").answers(200, PASS);

    assertThat(ask().decision()).isEqualTo(Decision.PASS);

    assertThat(pauses).hasSize(1);
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7300));
  }

  @Test
  void understandsRetryAfterAsADate() {
    server.answers(429, Map.of("Retry-After", "Sun, 01 Mar 2026 12:00:09 GMT"), "{}");
    server.answers(200, PASS);

    ask();

    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9300));
  }

  @Test
  void repeatsTheSameKeyAfterAResetConnection() {
    server.resets().answers(200, PASS);

    assertThat(ask().decision()).isEqualTo(Decision.PASS);

    assertThat(server.requests())
        .hasSize(2)
        .allMatch(request -> request.header("Idempotency-Key").equals("k-1"));
  }

  @Test
  void tellsThatTheConnectionKeepsBreaking() {
    server.resets().resets().resets();

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining(server.url().toString());
  }

  @Test
  void reportsAServerThatStaysBusy() {
    for (int i = 0; i < 4; i++) {
      server.answers(503, "{\"title\":\"Overloaded\"}");
    }

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.SERVER_FAILED);
    assertThat(failure.status()).isEqualTo(503);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void followsALongEvaluationByLongPolls() {
    String location = server.url() + "/api/quality/v1/evaluations/e1";
    server.answers(202, Map.of("Location", location, "Retry-After", "2"), PENDING);
    server.answers(202, Map.of("Location", location, "Retry-After", "1"), PENDING);
    server.answers(200, PASS);

    assertThat(ask().decision()).isEqualTo(Decision.PASS);

    assertThat(server.requests())
        .extracting(request -> request.method() + " " + request.path())
        .containsExactly(
            "POST /api/quality/v1/gates/sales/evaluations",
            "GET /api/quality/v1/evaluations/e1?wait=25",
            "GET /api/quality/v1/evaluations/e1?wait=25");
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  @Test
  void sendsTheTokenToNoOtherOriginThanItsOwn() {
    server.answers(
        202, Map.of("Location", "http://elsewhere.example/api/quality/v1/evaluations/e1"), PENDING);
    server.answers(200, PASS);

    ask();

    assertThat(server.requests().get(1).path()).startsWith("/api/quality/v1/evaluations/e1");
  }

  @Test
  void givesUpAtTheDeadlineWhileThereIsNoDecision() {
    String location = server.url() + "/api/quality/v1/evaluations/e1";
    server.answers(202, Map.of("Location", location, "Retry-After", "200"), PENDING);
    server.answers(202, Map.of("Location", location, "Retry-After", "200"), PENDING);

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void cutsAHangingServerOffAndTriesAgain() {
    server.hangs().answers(200, PASS);

    Evaluation evaluation =
        client(Duration.ofMillis(300))
            .ask(EvaluationRequest.of("sales", "b1"), Duration.ZERO, Duration.ofMinutes(5));

    assertThat(evaluation.decision()).isEqualTo(Decision.PASS);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void namesThePathOfAnUpstreamHalt() {
    server.answers(200, HALT);

    Reason reason = ask().reasons().get(0);

    assertThat(reason.code()).isEqualTo("UPSTREAM_HALTED");
    assertThat(reason.path()).containsExactly("file/sales/daily", "job demo/load", "pg/report");
  }

  @Test
  void neverProceedsOnAHaltWhateverTheFlagSays() {
    server.answers(200, HALT.replace("\"proceed\":false", "\"proceed\":true"));

    assertThat(ask().proceed()).isFalse();
  }

  @Test
  void refusesToInventADecision() {
    server.answers(200, PASS.replace("\"PASS\"", "\"MAYBE\""));

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
  }

  @Test
  void refusesAnAnswerThatIsNotJson() {
    server.answers(200, "<html>sign in</html>");

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_UNDERSTOOD);
  }

  @Test
  void tellsWhatIsNotAllowed() {
    server.answers(403, "{\"title\":\"Forbidden\",\"detail\":\"gate.ask is missing\"}");

    GateException failure = catchThrowableOfType(GateException.class, this::ask);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_ALLOWED);
    assertThat(failure).hasMessageContaining("gate.ask is missing");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void readsAllPagesOfHalts() {
    server.answers(200, "{\"items\":[{\"id\":\"h1\",\"gate\":\"g\"}],\"nextCursor\":\"c/2\"}");
    server.answers(200, "{\"items\":[{\"id\":\"h2\",\"gate\":\"g\"}],\"nextCursor\":null}");

    List<Halt> halts = client().halts(true);

    assertThat(halts).extracting(Halt::id).containsExactly("h1", "h2");
    assertThat(server.requests().get(1).path()).endsWith("cursor=c%2F2");
  }

  @Test
  void keepsTheTokenOutOfItsSettingsText() {
    GateClientSettings settings =
        GateClientSettings.of(URI.create("http://127.0.0.1:8080/"), "slu_t_secret");

    assertThat(settings.toString()).doesNotContain("secret").contains("8080");
  }
}
