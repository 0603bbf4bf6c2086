package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The members that clients of Marquez look for. */
@QuarkusTest
class MarquezShapesTest extends LineageServerTest {

  private static final String OUTPUT =
      """
      [{"namespace":"data","name":"shape-out","facets":{
        "schema":{"fields":[{"name":"total","type":"INTEGER"}]},
        "documentation":{"description":"the sums"},
        "dataSource":{"name":"warehouse","uri":"postgresql://h:5432/w"},
        "tags":{"tags":[{"key":"pii","value":"true","source":"TEST","field":"total"},
                        {"key":"tier","value":"gold","source":"TEST"}]},
        "columnLineage":{"fields":{"total":{"inputFields":[
          {"namespace":"data","name":"shape-in","field":"amount","transformations":[
            {"type":"DIRECT","subtype":"AGGREGATION","description":"sum(amount)"}]}]}}}}}]
      """;
  private static final String RUN_FACETS =
      """
      {"nominalTime":{"nominalStartTime":"2026-02-01T00:00:00Z"},
       "executionParameters":{"parameters":[{"key":"day","value":"2026-02-01"},{"key":"n","value":3}]}}
      """;

  private static String emitTheJob() {
    String run = UUID.nameUUIDFromBytes("shape".getBytes()).toString();
    for (String type : List.of("START", "COMPLETE")) {
      Answer sent =
          Api.emit(
              Events.run(
                  type,
                  type.equals("START") ? "2026-02-01T00:00:00Z" : "2026-02-01T00:00:05Z",
                  run,
                  "shape-job",
                  "shape-in",
                  OUTPUT,
                  RUN_FACETS));
      assertThat(sent.status()).isEqualTo(201);
    }
    return run;
  }

  @Test
  void showsARunWithItsArgumentsAndTheVersionsOfItsDatasets() {
    String id = emitTheJob();

    JsonNode run = Api.get("/api/v1/jobs/runs/" + id).json();

    assertThat(names(run))
        .containsExactly(
            "id",
            "createdAt",
            "updatedAt",
            "nominalStartTime",
            "nominalEndTime",
            "state",
            "startedAt",
            "endedAt",
            "durationMs",
            "args",
            "jobVersion",
            "inputDatasetVersions",
            "outputDatasetVersions",
            "facets");
    assertThat(run.get("durationMs").asLong()).isEqualTo(5_000);
    assertThat(run.get("nominalEndTime").isNull()).isTrue();
    assertThat(run.at("/args/day").asText()).isEqualTo("2026-02-01");
    assertThat(run.at("/args/n").asText()).isEqualTo("3");
    assertThat(run.at("/jobVersion/name").asText()).isEqualTo("shape-job");
    JsonNode written = run.at("/outputDatasetVersions/0/datasetVersionId");
    assertThat(written.get("name").asText()).isEqualTo("shape-out");
    assertThat(run.at("/outputDatasetVersions/0/facets").isObject()).isTrue();
    Answer version =
        Api.get(
            "/api/v1/namespaces/data/datasets/shape-out/versions/"
                + written.get("version").asText());
    assertThat(version.json().at("/fields/0/name").asText()).isEqualTo("total");
    assertThat(version.json().at("/createdByRun/id").asText()).isEqualTo(id);
    JsonNode read = run.at("/inputDatasetVersions/0/datasetVersionId/version");
    assertThat(
            Api.get("/api/v1/namespaces/data/datasets/shape-in/versions/" + read.asText()).status())
        .isEqualTo(200);
  }

  @Test
  void showsAJobWithItsNewestRuns() {
    String id = emitTheJob();

    JsonNode job = Api.get("/api/v1/namespaces/jobs/jobs/shape-job").json();

    assertThat(names(job))
        .containsExactly(
            "id",
            "type",
            "name",
            "simpleName",
            "parentJobName",
            "parentJobUuid",
            "createdAt",
            "updatedAt",
            "namespace",
            "inputs",
            "outputs",
            "location",
            "description",
            "latestRun",
            "latestRuns",
            "facets",
            "currentVersion",
            "labels",
            "tags");
    assertThat(job.at("/latestRun/id").asText()).isEqualTo(id);
    assertThat(job.at("/latestRuns/0/id").asText()).isEqualTo(id);
    assertThat(job.at("/latestRun/args/day").asText()).isEqualTo("2026-02-01");
    assertThat(job.at("/inputs/0/name").asText()).isEqualTo("shape-in");
    assertThat(Instant.parse(job.get("createdAt").asText())).isEqualTo("2026-02-01T00:00:00Z");
    JsonNode versions = Api.get("/api/v1/namespaces/jobs/jobs/shape-job/versions").json();
    assertThat(versions.get("totalCount").asInt()).isEqualTo(1);
    assertThat(versions.at("/versions/0/version")).isEqualTo(job.get("currentVersion"));
    assertThat(versions.at("/versions/0/outputs/0/name").asText()).isEqualTo("shape-out");
    Answer one =
        Api.get(
            "/api/v1/namespaces/jobs/jobs/shape-job/versions/"
                + job.get("currentVersion").asText());
    assertThat(one.json().at("/id/version")).isEqualTo(job.get("currentVersion"));
    assertThat(one.json().at("/latestRun/id").asText()).isEqualTo(id);
  }

  @Test
  void showsTheInputsOfAVersionThatOnlyAJobEventDeclared() {
    Api.emit(Events.job("2026-02-02T00:00:00Z", "shape-declared", "shape-in", "shape-out"));

    JsonNode versions = Api.get("/api/v1/namespaces/jobs/jobs/shape-declared/versions").json();

    assertThat(versions.at("/versions/0/inputs/0/name").asText()).isEqualTo("shape-in");
    assertThat(versions.at("/versions/0/latestRun").isNull()).isTrue();
  }

  @Test
  void showsADatasetWithTagsColumnLineageAndSource() {
    emitTheJob();

    JsonNode dataset = Api.get("/api/v1/namespaces/data/datasets/shape-out").json();

    assertThat(names(dataset))
        .containsExactly(
            "id",
            "type",
            "name",
            "physicalName",
            "createdAt",
            "updatedAt",
            "namespace",
            "sourceName",
            "fields",
            "tags",
            "lastModifiedAt",
            "lastLifecycleState",
            "description",
            "currentVersion",
            "columnLineage",
            "facets",
            "deleted");
    assertThat(dataset.get("description").asText()).isEqualTo("the sums");
    assertThat(dataset.at("/tags/0").asText()).isEqualTo("tier:gold");
    assertThat(dataset.at("/fields/0/tags/0").asText()).isEqualTo("pii");
    assertThat(dataset.at("/columnLineage/0/name").asText()).isEqualTo("total");
    JsonNode origin = dataset.at("/columnLineage/0/inputFields/0");
    assertThat(origin.get("dataset").asText()).isEqualTo("shape-in");
    assertThat(origin.get("transformationType").asText()).isEqualTo("AGGREGATION");
    assertThat(origin.get("transformationDescription").asText()).isEqualTo("sum(amount)");
    JsonNode source = Api.get("/api/v1/sources/warehouse").json();
    assertThat(source.get("connectionUrl").asText()).isEqualTo("postgresql://h:5432/w");
    assertThat(source.get("type").asText()).isEqualTo("POSTGRESQL");
    assertThat(Api.get("/api/v1/sources").json().get("sources").findValuesAsText("name"))
        .contains("warehouse", "default");
    assertThat(
            Api.get("/api/v1/namespaces/data/datasets/shape-in").json().get("sourceName").asText())
        .isEqualTo("default");
  }

  @Test
  void showsColumnsWithTheirTypesAndTransformations() {
    emitTheJob();

    JsonNode graph =
        Api.get("/api/v1/column-lineage?nodeId=datasetField:data:shape-out:total").json();

    JsonNode data = graph.at("/graph/0/data");
    assertThat(data.get("fieldType").asText()).isEqualTo("INTEGER");
    assertThat(data.get("transformationType").asText()).isEqualTo("AGGREGATION");
    assertThat(data.at("/inputFields/0/transformationDescription").asText())
        .isEqualTo("sum(amount)");
  }

  @Test
  void filtersJobsByTheStateOfTheirLastRun() {
    for (String type : List.of("FAIL", "COMPLETE", "START")) {
      Api.emit(
          Events.run(
              type, "2026-02-03T00:00:00Z", UUID.randomUUID().toString(), "state-" + type, "", ""));
    }

    assertThat(jobs("/api/v1/jobs?lastRunStates=FAILED&limit=1000"))
        .contains("state-FAIL")
        .doesNotContain("state-COMPLETE", "state-START");
    assertThat(jobs("/api/v1/jobs?lastRunStates=RUNNING&lastRunStates=COMPLETED&limit=1000"))
        .contains("state-START", "state-COMPLETE")
        .doesNotContain("state-FAIL");
    assertThat(Api.get("/api/v1/jobs?lastRunStates=HAPPY").status()).isEqualTo(400);
  }

  @Test
  void countsWhatWasSentToday() {
    Instant now = Instant.now();
    Api.emit(Events.run("FAIL", now.toString(), UUID.randomUUID().toString(), "counted", "", ""));

    JsonNode hours = Api.get("/api/v1/stats/lineage-events?period=DAY").json();
    JsonNode days =
        Api.get("/api/v1/stats/lineage-events?period=WEEK&timezone=Asia/Kolkata").json();
    JsonNode jobs = Api.get("/api/v1/stats/jobs?period=DAY").json();

    assertThat(hours).hasSize(24);
    assertThat(names(hours.get(0)))
        .containsExactly("startInterval", "endInterval", "fail", "start", "complete", "abort");
    assertThat(sum(hours, "fail")).isPositive();
    assertThat(days).hasSize(7);
    assertThat(sum(days, "fail")).isPositive();
    assertThat(names(jobs.get(0))).containsExactly("startInterval", "endInterval", "count");
    assertThat(jobs.get(23).get("count").asLong())
        .isGreaterThanOrEqualTo(jobs.get(0).get("count").asLong())
        .isPositive();
    for (String subject : List.of("datasets", "sources")) {
      assertThat(Api.get("/api/v1/stats/" + subject + "?period=WEEK&timezone=UTC").json())
          .hasSize(7);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/stats/jobs",
        "/api/v1/stats/jobs?period=YEAR",
        "/api/v1/stats/lineage-events?period=WEEK",
        "/api/v1/stats/lineage-events?period=WEEK&timezone=Mars/Olympus",
        "/api/v1/search?q=a&sort=size",
        "/api/v1/search?q=a&filter=run",
        "/api/v1/search?q=a&after=soon",
        "/api/v2beta/search/jobs?q=",
        "/api/v1/namespaces/data/datasets/nowhere/versions",
        "/api/v1/namespaces/jobs/jobs/nowhere/versions/x",
        "/api/v1/sources/nowhere",
      })
  void refusesWhatMakesNoSense(String path) {
    Answer answer = Api.get(path);

    assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    assertThat(answer.json().get("detail").asText()).isNotBlank();
  }

  @Test
  void searchesByKindNamespaceTimeAndOrder() {
    Api.emit(Events.job("2026-02-04T00:00:00Z", "find-me-a", "find-me-c", ""));
    Api.emit(Events.job("2026-02-05T00:00:00Z", "find-me-b", "find-me-c", ""));

    assertThat(found("q=FIND-me&sort=UPDATED_AT")).startsWith("find-me-b").hasSize(3);
    assertThat(found("q=find-me&filter=JOB")).containsExactly("find-me-a", "find-me-b");
    assertThat(found("q=find-me&filter=dataset")).containsExactly("find-me-c");
    assertThat(found("q=find-me&namespace=data")).containsExactly("find-me-c");
    assertThat(found("q=find-me&after=2026-02-05")).containsExactly("find-me-b", "find-me-c");
    assertThat(found("q=find-me&before=2026-02-05")).containsExactly("find-me-a");
    assertThat(found("q=e-&limit=1000")).contains("find-me-a");
    JsonNode jobs = Api.get("/api/v2beta/search/jobs?q=find-ME").json();
    assertThat(jobs.get("hits").findValuesAsText("name")).containsExactly("find-me-a", "find-me-b");
    assertThat(jobs.at("/highlights/0/name/0").asText()).isEqualTo("<em>find-me</em>-a");
    assertThat(Api.get("/api/v2beta/search/datasets?q=find-me").json().get("hits")).hasSize(1);
  }

  private static List<String> found(String query) {
    Answer answer = Api.get("/api/v1/search?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("results").findValuesAsText("name");
  }

  private static List<String> jobs(String path) {
    Answer answer = Api.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    answer.json().get("jobs").forEach(job -> names.add(job.get("name").asText()));
    return names;
  }

  private static long sum(JsonNode rows, String member) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.get(member).asLong();
    }
    return sum;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
