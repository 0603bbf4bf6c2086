package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Marquez write beside events. */
@QuarkusTest
class MarquezWritesTest extends LineageServerTest {

  private static final String RUNNER = TestTokens.of("runner");
  private static final String STEWARD = TestTokens.of("steward");

  @Test
  void hidesADatasetUntilAnEventMentionsItAgain() {
    Api.emit(Events.job("2026-01-01T00:00:00Z", "hider", "hidden", "kept"));
    String path = "/api/v1/namespaces/data/datasets/hidden";
    long before = Api.get("/api/v1/namespaces/data/datasets").json().get("totalCount").asLong();

    Answer deleted = Api.method("DELETE", path, STEWARD);

    assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
    assertThat(deleted.json().get("name").asText()).isEqualTo("hidden");
    assertThat(Api.get(path).status()).isEqualTo(404);
    assertThat(Api.method("DELETE", path, STEWARD).status()).isEqualTo(404);
    assertThat(Api.get("/api/v1/search?q=hidden&filter=DATASET").json().get("totalCount").asInt())
        .isZero();
    JsonNode list = Api.get("/api/v1/namespaces/data/datasets?limit=1000").json();
    assertThat(list.get("totalCount").asLong()).isEqualTo(before - 1);
    assertThat(list.get("datasets").findValuesAsText("physicalName")).doesNotContain("hidden");
    JsonNode graph = Api.get("/api/v1/lineage?nodeId=job:jobs:hider").json();
    assertThat(graph.get("graph").findValuesAsText("id"))
        .contains("dataset:data:kept")
        .doesNotContain("dataset:data:hidden");
    assertThat(graph.toString()).doesNotContain("dataset:data:hidden");
    assertThat(Api.get("/api/v1/lineage?nodeId=dataset:data:hidden").status()).isEqualTo(404);

    Api.emit(Events.job("2025-01-01T00:00:00Z", "another", "hidden", ""));

    assertThat(Api.get(path).status()).isEqualTo(200);
    assertThat(
            Api.get("/api/v1/namespaces/data/datasets?limit=1").json().get("totalCount").asLong())
        .isEqualTo(before);
  }

  @Test
  void keepsDecisionsWhenTheProjectionIsBuiltAgain() {
    Api.emit(Events.job("2026-01-01T00:00:00Z", "rebuilt", "rebuilt-in", "rebuilt-out"));
    send(
        "PUT",
        "/api/v1/namespaces/data",
        "{\"ownerName\":\"team\",\"description\":\"d\"}",
        STEWARD);
    send("POST", "/api/v1/namespaces/jobs/jobs/rebuilt/tags/mine", "", RUNNER);
    send(
        "PUT",
        "/api/v1/namespaces/data/datasets/by-hand",
        "{\"type\":\"DB_TABLE\",\"physicalName\":\"p\",\"sourceName\":\"s\",\"fields\":[]}",
        RUNNER);
    Api.method("DELETE", "/api/v1/namespaces/data/datasets/rebuilt-in", STEWARD);
    long count = Api.get("/api/v1/jobs?limit=0").json().get("totalCount").asLong();

    Answer rebuilt = Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));

    assertThat(rebuilt.status()).as(rebuilt.body()).isBetween(200, 204);
    assertThat(Api.get("/api/v1/namespaces/data").json().get("ownerName").asText())
        .isEqualTo("team");
    assertThat(Api.get("/api/v1/namespaces/jobs/jobs/rebuilt").json().at("/tags/0").asText())
        .isEqualTo("mine");
    assertThat(Api.get("/api/v1/namespaces/data/datasets/rebuilt-in").status()).isEqualTo(404);
    JsonNode byHand = Api.get("/api/v1/namespaces/data/datasets/by-hand").json();
    assertThat(byHand.get("physicalName").asText()).isEqualTo("p");
    assertThat(byHand.get("sourceName").asText()).isEqualTo("s");
    assertThat(Api.get("/api/v1/jobs?limit=0").json().get("totalCount").asLong()).isEqualTo(count);
  }

  @Test
  void hidesANamespaceWithAllThatIsInIt() {
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "ns-job",
            "",
            "[{\"namespace\":\"doomed\",\"name\":\"a\"},{\"namespace\":\"doomed\",\"name\":\"b\"}]"));

    Answer deleted = Api.method("DELETE", "/api/v1/namespaces/doomed", STEWARD);

    assertThat(deleted.json().get("isHidden").asBoolean()).isTrue();
    assertThat(Api.get("/api/v1/namespaces/doomed/datasets").json().get("totalCount").asInt())
        .isZero();
    assertThat(Api.get("/api/v1/namespaces/doomed/datasets").json().get("datasets")).isEmpty();
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-01-02T00:00:00Z",
            UUID.randomUUID().toString(),
            "ns-job",
            "",
            "[{\"namespace\":\"doomed\",\"name\":\"b\"}]"));
    assertThat(Api.get("/api/v1/namespaces/doomed").json().get("isHidden").asBoolean()).isFalse();
    assertThat(Api.get("/api/v1/namespaces/doomed/datasets").json().get("totalCount").asInt())
        .isEqualTo(1);
  }

  @Test
  void hidesAJob() {
    Api.emit(Events.job("2026-01-01T00:00:00Z", "gone-job", "", "gone-out"));

    Answer deleted = Api.method("DELETE", "/api/v1/namespaces/jobs/jobs/gone-job", STEWARD);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(Api.get("/api/v1/namespaces/jobs/jobs/gone-job").status()).isEqualTo(404);
    assertThat(Api.get("/api/v1/search?q=gone-job").json().get("results")).isEmpty();
  }

  @Test
  void takesTagsFromJobsDatasetsAndFields() {
    send(
        "PUT",
        "/api/v1/namespaces/data/datasets/untag",
        "{\"type\":\"DB_TABLE\",\"fields\":[{\"name\":\"a/b\",\"type\":\"INT\"}]}",
        RUNNER);
    String dataset = "/api/v1/namespaces/data/datasets/untag";
    String field = dataset + "/fields/" + Api.encode("a/b") + "/tags/";
    send("POST", dataset + "/tags/T", "", RUNNER);
    assertThat(send("POST", field + "F", "", RUNNER).json().at("/fields/0/tags/0").asText())
        .isEqualTo("F");
    assertThat(send("POST", field + "F", "", RUNNER).json().at("/fields/0/tags")).hasSize(1);
    assertThat(send("POST", dataset + "/fields/nowhere/tags/F", "", RUNNER).status())
        .isEqualTo(404);

    assertThat(Api.method("DELETE", field + "F", RUNNER).status()).isEqualTo(403);
    assertThat(Api.method("DELETE", field + "F", STEWARD).json().at("/fields/0/tags")).isEmpty();
    assertThat(Api.method("DELETE", dataset + "/tags/T", STEWARD).json().get("tags")).isEmpty();
    assertThat(Api.method("DELETE", dataset + "/tags/T", STEWARD).status()).isEqualTo(200);
    Answer tag = send("PUT", "/api/v1/tags/T", "{\"description\":\"t\"}", RUNNER);
    assertThat(tag.json().get("description").asText()).isEqualTo("t");
  }

  @Test
  void doesNotDoubleARunThatIsToldTheSameTwice() {
    send("PUT", "/api/v1/namespaces/jobs/jobs/twice", "{\"type\":\"BATCH\"}", RUNNER);
    String runs = "/api/v1/namespaces/jobs/jobs/twice/runs";
    String id = UUID.randomUUID().toString();
    Answer created = send("POST", runs, "{\"id\":\"" + id + "\"}", RUNNER);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.response().headers().firstValue("Location"))
        .hasValueSatisfying(at -> assertThat(at).endsWith("/api/v1/jobs/runs/" + id));
    assertThat(send("POST", runs, "{\"id\":\"" + id + "\"}", RUNNER).status()).isEqualTo(409);
    String run = "/api/v1/jobs/runs/" + id;

    send("POST", run + "/complete?at=2026-01-01T00:00:05Z", "", RUNNER);
    send("POST", run + "/complete?at=2026-01-01T00:00:05Z", "", RUNNER);
    Answer late = send("POST", run + "/start?at=2026-01-01T00:00:00Z", "", RUNNER);

    assertThat(late.json().get("state").asText()).isEqualTo("COMPLETED");
    assertThat(late.json().get("durationMs").asLong()).isEqualTo(5_000);
    assertThat(Api.get(runs).json().get("totalCount").asInt()).isEqualTo(1);
    assertThat(send("POST", run + "/fail?at=2026-01-01T00:00:04Z", "", RUNNER).json().get("state"))
        .hasToString("\"FAILED\"");
  }

  @Test
  void keepsSecretsOutOfWhatIsSentByHand() {
    send("PUT", "/api/v1/namespaces/jobs/jobs/secretive", "{\"type\":\"BATCH\"}", RUNNER);

    Answer run =
        send(
            "POST",
            "/api/v1/namespaces/jobs/jobs/secretive/runs",
            "{\"args\":{\"password\":\"hunter2\",\"day\":\"1\"}}",
            RUNNER);

    assertThat(run.body()).doesNotContain("hunter2");
    assertThat(run.json().at("/args/day").asText()).isEqualTo("1");
  }

  @Test
  void letsOnlyStewardsChangeWhatSomebodyRegistered() {
    String path = "/api/v1/namespaces/owned-ns";
    assertThat(send("PUT", path, "{\"ownerName\":\"a\"}", RUNNER).status()).isEqualTo(200);
    assertThat(send("PUT", path, "{\"ownerName\":\"a\"}", RUNNER).status()).isEqualTo(200);
    assertThat(send("PUT", path, "{\"ownerName\":\"b\"}", RUNNER).status()).isEqualTo(403);
    Answer changed = send("PUT", path, "{\"ownerName\":\"b\",\"more\":1}", STEWARD);
    assertThat(changed.json().get("ownerName").asText()).isEqualTo("b");
    assertThat(Api.get("/api/v1/namespaces?limit=1000").json().findValuesAsText("name"))
        .contains("owned-ns");
  }

  @Test
  void confinesAScopedTokenToItsDatasets() {
    String scoped = TestTokens.scoped("runner", "data", "mine/*");
    String body = "{\"type\":\"DB_TABLE\"}";

    assertThat(
            send("PUT", "/api/v1/namespaces/data/datasets/" + Api.encode("mine/a"), body, scoped)
                .status())
        .isEqualTo(200);
    assertThat(send("PUT", "/api/v1/namespaces/data/datasets/other", body, scoped).status())
        .isEqualTo(403);
    assertThat(send("POST", "/api/v1/namespaces/data/datasets/other/tags/T", "", scoped).status())
        .isEqualTo(403);
    assertThat(send("PUT", "/api/v1/namespaces/x", "{\"ownerName\":\"a\"}", scoped).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    /api/v1/namespaces/a",
    "DELETE, /api/v1/namespaces/a",
    "PUT,    /api/v1/sources/a",
    "PUT,    /api/v1/tags/a",
    "PUT,    /api/v1/namespaces/a/datasets/b",
    "DELETE, /api/v1/namespaces/a/datasets/b",
    "PUT,    /api/v1/namespaces/a/jobs/b",
    "DELETE, /api/v1/namespaces/a/jobs/b",
    "POST,   /api/v1/namespaces/a/jobs/b/runs",
    "POST,   /api/v1/namespaces/a/jobs/b/tags/c",
    "POST,   /api/v1/jobs/runs/a/start",
  })
  void refusesViewers(String method, String path) {
    assertThat(send(method, path, "{}", TestTokens.of("viewer")).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"x\"",
        "{\"type\":7}",
        "{\"type\":\"TABLE\"}",
        "{\"fields\":{}}",
        "{\"fields\":[{\"type\":\"INT\"}]}",
        "{\"fields\":[7]}",
        "{\"description\":\"\\u0000\"}"
      })
  void refusesBodiesThatMakeNoSense(String body) {
    Answer answer = send("PUT", "/api/v1/namespaces/data/datasets/bad-body", body, RUNNER);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/namespaces/%20, '{\"ownerName\":\"a\"}'",
    "PUT, /api/v1/namespaces/%00, '{\"ownerName\":\"a\"}'",
    "PUT, /api/v1/namespaces/x, '{}'",
    "PUT, /api/v1/sources/x, '{\"type\":\"T\"}'",
    "PUT, /api/v1/tags/%20, '{}'",
    "PUT, /api/v1/namespaces/%20/jobs/a, '{}'",
    "PUT, /api/v1/namespaces/a/jobs/b, '{\"inputs\":[{\"name\":\"x\"}]}'",
    "PUT, /api/v1/namespaces/a/jobs/b, '{\"inputs\":[{\"namespace\":\" \",\"name\":\"x\"}]}'",
    "POST, /api/v1/jobs/runs/x/start?at=soon, ''",
  })
  void refusesNamesAndTimesThatAreNone(String method, String path, String body) {
    Answer answer = send(method, path, body, RUNNER);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void answers404ToWhatIsNotThere() {
    String run = UUID.randomUUID().toString();
    for (String path :
        List.of(
            "/api/v1/jobs/runs/" + run + "/start",
            "/api/v1/namespaces/jobs/jobs/nowhere/runs",
            "/api/v1/namespaces/jobs/jobs/nowhere/tags/t",
            "/api/v1/namespaces/data/datasets/nowhere/tags/t")) {
      assertThat(send("POST", path, "{}", RUNNER).status()).as(path).isEqualTo(404);
    }
    assertThat(Api.method("DELETE", "/api/v1/namespaces/nowhere", STEWARD).status()).isEqualTo(404);
    assertThat(
            send("PUT", "/api/v1/namespaces/data/datasets/x", "{\"runId\":\"" + run + "\"}", RUNNER)
                .status())
        .isEqualTo(404);
  }

  @Test
  void linksWhatIsSentWithARunToThatRun() {
    send("PUT", "/api/v1/namespaces/jobs/jobs/linked", "{\"type\":\"BATCH\"}", RUNNER);
    Answer run = send("POST", "/api/v1/namespaces/jobs/jobs/linked/runs", "{}", RUNNER);
    String id = run.json().get("id").asText();

    send(
        "PUT",
        "/api/v1/namespaces/data/datasets/linked-out",
        "{\"fields\":[{\"name\":\"a\"}],\"runId\":\"" + id + "\"}",
        RUNNER);
    send(
        "PUT",
        "/api/v1/namespaces/jobs/jobs/linked",
        "{\"inputs\":[{\"namespace\":\"data\",\"name\":\"linked-in\"}],\"runId\":\"" + id + "\"}",
        RUNNER);

    JsonNode shown = Api.get("/api/v1/jobs/runs/" + id).json();
    assertThat(shown.at("/outputDatasetVersions/0/datasetVersionId/name").asText())
        .isEqualTo("linked-out");
    assertThat(shown.at("/inputDatasetVersions/0/datasetVersionId/name").asText())
        .isEqualTo("linked-in");
  }

  private static Answer send(String method, String path, String body, String token) {
    return Api.method(method, path, body, token);
  }
}
