package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong in Marquez must not go wrong here; and what was true before can be asked. */
@QuarkusTest
class MarquezFaultsTest extends LineageServerTest {

  /** Facets of every wrong kind, on a namespace of their own. */
  private static final String ODD =
      """
      [{"namespace":"odd","name":"%s","facets":{
        "schema":{"fields":null},"documentation":"text","dataSource":{"name":7,"uri":[]},
        "tags":{"tags":"no list"},"columnLineage":{"fields":{"a":7,"b":{"inputFields":"none"}}},
        "sluice_registration":[],"datasetType":{"datasetType":{}},"symlinks":7,
        "lifecycleStateChange":{"lifecycleStateChange":"EXPLODED"}}}]
      """;

  @Test
  void listsADatasetWhoseFacetsAreAllOdd() {
    Answer sent =
        Api.emit(
            Events.run(
                "COMPLETE",
                "2026-01-01T00:00:00Z",
                "odd run",
                "odd-job",
                ODD.formatted("in"),
                ODD.formatted("out"),
                "{\"executionParameters\":{\"parameters\":{\"a\":1}},\"nominalTime\":7,\"parent\":[]}"));
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);

    for (String path :
        List.of(
            "/api/v1/namespaces/odd/datasets",
            "/api/v1/namespaces/odd/datasets/out",
            "/api/v1/namespaces/odd/datasets/out/versions",
            "/api/v1/namespaces/jobs/jobs?limit=1000",
            "/api/v1/namespaces/jobs/jobs/odd-job",
            "/api/v1/namespaces/jobs/jobs/odd-job/versions",
            "/api/v1/namespaces/jobs/jobs/odd-job/runs",
            "/api/v1/jobs/runs/odd%20run",
            "/api/v1/jobs/runs/odd%20run/facets",
            "/api/v1/runlineage/upstream?runId=odd%20run",
            "/api/v1/lineage?nodeId=job:jobs:odd-job",
            "/api/v1/column-lineage?nodeId=dataset:odd:out",
            "/api/v2beta/search/datasets?q=out",
            "/api/v1/sources?limit=1000")) {
      Answer answer = Api.get(path);
      assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
    }
    assertThat(Api.get("/api/v1/namespaces/odd/datasets").json().get("totalCount").asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "%25", "\\", "'", "100%", "a_b", "<em>", "(", "$1"})
  void searchesForAnythingAsText(String text) {
    Api.emit(Events.job("2026-01-01T00:00:00Z", "plain", "", ""));

    Answer found = Api.get("/api/v1/search?limit=1000&q=" + Api.encode(text));
    Answer marked = Api.get("/api/v2beta/search/jobs?q=" + Api.encode(text));

    assertThat(found.status()).as(found.body()).isEqualTo(200);
    assertThat(found.json().get("results").findValuesAsText("name"))
        .allSatisfy(name -> assertThat(name.toLowerCase()).contains(text.toLowerCase()));
    assertThat(marked.status()).as(marked.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%20", "%00", "%E2%80%8B%20"})
  void knowsNothingOfNamesThatAreNone(String name) {
    for (String path :
        List.of(
            "/api/v1/namespaces/" + name,
            "/api/v1/namespaces/jobs/jobs/" + name,
            "/api/v1/namespaces/data/datasets/" + name,
            "/api/v1/sources/" + name,
            "/api/v1/jobs/runs/" + name,
            "/api/v1/column-lineage?nodeId=datasetField:data:plain:" + name)) {
      assertThat(Api.get(path).status()).as(path).isBetween(400, 404);
    }
    for (String list : List.of("jobs", "datasets")) {
      Answer answer = Api.get("/api/v1/namespaces/" + name + "/" + list);
      assertThat(answer.status()).as(answer.body()).isBetween(200, 404);
    }
  }

  @Test
  void doesNotCountAnEventTwiceThatIsSentTwice() {
    String run = UUID.randomUUID().toString();
    String event = Events.run("COMPLETE", "2026-04-01T10:00:00Z", run, "again", "", "again-out");
    Api.emit(event);
    String path = "/api/v1/namespaces/jobs/jobs/again";
    String once = Api.get(path).body();

    Api.emit(event);
    Api.emit(Events.run("START", "2026-04-01T09:59:00Z", run, "again", "", "again-out"));
    Api.emit(event);

    JsonNode twice = Api.get(path).json();
    assertThat(twice.get("latestRuns")).hasSize(1);
    assertThat(twice.at("/latestRun/state").asText()).isEqualTo("COMPLETED");
    assertThat(twice.at("/latestRun/durationMs").asLong()).isEqualTo(60_000);
    assertThat(once).contains("COMPLETED");
    assertThat(Api.get(path + "/versions").json().get("totalCount").asInt()).isEqualTo(1);
    assertThat(
            Api.get("/api/v1/namespaces/data/datasets/again-out/versions")
                .json()
                .get("totalCount")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/namespaces/a",
    "PUT, /api/v1/sources/a",
    "PUT, /api/v1/tags/a",
    "PUT, /api/v1/namespaces/a/datasets/b",
    "PUT, /api/v1/namespaces/a/jobs/b",
    "POST, /api/v1/namespaces/a/jobs/b/runs",
    "POST, /api/v1/lineage",
  })
  void answersMalformedJsonWith400(String method, String path) {
    for (String body : List.of("{", "{\"a\":}", "nonsense", "{\"a\":1}}")) {
      Answer answer = Api.method(method, path, body, TestTokens.of("admin"));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }
  }

  @Test
  void walksFromARunToThoseThatWroteWhatItRead() {
    List<String> runs = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      String run = UUID.randomUUID().toString();
      runs.add(run);
      Api.emit(
          Events.run(
              "COMPLETE",
              "2026-05-0" + day + "T00:00:00Z",
              run,
              "up" + day,
              "up-" + (day - 1),
              "up-" + day));
    }
    // Later than the reader: not what it read.
    Api.emit(
        Events.run(
            "COMPLETE", "2026-05-09T00:00:00Z", UUID.randomUUID().toString(), "up2", "", "up-2"));

    JsonNode traced = Api.get("/api/v1/runlineage/upstream?runId=" + runs.get(2)).json();

    assertThat(traced.get("runs")).hasSize(3);
    assertThat(traced.at("/runs/0/run/id").asText()).isEqualTo(runs.get(2));
    assertThat(traced.at("/runs/0/job/name").asText()).isEqualTo("up3");
    assertThat(traced.at("/runs/0/inputs/0/name").asText()).isEqualTo("up-2");
    assertThat(traced.at("/runs/0/inputs/0/producedByRunId").asText()).isEqualTo(runs.get(1));
    assertThat(traced.at("/runs/2/inputs/0/producedByRunId").isNull()).isTrue();
    assertThat(
            Api.get("/api/v1/runlineage/upstream?depth=1&runId=" + runs.get(2)).json().get("runs"))
        .hasSize(2);
    assertThat(Api.get("/api/v1/runlineage/upstream").status()).isEqualTo(400);
    assertThat(Api.get("/api/v1/runlineage/upstream?runId=" + UUID.randomUUID()).status())
        .isEqualTo(404);
  }

  @Test
  void answersAsOfATimeAndAsKnownAtAPosition() {
    String schema =
        "[{\"namespace\":\"data\",\"name\":\"past-out\",\"facets\":{\"schema\":{\"fields\":"
            + "[{\"name\":\"%s\",\"type\":\"INT\"}]}}}]";
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-06-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "past",
            "",
            schema.formatted("old")));
    long position = Api.get("/api/lineage/v1/position").json().get("position").asLong();
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-06-05T00:00:00Z",
            UUID.randomUUID().toString(),
            "past",
            "past-in",
            schema.formatted("new")));
    String lineage = "/api/v1/lineage?nodeId=job:jobs:past";
    String dataset = "/api/v1/namespaces/data/datasets/past-out";

    assertThat(Api.get(lineage).json().get("graph")).hasSize(3);
    assertThat(Api.get(lineage + "&asOf=2026-06-02T00:00:00Z").json().get("graph")).hasSize(2);
    assertThat(Api.get(lineage + "&knownAt=" + position).json().get("graph")).hasSize(2);
    assertThat(Api.get(lineage + "&knownAt=999999999").status()).isEqualTo(400);
    assertThat(Api.get(dataset).json().at("/fields/0/name").asText()).isEqualTo("new");
    assertThat(Api.get(dataset + "?asOf=2026-06-02").json().at("/fields/0/name").asText())
        .isEqualTo("old");
    assertThat(Api.get(dataset + "?asOf=2026-05-02").json().get("fields")).isEmpty();
    assertThat(Api.get(dataset + "?asOf=once").status()).isEqualTo(400);
  }
}
