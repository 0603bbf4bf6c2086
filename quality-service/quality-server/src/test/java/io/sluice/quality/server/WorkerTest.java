package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.gate;
import static io.sluice.quality.server.testing.Sluice.goodDay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.sluice.quality.server.evaluation.Evaluation;
import io.sluice.quality.server.evaluation.EvaluationWorker;
import io.sluice.quality.server.evaluation.Evaluator;
import io.sluice.quality.server.evaluation.WorkQueue;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server without workers of its own, so that tests say when and by whom work is done. */
@QuarkusTest
@QualityServerTest
@TestProfile(WorkerTest.NoWorkers.class)
class WorkerTest {

  /** No workers; the sweeper and the outbox run. */
  public static class NoWorkers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sluice.gates.workers", "0", "sluice.gates.patience", "PT0.3S");
    }
  }

  @Inject WorkQueue queue;
  @Inject Evaluator evaluator;
  @Inject GateSettings settings;
  @Inject Clock clock;

  private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();
  private final NeighboursClient neighbours = new NeighboursClient();

  @BeforeEach
  void quiet() {
    neighbours.empty();
  }

  @AfterEach
  void finish() {
    while (worker().workOnce()) {
      // leaves nothing for the next test
    }
    heartbeats.shutdownNow();
  }

  private EvaluationWorker worker() {
    return new EvaluationWorker("test", queue, evaluator, settings, heartbeats, clock);
  }

  private static Response ask(String gate, String body) {
    return as("runner")
        .contentType("application/json")
        .body(body)
        .post("/gates/" + gate + "/evaluations");
  }

  private static String accepted(String gate, String body) {
    return ask(gate, body).then().statusCode(202).extract().path("id");
  }

  @Test
  void onceThePatienceIsOverTheAnswerIsWhereToAsk() {
    gate("slow", "slow/raw");

    String id =
        ask("slow", "{\"batch\":\"2026-01-01\"}")
            .then()
            .statusCode(202)
            .header("Location", startsWith("http://127.0.0.1:8080/api/quality/v1/evaluations/"))
            .header("Retry-After", "1")
            .body("status", equalTo("PENDING"))
            .body("decision", nullValue())
            .body("proceed", equalTo(false))
            .extract()
            .path("id");

    as("viewer").get("/evaluations/" + id + "?wait=1").then().statusCode(202);
    as("viewer").get("/evaluations/" + id + "/ready").then().statusCode(404);
  }

  @Test
  void onceDecidedTheAnswerIsThere() {
    gate("done", "done/raw");
    goodDay("done/raw", "2026-01-01");
    String id = accepted("done", "{\"batch\":\"2026-01-01\"}");

    worker().workOnce();

    as("viewer")
        .get("/evaluations/" + id + "?wait=25")
        .then()
        .statusCode(200)
        .body("decision", equalTo("PASS"));
    as("viewer").get("/evaluations/" + id + "/ready").then().statusCode(200);
  }

  @Test
  void aSecondQuestionAboutTheBatchSharesTheAnswer() {
    gate("joined", "joined/raw");
    String id = accepted("joined", "{\"batch\":\"2026-01-01\"}");

    ask("joined", "{\"batch\":\"2026-01-01\",\"stage\":\"other\"}")
        .then()
        .statusCode(202)
        .header("Sluice-Joined", "true")
        .body("id", equalTo(id));
  }

  @Test
  void whatAKilledWorkerHeldIsDecidedByAnotherAndTheDeadOnesAnswerIsRefused() {
    gate("killed", "killed/raw");
    goodDay("killed/raw", "2026-01-01");
    String id = accepted("killed", "{\"batch\":\"2026-01-01\"}");
    // Its lease has run out at once, as that of a killed process does after a while.
    Evaluation held = queue.take("killed", Duration.ZERO).orElseThrow();

    assertThat(worker().workOnce()).isTrue();
    boolean kept = evaluator.decide(held);

    assertThat(kept).isFalse();
    as("viewer").get("/evaluations/" + id).then().body("status", equalTo("DECIDED"));
    assertThat(neighbours.events(id, 2)).hasSize(2);
  }

  @Test
  void whatKillsItsWorkerAgainAndAgainIsGivenUp() {
    gate("poison", "poison/raw");
    goodDay("poison/raw", "2026-01-01");
    String id = accepted("poison", "{\"batch\":\"2026-01-01\"}");
    for (int i = 0; i < settings.attempts(); i++) {
      queue.take("killed", Duration.ZERO).orElseThrow();
    }

    worker().workOnce();

    as("viewer")
        .get("/evaluations/" + id)
        .then()
        .body("status", equalTo("ERROR"))
        .body("decision", equalTo("HALT"));
  }

  @Test
  void whatIsNotDecidedByItsDeadlineExpires() {
    gate("late", "late/raw");
    String id = accepted("late", "{\"batch\":\"2026-01-01\",\"deadline\":\"PT0.5S\"}");

    as("viewer")
        .get("/evaluations/" + id + "?wait=20")
        .then()
        .statusCode(200)
        .body("status", equalTo("EXPIRED"))
        .body("decision", equalTo("HALT"))
        .body("reasons[0].code", equalTo("TIMEOUT"));
  }

  @Test
  void aCancelledEvaluationHasNoDecision() {
    gate("cancelled", "cancelled/raw");
    String id = accepted("cancelled", "{\"batch\":\"2026-01-01\"}");

    as("runner")
        .delete("/evaluations/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("CANCELLED"))
        .body("decision", nullValue());

    as("viewer").get("/evaluations/" + id + "/ready").then().statusCode(409);
    as("runner").delete("/evaluations/" + id).then().statusCode(200);
    assertThat(neighbours.events(id, 2).get(1).at("/event/eventType").asText()).isEqualTo("ABORT");
  }

  @Test
  void whatIsDecidedCannotBeCancelled() {
    gate("decided", "decided/raw");
    goodDay("decided/raw", "2026-01-01");
    String id = accepted("decided", "{\"batch\":\"2026-01-01\"}");
    worker().workOnce();

    as("runner").delete("/evaluations/" + id).then().statusCode(409);
  }
}
