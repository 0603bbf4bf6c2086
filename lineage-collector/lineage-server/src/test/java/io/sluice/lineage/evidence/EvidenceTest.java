package io.sluice.lineage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EvidenceTest extends LineageServerTest {

  @Test
  void tellsWhatOtherToolsFoundWithWarningsKeptApart() {
    String run = id();
    String input =
        "[{'namespace':'data','name':'ev1','inputFacets':{'dataQualityAssertions':{'assertions':["
            + "{'assertion':'not_null','success':false,'column':'id'},"
            + "{'assertion':'unique','success':false,'severity':'warn'},"
            + "{'assertion':'range','success':true}]},"
            + "'dataQualityMetrics':{'rowCount':9,'columnMetrics':{'id':{'nullCount':2}}}}}]";
    emit("COMPLETE", "2026-01-02T00:00:00Z", run, "gx", input, "");

    JsonNode items = evidence("ev1", "").get("items");

    assertThat(items).hasSize(2);
    JsonNode checks = items.get(0).get("metrics").isNull() ? items.get(0) : items.get(1);
    JsonNode metrics = items.get(0).get("metrics").isNull() ? items.get(1) : items.get(0);
    assertThat(checks.get("summary").toString())
        .isEqualTo("{\"passed\":1,\"failed\":1,\"warned\":1,\"skipped\":0}");
    assertThat(checks.at("/checks/0/column").asText()).isEqualTo("id");
    assertThat(checks.get("run").asText()).isEqualTo(run);
    assertThat(checks.at("/job/name").asText()).isEqualTo("gx");
    assertThat(metrics.at("/metrics/columns/id/nullCount").asInt()).isEqualTo(2);
  }

  @Test
  void aNewerReportOfARunReplacesTheOlderWhole() {
    String run = id();
    emit("COMPLETE", "2026-01-02T00:01:00Z", run, "soda", checked("ev2", true), "");
    emit("RUNNING", "2026-01-02T00:00:00Z", run, "soda", checked("ev2", false), "");

    JsonNode items = evidence("ev2", "").get("items");

    assertThat(items).hasSize(1);
    assertThat(items.at("/0/summary/passed").asInt()).isEqualTo(1);
  }

  @Test
  void tellsTheTestsOfARunThatUsedTheDatasetApart() {
    String facets = "{'test':{'tests':[{'name':'fresh','status':'fail','severity':'error'}]}}";
    emit("COMPLETE", "2026-01-02T00:00:00Z", id(), "dbt", "ev3", "", facets);

    JsonNode item = evidence("ev3", "").at("/items/0");

    assertThat(item.get("about").asText()).isEqualTo("RUN");
    assertThat(item.at("/summary/failed").asInt()).isEqualTo(1);
  }

  @Test
  void findsTheEvidenceOfABatchByNominalTimeOrByVersionOfTheData() {
    String nominal = "{'nominalTime':{'nominalStartTime':'2026-02-03T00:00:00Z'}}";
    emit("COMPLETE", "2026-02-04T00:00:00Z", id(), "gx4", checked("ev4", true), "", nominal);
    emit(
        "COMPLETE",
        "2026-02-05T00:00:00Z",
        id(),
        "gx4",
        checked("ev4", false)
            .replace(
                "'inputFacets'", "'facets':{'version':{'datasetVersion':'snap-9'}},'inputFacets'"),
        "");

    assertThat(evidence("ev4", "").get("items")).hasSize(2);
    assertThat(evidence("ev4", "&batch=2026-02-03").at("/items/0/summary/passed").asInt())
        .isEqualTo(1);
    assertThat(evidence("ev4", "&batch=2026-02-03").get("items")).hasSize(1);
    assertThat(evidence("ev4", "&batch=snap-9").at("/items/0/summary/failed").asInt()).isEqualTo(1);
    assertThat(evidence("ev4", "&batch=other").get("items")).isEmpty();
    assertThat(evidence("ev4", "&since=2026-02-04T12:00:00Z").get("items")).hasSize(1);
  }

  @Test
  void listsTheVolumesOfRunsPageByPage() {
    for (int i = 1; i <= 5; i++) {
      String output =
          "[{'namespace':'data','name':'vol','outputFacets':{'outputStatistics':{'rowCount':"
              + i
              + ",'size':10}}}]";
      emit("COMPLETE", "2026-01-0" + i + "T00:00:00Z", id(), "load", "", output);
    }
    String path = "/api/lineage/v1/datasets/statistics?namespace=data&name=vol&limit=2";
    StringBuilder rows = new StringBuilder();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = Api.get(path + cursor).json();
      page.get("items").forEach(item -> rows.append(item.get("rowCount").asInt()));
      String next = page.get("nextCursor").textValue();
      cursor = next == null ? "" : "&cursor=" + next;
      pages++;
    } while (!cursor.isEmpty());

    assertThat(rows.toString()).isEqualTo("54321");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void tellsWhichRunsMayHaveTouchedAPartition() {
    String part = "{'type':'partition','partitions':[{'dimensions':{'dt':'2026-01-01'}}]}";
    String output =
        "[{'namespace':'data','name':'parted','outputFacets':{'outputSubset':{'outputCondition':"
            + part
            + "}}}]";
    emit("COMPLETE", "2026-01-01T00:00:00Z", id(), "first", "", output);
    emit(
        "COMPLETE",
        "2026-01-02T00:00:00Z",
        id(),
        "second",
        "",
        output.replace("2026-01-01", "2026-01-02"));
    String path = "/api/lineage/v1/datasets/subsets?namespace=data&name=parted";

    assertThat(Api.get(path).json().get("items")).hasSize(2);
    JsonNode touched = Api.get(path + "&partition=dt=2026-01-02").json().get("items");
    assertThat(touched).hasSize(1);
    assertThat(touched.at("/0/job/name").asText()).isEqualTo("second");
    assertThat(touched.at("/0/role").asText()).isEqualTo("OUTPUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evidence?namespace=data",
        "evidence?namespace=data&name=x&limit=0",
        "evidence?namespace=data&name=x&limit=501",
        "evidence?namespace=data&name=x&since=yesterday",
        "evidence?namespace=data&name=x&cursor=nonsense",
        "evidence?namespace=data&name=x&batch=%00",
        "datasets/subsets?namespace=data&name=x&partition=nonsense",
        "tags?namespace=data",
      })
  void refusesQuestionsThatMakeNoSense(String question) {
    assertThat(Api.get("/api/lineage/v1/" + question).status()).isEqualTo(400);
  }

  private static String checked(String dataset, boolean success) {
    return "[{'namespace':'data','name':'"
        + dataset
        + "','inputFacets':{'dataQualityAssertions':{'assertions':[{'assertion':'a','success':"
        + success
        + "}]}}}]";
  }

  private static void emit(String... parts) {
    List<String> json = List.of(parts).stream().map(part -> part.replace('\'', '"')).toList();
    String facets = json.size() > 6 ? json.get(6) : "{}";
    String event =
        Events.run(
            json.get(0), json.get(1), json.get(2), json.get(3), json.get(4), json.get(5), facets);
    assertThat(Api.emit(event).status()).isEqualTo(201);
  }

  private static JsonNode evidence(String dataset, String more) {
    return Api.get("/api/lineage/v1/evidence?namespace=data&name=" + dataset + more).json();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
