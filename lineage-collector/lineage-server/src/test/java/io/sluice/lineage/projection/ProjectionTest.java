package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.graph.LineageGraph;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectionTest extends LineageServerTest {

  @Inject ProjectionTables tables;
  @Inject LineageGraph graph;

  @Test
  void completeBeforeStartGivesACompletedRunThatBeganAtItsStart() {
    String run = UUID.randomUUID().toString();
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:09:00Z", run, "late", "a", "b"));
    Api.emit(Events.run("START", "2026-01-01T00:01:00Z", run, "late", "a", ""));

    JsonNode answer = run(run);

    assertThat(answer.get("state").asText()).isEqualTo("COMPLETED");
    assertThat(answer.get("begunAt").asText()).isEqualTo("2026-01-01T00:01:00Z");
    assertThat(answer.get("outputs")).hasSize(1);
  }

  @Test
  void failThenCompleteStaysFailed() {
    String run = UUID.randomUUID().toString();
    String facets = "{\"spark.exception\":{\"message\":\"boom\"}}";
    Api.emit(Events.run("FAIL", "2026-01-01T00:01:00Z", run, "f", "", "", facets));
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:02:00Z", run, "f", "", ""));

    JsonNode answer = run(run);

    assertThat(answer.get("state").asText()).isEqualTo("FAILED");
    assertThat(answer.at("/errors/0/message").asText()).isEqualTo("boom");
  }

  @Test
  void aFailedChildShowsInItsParentUntilARetrySucceeds() {
    String parent = UUID.randomUUID().toString();
    Api.emit(Events.run("COMPLETE", "2026-01-01T01:00:00Z", parent, "app", "", ""));
    child(parent, "FAIL", "2026-01-01T00:01:00Z");
    assertThat(run(parent).get("rolledUpState").asText()).isEqualTo("FAILED");

    child(parent, "COMPLETE", "2026-01-01T00:02:00Z");

    assertThat(run(parent).get("state").asText()).isEqualTo("COMPLETED");
    assertThat(run(parent).get("rolledUpState").asText()).isEqualTo("COMPLETED");
    assertThat(run(parent).get("children")).hasSize(2);
  }

  @Test
  void aNewerJobEventClosesWhatItLeavesOutAndARunThatLeavesOutDoesNot() {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "closer", "in1 in2", "o"));
    Api.emit(Events.run("COMPLETE", "2026-01-02T00:00:00Z", id(), "closer", "in1", "o"));
    assertThat(inputs("closer")).containsExactly("in1", "in2");

    Api.emit(Events.job("2026-01-03T00:00:00Z", "closer", "in2", "o"));

    assertThat(inputs("closer")).containsExactly("in2");
  }

  @Test
  void aDropClosesEdgesAndTakesThemOutOfClosures() {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "dj", "d1", "d2"));
    assertThat(closure("d1")).hasSize(1);

    Api.emit(Events.drop("2026-01-02T00:00:00Z", "d2"));

    assertThat(closure("d1")).isEmpty();
    JsonNode dataset = Api.get("/api/v1/namespaces/data/datasets/d2").json();
    assertThat(dataset.get("deleted").asBoolean()).isTrue();
    assertThat(dataset.get("lastLifecycleState").asText()).isEqualTo("DROP");
  }

  @Test
  void shuffledAndDuplicatedEventsGiveTheSameProjection() throws SQLException {
    List<String> events = story();
    Map<String, List<String>> expected = null;
    for (int seed = 0; seed < 6; seed++) {
      tables.clear();
      List<String> sent = new ArrayList<>(events);
      if (seed > 0) {
        sent.addAll(events.subList(0, 5));
        Collections.shuffle(sent, new Random(seed));
      }
      sent.forEach(event -> assertThat(Api.emit(event).status()).isEqualTo(201));
      Api.get("/api/lineage/v1/position");

      Map<String, List<String>> now = tables.read(false);

      expected = expected == null ? now : expected;
      assertThat(now).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void buildingItAgainGivesTheSameTablesAndTheSameGraph() throws SQLException {
    // Another test tampers with the tables; here they must stand for the whole log.
    Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));
    story().forEach(Api::emit);
    Api.get("/api/lineage/v1/position");
    Map<String, List<String>> before = tables.read(true);
    String closure = closure("raw").toString();

    Api.Answer rebuilt = Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));

    assertThat(rebuilt.status()).isEqualTo(200);
    assertThat(tables.read(true)).isEqualTo(before);
    assertThat(closure("raw")).hasToString(closure);
  }

  @Test
  void refusesToBuildAgainForAnybodyButAnAdministrator() {
    assertThat(
            Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("steward")).status())
        .isEqualTo(403);
  }

  @Test
  void theGraphLoadedAfreshAnswersAsTheOneKeptCurrent() throws SQLException {
    story().forEach(Api::emit);
    String kept = closure("raw").toString();

    // A generation that it has not seen makes it load everything, as a start does.
    graph.follow(Long.MAX_VALUE, -2);

    assertThat(closure("raw")).hasToString(kept);
    assertThat(kept).contains("report");
  }

  private static List<String> story() {
    String one = "00000000-0000-7000-8000-000000000001";
    String two = "00000000-0000-7000-8000-000000000002";
    String columns =
        "[{\"namespace\":\"data\",\"name\":\"clean\",\"facets\":{"
            + "\"version\":{\"datasetVersion\":\"7\"},\"schema\":{\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"}]},\"columnLineage\":{\"fields\":{\"id\":{"
            + "\"inputFields\":[{\"namespace\":\"data\",\"name\":\"raw\",\"field\":\"key\"}]}}}},"
            + "\"outputFacets\":{\"outputStatistics\":{\"rowCount\":5,\"size\":50}}}]";
    String later = columns.replace("\"key\"", "\"code\"").replace("\"7\"", "\"8\"");
    return List.of(
        Events.run("COMPLETE", "2026-01-01T00:06:00Z", two + "y", "load", "raw", later),
        Events.run("RUNNING", "2026-01-01T00:07:00Z", one, "load", "raw", columns),
        Events.run("OTHER", "2026-01-01T00:07:00Z", one, "load", "raw", later),
        Events.run("START", "2026-01-01T00:00:00Z", one, "load", "raw", ""),
        Events.run("COMPLETE", "2026-01-01T00:05:00Z", one, "load", "raw", columns),
        Events.run("START", "2026-01-01T01:00:00Z", two, "build", "clean other", "report"),
        Events.run("FAIL", "2026-01-01T01:05:00Z", two, "build", "clean", "report"),
        Events.run("COMPLETE", "2026-01-01T01:05:01Z", two, "build", "", "report"),
        Events.job("2026-01-02T00:00:00Z", "build", "clean", "report"),
        Events.job("2026-01-01T00:30:00Z", "build", "other", "report extra"),
        Events.drop("2026-01-01T00:02:00Z", "clean"),
        Events.run("COMPLETE", "2026-01-03T00:00:00Z", two + "x", "build", "third", "report"));
  }

  private static void child(String parent, String type, String time) {
    String facets =
        "{\"parent\":{\"run\":{\"runId\":\""
            + parent
            + "\"},\"job\":{\"namespace\":\"jobs\",\"name\":\"app\"}}}";
    Api.emit(Events.run(type, time, id(), "app.child", "", "", facets));
  }

  private static JsonNode run(String id) {
    return Api.get("/api/lineage/v1/runs/" + id).json();
  }

  private static List<String> inputs(String job) {
    List<String> names = new ArrayList<>();
    Api.get("/api/v1/namespaces/jobs/jobs/" + job)
        .json()
        .get("inputs")
        .forEach(input -> names.add(input.get("name").asText()));
    return names;
  }

  private static JsonNode closure(String dataset) {
    String body =
        "{\"datasets\":[{\"namespace\":\"data\",\"name\":\""
            + dataset
            + "\"}],\"direction\":\"DOWNSTREAM\"}";
    return Api.post("/api/lineage/v1/closures", body, TestTokens.of("runner"))
        .json()
        .at("/closures/0/reached");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
