package io.sluice.lineage.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lists of runs and what single runs come to, as users ask for them. */
@QuarkusTest
class RunListTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void pagesThroughTheRunsOfAJobNewestFirst() {
    String job = "paged-" + tag;
    List<String> newestFirst = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      newestFirst.add(0, ended("COMPLETE", "2026-01-0" + day, job));
    }
    String future = run();
    emit("START", "2999-01-01T00:00:00Z", future, job);

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = list("&jobNamespace=jobs&jobName=" + job + "&limit=2" + cursor);
      assertThat(page.get("items").size()).isBetween(1, 2);
      page.get("items").forEach(item -> seen.add(item.get("runId").asText()));
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asText();
    } while (cursor != null);

    newestFirst.add(future);
    assertThat(seen).containsExactlyElementsOf(newestFirst);
    assertThat(flags(detail(future))).contains("FUTURE_TIME");
  }

  @Test
  void findsRunsByStateTimeDatasetParentAndExternalQuery() {
    String job = "found-" + tag;
    String failed = ended("FAIL", "2026-01-01", job);
    String query = run();
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-01-02T00:00:00Z",
            query,
            job,
            "in-" + tag,
            "out-" + tag,
            "{\"externalQuery\":{\"externalQueryId\":\"q-%1$s\",\"source\":\"bigquery\"},\"parent\":{\"run\":{\"runId\":\"%2$s\"},\"job\":{\"namespace\":\"jobs\",\"name\":\"p\"}}}"
                .formatted(tag, failed)));

    String ofJob = "&jobNamespace=jobs&jobName=" + job;
    assertThat(ids(ofJob + "&state=FAILED")).containsExactly(failed);
    assertThat(ids(ofJob + "&since=2026-01-02T00:00:00Z")).containsExactly(query);
    assertThat(ids(ofJob + "&until=2026-01-02T00:00:00Z")).containsExactly(failed);
    assertThat(ids("&externalQueryId=q-" + tag)).containsExactly(query);
    assertThat(ids("&datasetNamespace=data&datasetName=in-" + tag)).containsExactly(query);
    assertThat(ids("&parent=" + failed)).containsExactly(query);
    assertThat(ids("&state=FAILED&derivedState=COMPLETED" + ofJob)).isEmpty();
    assertThat(detail(query).at("/externalQueries/0/id").asText()).isEqualTo("q-" + tag);
  }

  @Test
  void refusesWhatNoParameterMeans() {
    for (String wrong :
        List.of(
            "state=GREEN",
            "derivedState=LATE",
            "since=yesterday",
            "limit=0",
            "limit=501",
            "cursor=zzz",
            "jobName=alone",
            "datasetNamespace=alone")) {
      assertThat(Api.get("/api/lineage/v1/runs?" + wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void aRunThatIsSilentForLongerThanItsJobExplainsIsStale() {
    String job = "usual-" + tag;
    for (int day = 1; day <= 3; day++) {
      String done = run();
      emit("START", "2026-01-0" + day + "T00:00:00Z", done, job);
      emit("COMPLETE", "2026-01-0" + day + "T00:10:00Z", done, job);
    }
    String young = started(job, Duration.ofMinutes(20));
    String silent = started(job, Duration.ofMinutes(40));
    String unknownJob = started("first-" + tag, Duration.ofHours(20));

    JsonNode shown = detail(silent);

    assertThat(shown.get("state").asText()).isEqualTo("RUNNING");
    assertThat(shown.get("derivedState").asText()).isEqualTo("STALE");
    assertThat(shown.at("/expected/median").asText()).isIn("PT10M", "600.000000000", "600.0");
    assertThat(shown.at("/expected/samples").asInt()).isEqualTo(3);
    assertThat(detail(young).get("derivedState").asText()).isEqualTo("RUNNING");
    assertThat(detail(unknownJob).get("derivedState").asText()).isEqualTo("RUNNING");
    String ofJob = "&jobNamespace=jobs&jobName=" + job;
    assertThat(ids(ofJob + "&derivedState=STALE")).containsExactly(silent);
    assertThat(ids(ofJob + "&derivedState=RUNNING")).containsExactly(young);
  }

  @Test
  void aStreamIsStaleByItsWindowsOnly() {
    String alive = stream(Duration.ofMinutes(20), 600);
    String dead = stream(Duration.ofMinutes(40), 600);

    assertThat(detail(alive).get("derivedState").asText()).isEqualTo("RUNNING");
    assertThat(detail(dead).get("derivedState").asText()).isEqualTo("STALE");
    assertThat(detail(dead).at("/processing/type").asText()).isEqualTo("STREAMING");
  }

  @Test
  void aCompletionCountsTheLastAttemptOfEachPart() {
    String app = ended("COMPLETE", "2026-01-01", "app-" + tag);
    child("FAIL", "2026-01-01T00:01:00Z", "part-" + tag, app, app);
    JsonNode failed = detail(app);
    child("COMPLETE", "2026-01-01T00:02:00Z", "part-" + tag, app, app);
    JsonNode retried = detail(app);

    assertThat(failed.get("derivedState").asText()).isEqualTo("COMPLETED_WITH_FAILED_CHILDREN");
    assertThat(failed.get("rolledUpState").asText()).isEqualTo("FAILED");
    assertThat(failed.get("failedChildCount").asInt()).isEqualTo(1);
    assertThat(retried.get("derivedState").asText()).isEqualTo("COMPLETED");
    assertThat(retried.get("childCount").asInt()).isEqualTo(2);
  }

  @Test
  void aRootCountsWhatAParentThatNeverSentAnythingStarted() {
    String root = ended("COMPLETE", "2026-01-01", "root-" + tag);
    child("FAIL", "2026-01-01T00:01:00Z", "leaf-" + tag, run(), root);

    JsonNode shown = detail(root);

    assertThat(shown.get("rolledUpState").asText()).isEqualTo("FAILED");
    assertThat(shown.at("/children/0/job/name").asText()).isEqualTo("leaf-" + tag);
  }

  @Test
  void tellsTheStoryOfARun() {
    String run = run();
    emit("COMPLETE", "2026-01-01T00:05:00Z", run, "story-" + tag);
    Api.emit(
        Events.run(
            "START",
            "2026-01-01T00:00:00Z",
            run,
            "story-" + tag,
            "",
            "",
            """
            {"processing_engine":{"name":"spark","version":"3.5.8"},
             "test":{"tests":[{"name":"t1","status":"fail"},{"name":"t2","status":"pass"}]},
             "extractionError":{"totalTasks":2,"failedTasks":1,"errors":[]},
             "jobDependencies":{"upstream":[{"job":{"namespace":"jobs","name":"before"}}]}}
            """));

    JsonNode shown = detail(run);

    assertThat(flags(shown)).containsExactlyInAnyOrder("PARTIAL_EXTRACTION", "FAILED_TESTS");
    assertThat(shown.at("/engine/version").asText()).isEqualTo("3.5.8");
    assertThat(shown.at("/tests/failures/0").asText()).isEqualTo("t1");
    assertThat(shown.at("/dependencies/upstream/0/job/name").asText()).isEqualTo("before");
    assertThat(shown.get("timeline").findValuesAsText("type")).containsExactly("COMPLETE", "START");
    assertThat(shown.at("/timeline/0/position").asLong())
        .isLessThan(shown.at("/timeline/1/position").asLong());
  }

  private String ended(String type, String day, String job) {
    String run = run();
    emit("START", day + "T00:00:00Z", run, job);
    emit(type, day + "T00:05:00Z", run, job);
    return run;
  }

  private String started(String job, Duration ago) {
    String run = run();
    emit("START", before(ago), run, job);
    return run;
  }

  private String stream(Duration ago, int window) {
    String run = run();
    Api.emit(
        """
        {"eventType":"RUNNING","eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "run":{"runId":"%s"},"job":{"namespace":"jobs","name":"stream-%s","facets":{"jobType":{
           "processingType":"STREAMING","emissionPattern":{"windowDuration":%d}}}}}
        """
            .formatted(before(ago), run, tag, window));
    return run;
  }

  private static void child(String type, String time, String job, String parent, String root) {
    Api.emit(
        Events.run(
            type,
            time,
            run(),
            job,
            "",
            "",
            """
            {"parent":{"run":{"runId":"%s"},"job":{"namespace":"jobs","name":"p"},
             "root":{"run":{"runId":"%s"},"job":{"namespace":"jobs","name":"r"}}}}
            """
                .formatted(parent, root)));
  }

  private static String before(Duration ago) {
    return Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void emit(String type, String time, String run, String job) {
    assertThat(Api.emit(Events.run(type, time, run, job, "", "")).status()).isEqualTo(201);
  }

  private static String run() {
    return UUID.randomUUID().toString();
  }

  private static JsonNode detail(String run) {
    return Api.get("/api/lineage/v1/runs/" + run).json();
  }

  private static JsonNode list(String parameters) {
    Api.Answer answer = Api.get("/api/lineage/v1/runs?" + parameters.substring(1));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> ids(String parameters) {
    return list(parameters).get("items").findValuesAsText("runId");
  }

  private static List<String> flags(JsonNode run) {
    List<String> flags = new ArrayList<>();
    run.get("flags").forEach(flag -> flags.add(flag.asText()));
    return flags;
  }
}
