package io.sluice.lineage.runs;

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

/** Which trouble upstream of a run came first, over stories of several days and jobs. */
@QuarkusTest
class RootCauseTest extends LineageServerTest {

  private static final String COLUMNS = "{\"name\":\"id\",\"type\":\"long\"}";

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void findsTheLoadThatFailedTwoJobsUpstream() {
    for (int day = 1; day <= 3; day++) {
      day(day, 1000, COLUMNS);
    }
    String load = run("FAIL", "04T01", "load", "source", out("raw", -1, COLUMNS), failure("disk"));
    String clean = run("COMPLETE", "04T02", "clean", "raw", out("clean", 1000, COLUMNS), "{}");
    String report = run("FAIL", "04T03", "report", "clean", "report", failure("no rows"));

    JsonNode answer = rootCause(report);

    assertThat(answer.at("/first/code").asText()).isEqualTo("RUN_FAILED");
    assertThat(answer.at("/first/runId").asText()).isEqualTo(load);
    assertThat(answer.at("/first/distance").asInt()).isEqualTo(2);
    assertThat(answer.at("/first/evidence/error").asText()).isEqualTo("disk");
    assertThat(answer.at("/first/path").findValuesAsText("runId"))
        .containsExactly(report, clean, load);
    assertThat(answer.at("/first/path/2/reads/name").asText()).isEqualTo("raw-" + tag);
    assertThat(answer.at("/lastGood/begunAt").asText()).startsWith("2026-01-03T03");
  }

  @Test
  void tellsWhichColumnsChangedAndHowManyRowsWereLost() {
    for (int day = 1; day <= 3; day++) {
      day(day, 1000, COLUMNS);
    }
    String load =
        run(
            "COMPLETE",
            "04T01",
            "load",
            "source",
            out("raw", 100, "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"new\"}"),
            "{}");
    String clean = run("COMPLETE", "04T02", "clean", "raw", out("clean", 90, COLUMNS), "{}");
    String report = run("FAIL", "04T03", "report", "clean", "report", failure("cast"));

    JsonNode causes = rootCause(report).get("causes");

    assertThat(codes(causes))
        .containsExactly(
            "ROW_COUNT_DROPPED 2 raw", "SCHEMA_CHANGED 1 raw", "ROW_COUNT_DROPPED 1 clean");
    assertThat(causes.at("/0/runId").asText()).isEqualTo(load);
    assertThat(causes.at("/0/evidence/rowCount").asLong()).isEqualTo(100);
    assertThat(causes.at("/0/evidence/usual").asLong()).isEqualTo(1000);
    assertThat(causes.at("/1/runId").asText()).isEqualTo(clean);
    assertThat(causes.at("/1/evidence/added/0").asText()).isEqualTo("new");
    assertThat(causes.at("/1/evidence/retyped/0").asText()).isEqualTo("id: long -> string");
  }

  @Test
  void tellsThatTheWriterOfAnInputIsLate() {
    for (int day = 1; day <= 3; day++) {
      day(day, 1000, COLUMNS);
    }
    String clean = run("COMPLETE", "06T02", "clean", "raw", out("clean", 1000, COLUMNS), "{}");

    JsonNode first = rootCause(clean).get("first");

    assertThat(first.get("code").asText()).isEqualTo("UPSTREAM_LATE");
    assertThat(first.get("at").asText()).isEqualTo("2026-01-04T01:00:00Z");
    assertThat(first.at("/evidence/usualInterval").asText()).isEqualTo("PT24H");
    assertThat(first.at("/evidence/job/name").asText()).isEqualTo("load-" + tag);
  }

  @Test
  void tellsOfFailedAssertionsOfChangedCodeAndOfDependencies() {
    String waited = run("ABORT", "04T01", "gate", "", "", "{}");
    coded("03T02", "c1", "in", "{}");
    String input =
        """
        [{"namespace":"data","name":"in-%s","inputFacets":{"dataQualityAssertions":{"assertions":[
          {"assertion":"unique","column":"id","success":false}]}}}]
        """
            .formatted(tag)
            .strip();
    String bad =
        coded(
            "04T02",
            "c2",
            input,
            """
            {"jobDependencies":{"upstream":[{"job":{"namespace":"jobs","name":"gate-%s"},
              "run":{"runId":"%s"}}]}}
            """
                .formatted(tag, waited));

    JsonNode causes = rootCause(bad).get("causes");

    assertThat(codes(causes))
        .containsExactly("DEPENDENCY_FAILED 1", "CODE_CHANGED 0", "ASSERTIONS_FAILED 0 in");
    assertThat(causes.at("/1/evidence/before").asText()).isEqualTo("c1");
    assertThat(causes.at("/1/evidence/now").asText()).isEqualTo("c2");
    assertThat(causes.at("/2/evidence/failures/0").asText()).isEqualTo("unique id");
  }

  @Test
  void findsTheRunBehindADatasetThatWasWrongAtATime() {
    for (int day = 1; day <= 3; day++) {
      day(day, 1000, COLUMNS);
    }
    String clean = run("FAIL", "04T02", "clean", "raw", "", failure("oom"));
    String path = "/api/lineage/v1/root-cause?datasetNamespace=data&datasetName=clean-" + tag;

    assertThat(Api.get(path).json().at("/run/runId").asText()).isEqualTo(clean);
    assertThat(Api.get(path + "&at=2026-01-03T12:00:00Z").json().at("/run/begunAt").asText())
        .startsWith("2026-01-03T02");
    assertThat(Api.get(path + "&at=2025-01-01T00:00:00Z").status()).isEqualTo(404);
    assertThat(Api.get("/api/lineage/v1/root-cause").status()).isEqualTo(400);
  }

  /** A good day: load, then clean, then report. */
  private void day(int day, int rows, String columns) {
    String date = "0" + day;
    run("COMPLETE", date + "T01", "load", "source", out("raw", rows, columns), "{}");
    run("COMPLETE", date + "T02", "clean", "raw", out("clean", rows, columns), "{}");
    run("COMPLETE", date + "T03", "report", "clean", out("report", rows, columns), "{}");
  }

  private String run(
      String end, String hour, String job, String inputs, String outputs, String runFacets) {
    String run = UUID.randomUUID().toString();
    String name = job + "-" + tag;
    String time = "2026-01-" + hour;
    send(Events.run("START", time + ":00:00Z", run, name, tagged(inputs), ""));
    send(Events.run(end, time + ":05:00Z", run, name, tagged(inputs), tagged(outputs), runFacets));
    return run;
  }

  private String coded(String hour, String version, String inputs, String runFacets) {
    String run = UUID.randomUUID().toString();
    for (String type : List.of("START", "COMPLETE")) {
      String event =
          Events.run(
              type,
              "2026-01-" + hour + (type.equals("START") ? ":00:00Z" : ":05:00Z"),
              run,
              "coded-" + tag,
              tagged(inputs),
              "",
              runFacets);
      send(
          event.replace(
              "\"name\":\"coded-" + tag + "\"",
              "\"name\":\"coded-"
                  + tag
                  + "\",\"facets\":{\"sourceCodeLocation\":{\"type\":\"git\",\"url\":\"u\",\"version\":\""
                  + version
                  + "\"}}"));
    }
    return run;
  }

  private static void send(String event) {
    assertThat(Api.emit(event).status()).isEqualTo(201);
  }

  private String tagged(String dataset) {
    return dataset.isEmpty() || dataset.startsWith("[") ? dataset : dataset + "-" + tag;
  }

  private String out(String name, int rows, String columns) {
    return """
        [{"namespace":"data","name":"%s-%s","facets":{"schema":{"fields":[%s]}}%s}]
        """
        .formatted(
            name,
            tag,
            columns,
            rows < 0 ? "" : ",\"outputFacets\":{\"outputStatistics\":{\"rowCount\":" + rows + "}}")
        .strip();
  }

  private static String failure(String message) {
    return "{\"errorMessage\":{\"message\":\"%s\",\"programmingLanguage\":\"java\"}}"
        .formatted(message);
  }

  private static JsonNode rootCause(String run) {
    Api.Answer answer = Api.get("/api/lineage/v1/runs/" + run + "/root-cause");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> codes(JsonNode causes) {
    List<String> codes = new ArrayList<>();
    for (JsonNode cause : causes) {
      String dataset = cause.at("/dataset/name").asText();
      codes.add(
          cause.get("code").asText()
              + " "
              + cause.get("distance").asInt()
              + (dataset.isEmpty() ? "" : " " + dataset.replace("-" + tag, "")));
    }
    return codes;
  }
}
