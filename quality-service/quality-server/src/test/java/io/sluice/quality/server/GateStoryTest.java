package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.ask;
import static io.sluice.quality.server.testing.Sluice.badDay;
import static io.sluice.quality.server.testing.Sluice.gate;
import static io.sluice.quality.server.testing.Sluice.goodDay;
import static io.sluice.quality.server.testing.Sluice.put;
import static io.sluice.quality.server.testing.Sluice.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QualityServerTest
class GateStoryTest {

  private final NeighboursClient neighbours = new NeighboursClient();

  @BeforeEach
  void quiet() {
    neighbours.empty();
    // A halt left by another test would reach this one's gates where batches cannot be told apart.
    for (String id :
        as("steward").get("/halts?open=true&limit=500").jsonPath().<String>getList("items.id")) {
      as("steward")
          .contentType("application/json")
          .body("{\"reason\":\"the test is over\"}")
          .post("/halts/" + id + "/release")
          .then()
          .statusCode(200);
    }
  }

  @Test
  void aGoodDayPassesABadDayHaltsItAndWhatIsDownstreamAndARepairReleasesBoth() {
    gate("story-raw", "story/raw");
    put("story-report", rules("story-report", "story/report", ""));
    neighbours
        .edge("file|story/raw", "shop|load_sales", "warehouse|sales")
        .edge("warehouse|sales", "shop|build_report", "file|story/report");
    goodDay("story/raw", "2026-01-01");
    badDay("story/raw", "2026-01-02");
    goodDay("story/report", "2026-01-02");

    ask("story-raw", "2026-01-01")
        .then()
        .statusCode(200)
        .body("status", equalTo("DECIDED"))
        .body("decision", equalTo("PASS"))
        .body("proceed", equalTo(true))
        .body("reasons", empty())
        .body("ruleSetVersion", equalTo(1))
        .body("dataDigest", startsWith("sha256:"))
        .body("lineagePosition", nullValue())
        .body("validUntil", notNullValue())
        .body("links.self", startsWith("http://"));

    ask("story-raw", "2026-01-02")
        .then()
        .statusCode(200)
        .body("decision", equalTo("HALT"))
        .body("proceed", equalTo(false))
        .body("reasons.code", everyItem(equalTo("RULE_FAILED")))
        .body("reasons.rule", hasItem("not-negative"));

    ask("story-report", "2026-01-02")
        .then()
        .statusCode(200)
        .body("decision", equalTo("HALT"))
        .body("ownDecision", equalTo("PASS"))
        .body("reasons[0].code", equalTo("UPSTREAM_HALTED"))
        .body("reasons[0].dataset.name", equalTo("story/raw"))
        .body(
            "reasons[0].path",
            contains(
                "dataset:file:story/raw",
                "job:shop:load_sales",
                "dataset:warehouse:sales",
                "job:shop:build_report",
                "dataset:file:story/report"))
        .body("lineagePosition", equalTo(1));

    // Only the dataset's own halt is one; the report's is derived.
    as("viewer")
        .get("/halts?open=true")
        .then()
        .body("items.gate", contains("story-raw"))
        .body("items.batch", contains("2026-01-02"));

    goodDay("story/raw", "2026-01-02");
    ask("story-raw", "2026-01-02")
        .then()
        .body("decision", equalTo("PASS"))
        .body("previous", notNullValue());

    as("viewer").get("/halts?open=true").then().body("items", empty());
    as("viewer")
        .get("/gates/story-report")
        .then()
        .body("lastEvaluation.decision", equalTo("HALT"))
        .body("releasable", equalTo(true));
    ask("story-report", "2026-01-02").then().body("decision", equalTo("PASS"));
    assertThat(neighbours.seen().path("faults")).isEmpty();
  }

  @Test
  void anotherDayIsNotHeldBack() {
    gate("days-raw", "days/raw");
    gate("days-report", "days/report");
    neighbours.edge("file|days/raw", "shop|job", "file|days/report");
    badDay("days/raw", "2026-01-02");
    goodDay("days/report", "2026-01-03");
    ask("days-raw", "2026-01-02").then().body("decision", equalTo("HALT"));

    ask("days-report", "2026-01-03").then().body("decision", equalTo("PASS"));

    assertThat(neighbours.seen().path("closures").asInt()).isZero();
  }

  @Test
  void lineageIsAskedForAClosureOnceWhileItsLogStandsStill() {
    gate("cache-raw", "cache/raw");
    gate("cache-report", "cache/report");
    neighbours.position(4711).edge("file|cache/raw", "shop|job", "file|cache/report");
    badDay("cache/raw", "2026-01-02");
    goodDay("cache/report", "2026-01-02");
    ask("cache-raw", "2026-01-02");
    ask("cache-report", "2026-01-02");

    ask("cache-report", "2026-01-02").then().body("lineagePosition", equalTo(4711));

    assertThat(neighbours.seen().path("closures").asInt()).isOne();
  }

  @Test
  void whileLineageIsDownAHaltElsewhereIsAnErrorByThePolicy() {
    gate("down-raw", "down/raw");
    put("down-report", rules("down-report", "down/report", "gate: {onError: warn}"));
    badDay("down/raw", "2026-01-02");
    goodDay("down/report", "2026-01-02");
    ask("down-raw", "2026-01-02");
    neighbours.lineageDown(true);

    ask("down-report", "2026-01-02")
        .then()
        .statusCode(200)
        .body("decision", equalTo("WARN"))
        .body("reasons[0].code", equalTo("EVALUATION_ERROR"));
  }

  @Test
  void withoutOpenHaltsNobodyMissesLineage() {
    gate("calm", "calm/raw");
    goodDay("calm/raw", "2026-01-02");
    neighbours.lineageDown(true);

    ask("calm", "2026-01-02").then().statusCode(200).body("decision", equalTo("PASS"));
  }

  @Test
  void whatWasEvaluatedWhileLineageWasDownReachesItLater() {
    gate("later", "later/raw");
    badDay("later/raw", "2026-01-02");
    neighbours.lineageDown(true);
    String id = ask("later", "2026-01-02").jsonPath().getString("id");

    neighbours.lineageDown(false);

    List<JsonNode> events = neighbours.events(id, 2);
    assertThat(events)
        .extracting(kept -> kept.path("event").path("eventType").asText())
        .containsExactly("START", "COMPLETE");
    JsonNode end = events.get(1).path("event");
    assertThat(end.at("/job/namespace").asText()).isEqualTo("sluice");
    assertThat(end.at("/job/name").asText()).isEqualTo("gate.later");
    assertThat(end.at("/inputs/0/name").asText()).isEqualTo("later/raw");
    assertThat(end.at("/run/facets/sluice_gateDecision/decision").asText()).isEqualTo("HALT");
    assertThat(end.at("/run/facets/nominalTime/nominalStartTime").asText())
        .isEqualTo("2026-01-02T00:00:00Z");
    assertThat(end.at("/inputs/0/inputFacets/dataQualityMetrics/rowCount").asInt()).isEqualTo(3);
    assertThat(
            end.at("/inputs/0/inputFacets/dataQualityMetrics/columnMetrics/id/nullCount").asInt())
        .isOne();
    assertThat(end.at("/inputs/0/inputFacets/dataQualityAssertions/assertions"))
        .extracting(assertion -> assertion.path("success").asBoolean())
        .containsExactly(false, false);
  }

  @Test
  void theRunThatAsksIsTheParent() {
    gate("child", "child/raw");
    goodDay("child/raw", "2026-01-02");
    String id =
        as("runner")
            .contentType("application/json")
            .body(
                """
                {"batch":"2026-01-02","run":{"runId":"0197ad1f-0000-7000-8000-000000000001",
                 "job":{"namespace":"shop","name":"load"}}}""")
            .post("/gates/child/evaluations")
            .jsonPath()
            .getString("id");

    JsonNode end = neighbours.events(id, 2).get(1).path("event");

    assertThat(end.at("/run/facets/parent/run/runId").asText())
        .isEqualTo("0197ad1f-0000-7000-8000-000000000001");
    assertThat(end.at("/run/facets/parent/job/name").asText()).isEqualTo("load");
  }

  @Test
  void aMissingFileIsAnErrorThatHaltsAndFailsTheRun() {
    gate("missing", "missing/raw");

    String id =
        ask("missing", "2026-01-02")
            .then()
            .statusCode(200)
            .body("status", equalTo("ERROR"))
            .body("decision", equalTo("HALT"))
            .body("reasons[0].code", equalTo("EVALUATION_ERROR"))
            .extract()
            .path("id");

    assertThat(neighbours.events(id, 2).get(1).at("/event/eventType").asText()).isEqualTo("FAIL");
  }

  @Test
  void theCatalogSaysWhereTheDataIsIfTheRuleSetDoesNot() {
    put(
        "located",
        """
        dataset: {namespace: file, name: "located/raw"}
        rules: [{expect_column_values_to_not_be_null: {column: id}}]
        """);
    goodDay("elsewhere", "2026-01-02");
    neighbours.dataset(
        """
        {"namespace":"file","name":"located/raw","owners":[],
         "location":{"type":"file","path":"elsewhere/${batch}.csv"}}""");

    ask("located", "2026-01-02").then().body("status", equalTo("DECIDED"));
  }

  @Test
  void whileTheCatalogIsDownDataThatOnlyItCanLocateIsAnError() {
    put(
        "unlocated",
        """
        dataset: {namespace: file, name: "unlocated/raw"}
        rules: [{expect_column_values_to_not_be_null: {column: id}}]
        """);
    neighbours.catalogDown(true);

    ask("unlocated", "2026-01-02")
        .then()
        .statusCode(200)
        .body("status", equalTo("ERROR"))
        .body("decision", equalTo("HALT"));
  }

  @Test
  void rulesCanLookBackOnEarlierBatches() {
    put(
        "history",
        """
        dataset: {namespace: file, name: "history/raw"}
        source: {type: file, path: "history/raw/${batch}.csv"}
        rules: [{id: volume, assert: "row_count >= 0.7 * mean(last('row_count', 2))"}]
        gate: {onMissingEvidence: warn}
        """);
    for (String day : List.of("2026-01-01", "2026-01-02", "2026-01-03")) {
      goodDay("history/raw", day);
      ask("history", day);
    }
    io.sluice.quality.server.testing.DataRoot.write("history/raw/2026-01-04.csv", "id\n1\n");

    ask("history", "2026-01-04")
        .then()
        .body("decision", equalTo("HALT"))
        .body("reasons.rule", contains("volume"));
    ask("history", "2026-01-01")
        .then()
        .body("reasons.code", contains("NO_EVIDENCE"))
        .body("decision", equalTo("WARN"));
  }

  @Test
  void aReleasedHaltNoLongerHoldsBackWhatIsDownstream() {
    gate("freed-raw", "freed/raw");
    gate("freed-report", "freed/report");
    neighbours.edge("file|freed/raw", "shop|job", "file|freed/report");
    badDay("freed/raw", "2026-01-02");
    goodDay("freed/report", "2026-01-02");
    ask("freed-raw", "2026-01-02");
    ask("freed-report", "2026-01-02").then().body("decision", equalTo("HALT"));
    String halt = as("viewer").get("/halts?open=true").jsonPath().getString("items[0].id");

    as("steward")
        .contentType("application/json")
        .body("{\"reason\":\"agreed with finance\"}")
        .post("/halts/" + halt + "/release")
        .then()
        .statusCode(200)
        .body("endedBy", equalTo("token:steward"))
        .body("endReason", equalTo("agreed with finance"));

    as("viewer")
        .get("/gates/freed-report/decision?batch=2026-01-02")
        .then()
        .body("decision", equalTo("PASS"));
  }

  @Test
  void aDecisionFromEvidenceReappliesHaltsAndMovesNothing() {
    gate("seen-raw", "seen/raw");
    gate("seen-report", "seen/report");
    neighbours.edge("file|seen/raw", "shop|job", "file|seen/report");
    goodDay("seen/report", "2026-01-02");
    String id = ask("seen-report", "2026-01-02").jsonPath().getString("id");
    badDay("seen/raw", "2026-01-02");
    ask("seen-raw", "2026-01-02");

    as("consumer")
        .get("/gates/seen-report/decision?batch=2026-01-02")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("decision", equalTo("HALT"))
        .body("reasons[0].code", equalTo("UPSTREAM_HALTED"));
    as("consumer")
        .get("/gates/seen-report/decision?batch=2026-01-02&onHalt=status")
        .then()
        .statusCode(409);

    as("viewer").get("/evaluations/" + id).then().body("decision", equalTo("PASS"));
    as("viewer").get("/gates/seen-report/evaluations").then().body("items.id", contains(id));
  }

  @Test
  void withoutOrWithOldEvidenceThePolicyDecides() {
    gate("unseen", "unseen/raw");
    goodDay("unseen/raw", "2026-01-02");
    ask("unseen", "2026-01-02");

    as("viewer")
        .get("/gates/unseen/decision?batch=2026-01-09")
        .then()
        .body("decision", equalTo("HALT"))
        .body("reasons.code", contains("NO_EVIDENCE"));
    as("viewer")
        .get("/gates/unseen/decision?batch=2026-01-02&maxAge=PT0S")
        .then()
        .body("decision", equalTo("HALT"))
        .body("reasons.code", contains("STALE_INPUT"));
    as("viewer")
        .get("/gates/unseen/decision?batch=2026-01-02&maxAge=PT1H")
        .then()
        .body("decision", equalTo("PASS"))
        .body("message", not(containsString("null")));
  }
}
