package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The own routes of the graph. */
@QuarkusTest
class GraphReadsTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void showsTheGraphAroundANodeWithKindsAndIntervals() {
    run("2026-01-01T00:00:00Z", "j", "a", "b", "{}");
    run("2026-01-02T00:00:00Z", "k", "b", "c", "{}");

    JsonNode down = get("/graph?node=dataset:data:a-TAG&direction=DOWNSTREAM&depth=2");
    JsonNode both = get("/graph?node=dataset:data:b-TAG&depth=9");

    assertThat(ids(down.get("nodes"))).containsExactly("a", "j", "b");
    assertThat(down.at("/edges/0/kind").asText()).isEqualTo("READ");
    assertThat(down.at("/edges/0/validFrom").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(down.get("truncated").asBoolean()).isFalse();
    assertThat(ids(both.get("nodes"))).containsExactlyInAnyOrder("a", "j", "b", "k", "c");
    assertThat(both.get("edges")).hasSize(4);
    assertThat(get("/graph?node=dataset:data:b-TAG&depth=9&limit=2").get("truncated").asBoolean())
        .isTrue();
    assertThat(ask("/graph?node=dataset:data:nowhere-TAG").status()).isEqualTo(404);
    assertThat(ask("/graph?node=dataset:data:a-TAG&kinds=FOO").status()).isEqualTo(400);
    assertThat(ask("/graph").status()).isEqualTo(400);
  }

  @Test
  void listsClosedEdgesOnWishWithTheReason() {
    run("2026-01-01T00:00:00Z", "j", "a", "b", "{}");
    Api.emit(Events.drop("2026-01-02T00:00:00Z", "b-" + tag));

    JsonNode plain = get("/graph?node=job:jobs:j-TAG");
    JsonNode closed = get("/graph?node=job:jobs:j-TAG&closed=true");

    assertThat(ids(plain.get("nodes"))).containsExactlyInAnyOrder("j", "a");
    assertThat(plain.has("closedEdges")).isFalse();
    assertThat(closed.at("/closedEdges/0/closeReason").asText()).isEqualTo("DROP");
    assertThat(closed.at("/closedEdges/0/validTo").asText()).isEqualTo("2026-01-02T00:00:00Z");
  }

  @Test
  void collapsesJobsThatOnlyReadIntoTheJobThatStartsThem() {
    run("2026-01-01T00:00:00Z", "app", "", "out", "{}");
    run("2026-01-01T00:00:01Z", "app.infer", "in", "", parent("app"));

    JsonNode collapsed = get("/graph?node=job:jobs:app-TAG&depth=1");
    JsonNode apart = get("/graph?node=job:jobs:app-TAG&depth=1&collapse=false");

    assertThat(ids(collapsed.get("nodes"))).containsExactlyInAnyOrder("app", "out", "in");
    assertThat(ids(apart.get("nodes"))).containsExactlyInAnyOrder("app", "out");
    assertThat(ids(get("/graph?node=dataset:data:in-TAG&depth=1").get("nodes")))
        .containsExactly("in", "app");
    // That they are drawn as one does not say that one's input is the other's.
    assertThat(get("/impact?node=dataset:data:in-TAG").get("datasetCount").asInt()).isZero();
  }

  @Test
  void keepsControlFlowApartFromData() {
    run(
        "2026-01-01T00:00:00Z",
        "later",
        "x",
        "y",
        """
        {"jobDependencies":{"upstream":[{"job":{"namespace":"jobs","name":"earlier-TAG"}}]}}
        """);

    assertThat(ids(get("/graph?node=job:jobs:later-TAG").get("nodes")))
        .containsExactlyInAnyOrder("later", "x", "y");
    assertThat(ids(get("/graph?node=job:jobs:later-TAG&kinds=TRIGGERS").get("nodes")))
        .containsExactlyInAnyOrder("later", "earlier");
  }

  @Test
  void findsTheShortestWaysFirst() {
    run("2026-01-01T00:00:00Z", "slow1", "a", "b", "{}");
    run("2026-01-01T00:00:00Z", "slow2", "b", "d", "{}");
    run("2026-01-01T00:00:00Z", "fast", "a", "d", "{}");

    JsonNode paths = get("/paths?from=dataset:data:a-TAG&to=dataset:data:d-TAG").get("paths");

    assertThat(paths).hasSize(2);
    assertThat(ids(paths.get(0))).containsExactly("a", "fast", "d");
    assertThat(ids(paths.get(1))).containsExactly("a", "slow1", "b", "slow2", "d");
    assertThat(get("/paths?from=dataset:data:d-TAG&to=dataset:data:a-TAG").get("paths")).isEmpty();
  }

  @Test
  void listsWhatAChangeMattersToAndForWhom() {
    run("2026-01-01T00:00:00Z", "j", "a", "b", "{}");
    run("2026-01-01T00:00:00Z", "k", "b", "c d", "{}");
    emit(
        """
        {"eventTime":"2026-01-01T00:00:00Z","producer":"https://t","schemaURL":"https://s",
         "dataset":{"namespace":"data","name":"c-TAG","facets":{
           "ownership":{"owners":[{"name":"team:finance"}]}}}}
        """);

    JsonNode impact = get("/impact?node=dataset:data:a-TAG&limit=2");

    assertThat(impact.get("datasetCount").asInt()).isEqualTo(3);
    assertThat(impact.get("jobCount").asInt()).isEqualTo(2);
    assertThat(impact.get("datasets")).hasSize(2);
    assertThat(impact.get("truncated").asBoolean()).isTrue();
    assertThat(impact.at("/owners/0/owner").asText()).isEqualTo("team:finance");
    assertThat(impact.at("/owners/0/datasets").asInt()).isEqualTo(1);
  }

  @Test
  void followsAColumnOverHopsAndTellsValuesFromInfluence() {
    columns("2026-01-01T00:00:00Z", "j", "a", "b", "id", "DIRECT");
    columns("2026-01-01T00:00:00Z", "k", "b", "c", "id", "DIRECT");
    columns("2026-01-01T00:00:00Z", "l", "b", "d", "id", "INDIRECT");

    JsonNode impact = get("/impact?node=dataset:data:a-TAG&column=id");
    JsonNode up = get("/columns?node=datasetField:data:c-TAG:id&direction=UPSTREAM");

    assertThat(impact.at("/columns/direct").findValuesAsText("name"))
        .containsExactly("b-" + tag, "c-" + tag);
    assertThat(impact.at("/columns/indirect").findValuesAsText("name")).containsExactly("d-" + tag);
    assertThat(up.at("/upstream/direct").findValuesAsText("name"))
        .containsExactly("b-" + tag, "a-" + tag);
    assertThat(up.at("/upstream/links")).hasSize(2);
    JsonNode early =
        get(
            "/columns?node=datasetField:data:c-TAG:id&asOf=2025-01-01T00:00:00Z&direction=UPSTREAM");
    assertThat(early.at("/upstream/links")).isEmpty();
    JsonNode influenced = get("/columns?node=dataset:data:d-TAG&direction=UPSTREAM");
    assertThat(influenced.at("/influences/0/from/name").asText()).isEqualTo("b-" + tag);
    assertThat(get("/impact?node=dataset:data:b-TAG&direct=true").get("datasetCount").asInt())
        .isEqualTo(1);
  }

  @Test
  void tellsWhatChangedBetweenTwoMoments() {
    run("2026-03-01T00:00:00Z", "j", "a", "b", "{}");
    long first = position();
    run("2026-03-02T00:00:00Z", "k", "b", "c", "{}");
    Api.emit(Events.drop("2026-03-03T00:00:00Z", "a-" + tag));

    String around = "/diff?node=dataset:data:b-TAG&from=2026-03-01T12:00:00Z";
    JsonNode changed = get(around + "&to=2026-03-04T00:00:00Z");
    JsonNode known = get("/diff?node=dataset:data:b-TAG&fromPosition=" + first);

    for (JsonNode diff : List.of(changed, known)) {
      assertThat(ids(diff.get("addedNodes"))).containsExactlyInAnyOrder("k", "c");
      assertThat(ids(diff.get("closedNodes"))).containsExactly("a");
      assertThat(diff.get("addedEdges")).hasSize(2);
      assertThat(diff.at("/closedEdges/0/closeReason").asText()).isEqualTo("DROP");
    }
    assertThat(ask("/diff").status()).isEqualTo(400);
  }

  private long position() {
    return Api.get("/api/lineage/v1/position").json().get("position").asLong();
  }

  private void run(String time, String job, String inputs, String outputs, String runFacets) {
    emit(
        Events.run(
            "COMPLETE",
            time,
            UUID.randomUUID().toString(),
            job + "-TAG",
            tagged(inputs),
            tagged(outputs),
            runFacets));
  }

  private static String tagged(String names) {
    return names.isEmpty() ? "" : String.join("-TAG ", names.split(" ", -1)) + "-TAG";
  }

  private void columns(
      String time, String job, String from, String to, String column, String type) {
    emit(
        """
        {"eventType":"COMPLETE","eventTime":"%s","producer":"https://t","schemaURL":"https://s",
         "run":{"runId":"%s"},"job":{"namespace":"jobs","name":"%s-TAG"},
         "inputs":[{"namespace":"data","name":"%s-TAG"}],
         "outputs":[{"namespace":"data","name":"%s-TAG","facets":{"columnLineage":{"fields":{
           "%s":{"inputFields":[{"namespace":"data","name":"%s-TAG","field":"%s",
             "transformations":[{"type":"%s"}]}]}}}}}]}
        """
            .formatted(time, UUID.randomUUID(), job, from, to, column, from, column, type));
  }

  private static String parent(String job) {
    return """
        {"parent":{"run":{"runId":"%s"},"job":{"namespace":"jobs","name":"%s-TAG"}}}
        """
        .formatted(UUID.randomUUID(), job);
  }

  private void emit(String event) {
    assertThat(Api.emit(event.replace("TAG", tag)).status()).isEqualTo(201);
  }

  private Api.Answer ask(String path) {
    return Api.get("/api/lineage/v1" + path.replace("TAG", tag));
  }

  private JsonNode get(String path) {
    Api.Answer answer = ask(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> ids(JsonNode nodes) {
    List<String> names = new ArrayList<>();
    nodes.forEach(node -> names.add(node.get("name").asText().replace("-" + tag, "")));
    return names;
  }
}
