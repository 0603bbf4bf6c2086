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

/** Which run read what which other wrote. */
@QuarkusTest
class RunToRunTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void findsTheWriterByTheVersionThoughALaterOneWroteSince() {
    String old = run("old", "01", "", versioned("t", "v1"));
    run("new", "02", "", versioned("t", "v2"));
    String reader = run("reader", "03", versioned("t", "v1"), "report");

    JsonNode answer = lineage(reader, "UPSTREAM", 5);

    assertThat(edges(answer)).containsExactly("t v1 " + reader + " < " + old + " VERSION");
    assertThat(edges(lineage(old, "DOWNSTREAM", 5)))
        .containsExactly("t v1 " + reader + " < " + old + " VERSION");
  }

  @Test
  void findsTheLastWriterThatEndedBeforeTheReaderBegan() {
    String first = run("writer", "01", "", "t");
    String second = run("writer", "02", "", "t");
    String reader = run("reader", "03", "t", "report");
    String third = run("writer", "04", "", "t");
    String last = run("reader", "05", "t", "report");

    assertThat(edges(lineage(reader, "UPSTREAM", 1)))
        .containsExactly("t - " + reader + " < " + second + " TIME");
    assertThat(edges(lineage(second, "DOWNSTREAM", 1)))
        .containsExactly("t - " + reader + " < " + second + " TIME");
    assertThat(edges(lineage(third, "DOWNSTREAM", 1)))
        .containsExactly("t - " + last + " < " + third + " TIME");
    assertThat(edges(lineage(first, "DOWNSTREAM", 1))).isEmpty();
  }

  @Test
  void walksSoManyRunsFarAndSaysWhatNobodyWrote() {
    String load = run("load", "01", "source", "raw");
    String clean = run("clean", "02", "raw", "clean");
    String report = run("report", "03", "clean", "report");

    JsonNode near = lineage(report, "UPSTREAM", 1);
    JsonNode far = lineage(report, "UPSTREAM", 9);

    assertThat(runs(near)).containsExactly("0 " + report, "1 " + clean);
    assertThat(runs(far)).containsExactly("0 " + report, "1 " + clean, "2 " + load);
    assertThat(edges(far)).contains("source - " + load + " < null NONE");
    assertThat(runs(lineage(load, "DOWNSTREAM", 9)))
        .containsExactly("0 " + load, "1 " + clean, "2 " + report);
    assertThat(far.at("/runs/1/run/job/name").asText()).isEqualTo("clean-" + tag);
  }

  @Test
  void endsOnRunsThatReadEachOther() {
    String one = run("one", "01", versioned("b", "v1"), versioned("a", "v1"));
    String two = run("two", "01", versioned("a", "v1"), versioned("b", "v1"));

    assertThat(runs(lineage(one, "UPSTREAM", 20))).containsExactly("0 " + one, "1 " + two);
  }

  @Test
  void refusesWhatItCannotWalk() {
    String run = run("one", "01", "", "a");
    String path = "/api/lineage/v1/runs/" + run + "/lineage?";

    assertThat(Api.get(path + "direction=SIDEWAYS").status()).isEqualTo(400);
    assertThat(Api.get(path + "depth=21").status()).isEqualTo(400);
    assertThat(Api.get("/api/lineage/v1/runs/unknown-" + tag + "/lineage").status()).isEqualTo(404);
  }

  /** A run on that day of January that took five minutes. */
  private String run(String job, String day, String inputs, String outputs) {
    String run = UUID.randomUUID().toString();
    String time = "2026-01-" + day + "T00:0%d:00Z";
    for (int minute : new int[] {0, 5}) {
      Api.Answer answer =
          Api.emit(
              Events.run(
                  minute == 0 ? "START" : "COMPLETE",
                  time.formatted(minute),
                  run,
                  job + "-" + tag,
                  tagged(inputs),
                  tagged(outputs)));
      assertThat(answer.status()).isEqualTo(201);
    }
    return run;
  }

  private String tagged(String dataset) {
    return dataset.isEmpty() || dataset.startsWith("[") ? dataset : dataset + "-" + tag;
  }

  private String versioned(String dataset, String version) {
    return """
        [{"namespace":"data","name":"%s-%s","facets":{"version":{"datasetVersion":"%s"}}}]
        """
        .formatted(dataset, tag, version)
        .strip();
  }

  private static JsonNode lineage(String run, String direction, int depth) {
    Api.Answer answer =
        Api.get(
            "/api/lineage/v1/runs/" + run + "/lineage?direction=" + direction + "&depth=" + depth);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> edges(JsonNode answer) {
    List<String> edges = new ArrayList<>();
    for (JsonNode edge : answer.get("edges")) {
      String name = edge.at("/dataset/name").asText();
      edges.add(
          name.substring(0, name.length() - tag.length() - 1)
              + (edge.get("version").isNull() ? " - " : " " + edge.get("version").asText() + " ")
              + edge.get("readerRunId").asText()
              + " < "
              + edge.get("writerRunId").asText()
              + " "
              + edge.get("match").asText());
    }
    return edges;
  }

  private static List<String> runs(JsonNode answer) {
    List<String> runs = new ArrayList<>();
    answer
        .get("runs")
        .forEach(node -> runs.add(node.get("distance") + " " + node.at("/run/runId").asText()));
    return runs;
  }
}
