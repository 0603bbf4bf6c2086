package io.sluice.lineage.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events are passed on to a backend that fails in many ways. */
@QuarkusTest
class ForwardingTest extends LineageServerTest {

  @Inject Forwarding forwarding;
  // Static, as the fields of a Quarkus test are not filled.
  @TempDir static Path directory;

  private final List<String> started = new ArrayList<>();
  private BackendDouble backend;
  private Path token;

  @BeforeEach
  void startBackend() throws Exception {
    backend = new BackendDouble();
    token = Files.writeString(directory.resolve("token"), BackendDouble.TOKEN + "\n");
  }

  @AfterEach
  void stop() throws Exception {
    for (String name : started) {
      forwarding.stop(name);
    }
    backend.close();
  }

  @Test
  void tellsEventsInTheirOrderFromThePresentOn() throws Exception {
    emit("f-order-before");
    start("f-order", false, List.of(), false);
    until(() -> target("f-order").get("lag").asLong() == 0);

    for (int i = 0; i < 30; i++) {
      emit("f-order-" + i);
    }
    until(() -> target("f-order").get("sent").asLong() == 30);

    assertThat(jobs()).doesNotContain("f-order-before").isEqualTo(numbered("f-order-", 30));
    assertThat(backend.taken().get(0)).contains("\"password\":\"***\"");
    JsonNode target = target("f-order");
    System.out.println("target: " + target);
    assertThat(target.get("state").textValue()).isEqualTo("RUNNING");
    assertThat(target.get("lag").asLong()).isZero();
    assertThat(target.get("lastError").isNull()).isTrue();
  }

  @Test
  void tellsTheLogFromItsBeginningWhereAskedTo() throws Exception {
    emit("f-all-before");
    start("f-all", true, List.of(), true);

    until(() -> jobs().contains("f-all-before"));

    assertThat(backend.encodings()).containsOnly("gzip");
  }

  @Test
  void keepsTheOrderWhileTheBackendFailsAndSaysWhy() throws Exception {
    start("f-fail", false, List.of(), false);
    until(() -> target("f-fail").get("lag").asLong() == 0);
    AtomicInteger questions = new AtomicInteger();
    backend.judge = event -> questions.incrementAndGet() % 2 == 0 ? 201 : 503;

    for (int i = 0; i < 5; i++) {
      emit("f-fail-" + i);
    }
    until(() -> target("f-fail").get("lastError").asText().contains("HTTP 503"));
    until(() -> target("f-fail").get("sent").asLong() == 5);

    assertThat(jobs()).isEqualTo(numbered("f-fail-", 5));
    assertThat(target("f-fail").get("refused").asLong()).isZero();
  }

  @Test
  void parksWhatTheBackendRefusesAndGoesOn() throws Exception {
    start("f-park", false, List.of(), false);
    until(() -> target("f-park").get("lag").asLong() == 0);
    backend.judge = event -> event.contains("f-park-1") ? 422 : 201;

    for (int i = 0; i < 3; i++) {
      emit("f-park-" + i);
    }
    until(() -> target("f-park").get("sent").asLong() == 2);

    assertThat(jobs()).containsExactly("f-park-0", "f-park-2");
    JsonNode refused = Api.get("/api/lineage/v1/forwarding/f-park/refused").json();
    assertThat(refused.get("items")).hasSize(1);
    assertThat(refused.at("/items/0/status").asInt()).isEqualTo(422);
    assertThat(refused.at("/items/0/reason").asText()).isEqualTo("no: 422");
    assertThat(target("f-park").get("refused").asLong()).isEqualTo(1);
  }

  @Test
  void waitsForATokenThatTheBackendTakes() throws Exception {
    Files.writeString(token, "a-token-that-was-revoked");
    start("f-token", false, List.of(), false);
    until(() -> target("f-token").get("lag").asLong() == 0);

    emit("f-token-0");
    until(() -> target("f-token").get("lastError").asText().contains("HTTP 401"));
    Files.writeString(token, BackendDouble.TOKEN);
    until(() -> target("f-token").get("sent").asLong() == 1);

    assertThat(target("f-token").get("lastError").isNull()).isTrue();
    assertThat(target("f-token").get("refused").asLong()).isZero();
  }

  @Test
  void filtersByTheNamespaceOfTheJob() throws Exception {
    start("f-filter", false, List.of("jobs-of-another"), false);
    until(() -> target("f-filter").get("lag").asLong() == 0);

    emit("f-filter-0");
    Api.emit(
        event("f-filter-1")
            .replace("\"namespace\":\"jobs\"", "\"namespace\":\"jobs-of-another-team\""));
    until(() -> target("f-filter").get("lag").asLong() == 0);

    assertThat(jobs()).containsExactly("f-filter-1");
  }

  @Test
  void pausesAndGoesOnWhereItWas() throws Exception {
    start("f-pause", false, List.of(), false);
    until(() -> target("f-pause").get("lag").asLong() == 0);
    String path = "/api/lineage/v1/forwarding/f-pause/";

    assertThat(Api.method("POST", path + "pause", TestTokens.of("viewer")).status()).isEqualTo(403);
    assertThat(Api.method("POST", path + "pause", TestTokens.scoped("admin", "data", "*")).status())
        .isEqualTo(403);
    assertThat(Api.method("POST", path + "pause", TestTokens.of("admin")).json().get("state"))
        .hasToString("\"PAUSED\"");
    emit("f-pause-0");
    // The end of this instance and the start of the next one do not end the pause.
    forwarding.stop("f-pause");
    start("f-pause", false, List.of(), false);
    Thread.sleep(1_000);
    assertThat(jobs()).isEmpty();
    Api.method("POST", path + "resume", TestTokens.of("admin"));
    until(() -> target("f-pause").get("sent").asLong() == 1);

    assertThat(jobs()).containsExactly("f-pause-0");
    assertThat(
            Api.method("POST", "/api/lineage/v1/forwarding/none/pause", TestTokens.of("admin"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void anInstanceThatStartsGoesOnWhereTheLastOneWas() throws Exception {
    start("f-restart", false, List.of(), false);
    until(() -> target("f-restart").get("lag").asLong() == 0);
    emit("f-restart-0");
    until(() -> target("f-restart").get("sent").asLong() == 1);

    forwarding.stop("f-restart");
    emit("f-restart-1");
    start("f-restart", false, List.of(), false);
    until(() -> target("f-restart").get("sent").asLong() == 2);

    assertThat(jobs()).containsExactly("f-restart-0", "f-restart-1");
  }

  @Test
  void theLogIsReadInOrderByPagesAndByTime() {
    emit("f-log-0");
    long first = Api.emit(event("f-log-1")).position();
    Api.emit(event("f-log-2").replace("2026-01-01T", "2024-06-01T"));

    JsonNode page = Api.get("/api/lineage/v1/log?limit=1&after=" + (first - 1)).json();
    String cursor = page.get("nextCursor").asText();
    JsonNode rest =
        Api.get(
                "/api/lineage/v1/log?since=2024-05-31T00:00:00Z&until=2024-06-02T00:00:00Z"
                    + "&cursor="
                    + cursor)
            .json();

    assertThat(page.at("/items/0/position").asLong()).isEqualTo(first);
    assertThat(page.at("/items/0/event/job/name").asText()).isEqualTo("f-log-1");
    assertThat(rest.findValuesAsText("name")).containsExactly("f-log-2");
    assertThat(Api.get("/api/lineage/v1/log?since=yesterday").status()).isEqualTo(400);
    assertThat(
            Api.method("GET", "/api/lineage/v1/log", TestTokens.scoped("viewer", "data", "*"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void callsNoHostThatIsNotAllowed() {
    URI here = URI.create("http://127.0.0.1:5000/api/v1/lineage");

    assertThat(new OutgoingHosts(List.of()).refusal(here)).contains("may not be called");
    assertThat(new OutgoingHosts(List.of("127.0.0.1")).refusal(here)).isNull();
    assertThat(new OutgoingHosts(List.of("127.0.0.1:5000")).refusal(here)).isNull();
    assertThat(new OutgoingHosts(List.of("127.0.0.1:5001")).refusal(here)).isNotNull();
    assertThat(new OutgoingHosts(List.of("*.0.0.1")).refusal(here)).contains("private address");
  }

  private void start(String name, boolean fromBeginning, List<String> filter, boolean gzip) {
    started.add(name);
    URI address = URI.create(backend.url() + "/api/v1/lineage");
    forwarding.start(
        new Target(name, address, "file:" + token, gzip, filter, fromBeginning),
        new OutgoingHosts(List.of("127.0.0.1:" + backend.port())));
  }

  private static void emit(String job) {
    assertThat(Api.emit(event(job)).status()).isEqualTo(201);
  }

  private static String event(String job) {
    return Events.run(
        "START",
        "2026-01-01T00:00:00Z",
        UUID.randomUUID().toString(),
        job,
        "",
        "",
        "{\"c\":{\"password\":\"hunter2\"}}");
  }

  private List<String> jobs() {
    return backend.taken().stream()
        .map(event -> event.replaceAll("(?s).*\"job\":\\{[^}]*\"name\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static List<String> numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return names;
  }

  private static JsonNode target(String name) {
    for (JsonNode each : Api.get("/api/lineage/v1/forwarding").json().get("items")) {
      if (each.get("name").textValue().equals(name)) {
        return each;
      }
    }
    throw new IllegalStateException("no target " + name);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
