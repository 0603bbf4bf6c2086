package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Edges that facets tell of, and what closes edges besides a DROP and a job event. */
@QuarkusTest
class EdgeKindsTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void explicitLineageOfAJobReplacesTheProductOfInputsAndOutputs() {
    String lineage =
        """
        "lineage":{"entries":[
          {"type":"DATASET","namespace":"data","name":"x-TAG","inputs":[
            {"type":"DATASET","namespace":"data","name":"a-TAG"}]},
          {"type":"DATASET","namespace":"data","name":"y-TAG","inputs":[]}]}
        """;
    run("2026-01-01T00:00:00Z", "COMPLETE", "j", lineage, "a b", "x y");

    assertThat(down("a")).containsExactly("x");
    assertThat(down("b")).isEmpty();
    assertThat(up("y")).isEmpty();
  }

  @Test
  void aNewerExplicitLineageClosesWhatItLeavesOut() {
    String entry =
        """
        "lineage":{"entries":[{"type":"DATASET","namespace":"data","name":"x-TAG","inputs":[
          {"type":"DATASET","namespace":"data","name":"%s-TAG"}]}]}
        """;
    run("2026-01-01T00:00:00Z", "COMPLETE", "j", entry.formatted("a"), "", "");
    run("2026-01-02T00:00:00Z", "COMPLETE", "j", entry.formatted("b"), "", "");

    assertThat(up("x")).containsExactly("b");
    assertThat(up("x", ",\"asOf\":\"2026-01-01T12:00:00Z\"")).containsExactly("a");
  }

  @Test
  void explicitLineageOfADatasetNeedsNoJob() {
    dataset(
        "2026-01-01T00:00:00Z",
        "x",
        """
        "lineage":{"inputs":[{"type":"DATASET","namespace":"data","name":"a-TAG"}]}
        """);

    assertThat(down("a")).containsExactly("x");
  }

  @Test
  void aRenameClosesTheEdgesOfTheOldName() {
    run("2026-01-01T00:00:00Z", "COMPLETE", "j", "", "a", "old");
    dataset(
        "2026-01-02T00:00:00Z",
        "new",
        """
        "lifecycleStateChange":{"lifecycleStateChange":"RENAME",
          "previousIdentifier":{"namespace":"data","name":"old-TAG"}}
        """);

    assertThat(lineageOf("a")).doesNotContain("dataset:data:old-" + tag);
  }

  @Test
  void aStreamThatTellsAllThatItUsesReplacesItsEdges() {
    String snapshot =
        "\"jobType\":{\"processingType\":\"STREAMING\",\"integration\":\"FLINK\","
            + "\"emissionPattern\":{\"eventContentMode\":\"COMPLETE_SNAPSHOT\"}}";
    String run = UUID.randomUUID().toString();
    run(run, "2026-01-01T00:00:00Z", "START", "j", "", "", "");
    run(run, "2026-01-01T00:01:00Z", "RUNNING", "j", snapshot, "a b", "x");
    run(run, "2026-01-01T00:02:00Z", "RUNNING", "j", snapshot, "b c", "x");
    // What comes late is about a time that is past.
    run(run, "2026-01-01T00:01:30Z", "RUNNING", "j", snapshot, "a b", "x");

    assertThat(up("x")).containsExactlyInAnyOrder("b", "c");
    assertThat(up("x", ",\"asOf\":\"2026-01-01T00:01:45Z\"")).containsExactlyInAnyOrder("a", "b");
  }

  private void run(
      String time, String type, String job, String jobFacets, String inputs, String outputs) {
    run(UUID.randomUUID().toString(), time, type, job, jobFacets, inputs, outputs);
  }

  private void run(
      String run,
      String time,
      String type,
      String job,
      String jobFacets,
      String inputs,
      String outputs) {
    emit(
        """
        {"eventType":"%s","eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "run":{"runId":"%s"},"job":{"namespace":"jobs","name":"%s-TAG","facets":{%s}},
         "inputs":%s,"outputs":%s}
        """
            .formatted(type, time, run, job, jobFacets, list(inputs), list(outputs)));
  }

  private void dataset(String time, String name, String facets) {
    emit(
        """
        {"eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "dataset":{"namespace":"data","name":"%s-TAG","facets":{%s}}}
        """
            .formatted(time, name, facets));
  }

  private void emit(String event) {
    assertThat(Api.emit(event.replace("TAG", tag)).status()).isEqualTo(201);
  }

  private static String list(String names) {
    List<String> datasets = new ArrayList<>();
    for (String name : names.split(" ")) {
      if (!name.isEmpty()) {
        datasets.add("{\"namespace\":\"data\",\"name\":\"" + name + "-TAG\"}");
      }
    }
    return "[" + String.join(",", datasets) + "]";
  }

  private List<String> down(String name) {
    return closure(name, "DOWNSTREAM", "");
  }

  private List<String> up(String name) {
    return closure(name, "UPSTREAM", "");
  }

  private List<String> up(String name, String moment) {
    return closure(name, "UPSTREAM", moment);
  }

  private List<String> closure(String name, String direction, String moment) {
    String body =
        "{\"datasets\":[{\"namespace\":\"data\",\"name\":\"%s-%s\"}],\"direction\":\"%s\"%s}"
            .formatted(name, tag, direction, moment);
    return Api.post("/api/lineage/v1/closures", body, TestTokens.of("viewer"))
        .json()
        .at("/closures/0/reached")
        .findValues("dataset")
        .stream()
        .map(dataset -> dataset.get("name").asText().replace("-" + tag, ""))
        .toList();
  }

  private List<String> lineageOf(String name) {
    return Api.get("/api/v1/lineage?nodeId=dataset:data:" + name + "-" + tag)
        .json()
        .findValuesAsText("id");
  }
}
