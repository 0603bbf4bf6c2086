package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events as large as they may be; the times are printed for the reader, not judged. */
@QuarkusTest
class LargeEventTest extends LineageServerTest {

  private static final int MB = 1 << 20;

  @Test
  void takesFiveThousandColumnsInOneEvent() {
    String event =
        run("wide-job", "[{\"namespace\":\"data\",\"name\":\"wide-in\"}]", "[" + wide() + "]");
    assertThat(event.length()).isBetween(4 * MB, 8 * MB);

    Answer sent = timed("5,000 columns: POST", () -> Api.emit(event));
    Answer position = timed("5,000 columns: seen", () -> Api.get("/api/lineage/v1/position"));
    Answer columns =
        timed(
            "5,000 columns: column lineage",
            () -> Api.get("/api/v1/column-lineage?nodeId=dataset:data:wide"));
    Answer graph =
        timed(
            "5,000 columns: lineage", () -> Api.get("/api/v1/lineage?nodeId=dataset:data:wide-in"));

    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    assertThat(position.status()).isEqualTo(200);
    assertThat(columns.json().get("graph")).hasSize(5_000 + 10_000);
    assertThat(graph.json().get("graph")).hasSize(3);
    assertThat(graph.body().length()).isLessThan(24 * MB);
  }

  @Test
  void takesTheSameColumnsAgainFromTheNextRun() {
    for (int i = 0; i < 3; i++) {
      String event = run("wide-again", "[]", "[" + wide().replace("\"wide\"", "\"again\"") + "]");
      Answer sent = timed("5,000 columns again: POST", () -> Api.emit(event));
      assertThat(sent.status()).isEqualTo(201);
      assertThat(
              timed("5,000 columns again: seen", () -> Api.get("/api/lineage/v1/position"))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void takesAThousandInputsAndAThousandOutputsInOneEvent() {
    String event = run("hub", datasets("hub-in", 1_000), datasets("hub-out", 1_000));

    Answer sent = timed("1,000 × 1,000: POST", () -> Api.emit(event));
    Answer position = timed("1,000 × 1,000: seen", () -> Api.get("/api/lineage/v1/position"));
    Answer graph =
        timed(
            "1,000 × 1,000: lineage",
            () -> Api.get("/api/v1/lineage?nodeId=" + Api.encode("job:jobs:hub")));

    assertThat(sent.status()).isEqualTo(201);
    assertThat(position.status()).isEqualTo(200);
    assertThat(graph.json().get("graph")).hasSize(2_001);
    assertThat(graph.json().at("/graph/0/inEdges")).hasSize(1_000);
    assertThat(graph.json().has("truncated")).isFalse();
    assertThat(graph.body().length()).isLessThan(8 * MB);
  }

  private static Answer timed(String what, Supplier<Answer> call) {
    long begun = System.nanoTime();
    Answer answer = call.get();
    System.out.printf(
        "%s: %,d ms, answer of %,d bytes%n",
        what, (System.nanoTime() - begun) / 1_000_000, answer.body().length());
    return answer;
  }

  private static String run(String job, String inputs, String outputs) {
    return Events.run(
        "COMPLETE", "2026-01-01T00:00:00Z", UUID.randomUUID().toString(), job, inputs, outputs);
  }

  private static String datasets(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"namespace\":\"data\",\"name\":\"%s%d\",\"facets\":{\"documentation\":{\"description\":\"d\"}}}"
                    .formatted(prefix, i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** A dataset of 5,000 columns, each from two others. */
  private static String wide() {
    String description = "a column that somebody described at some length, ".repeat(8);
    String schema =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    "{\"name\":\"column_%d\",\"type\":\"decimal(38,9)\",\"description\":\"%s\"}"
                        .formatted(i, description))
            .collect(Collectors.joining(","));
    String links =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    "\"column_%d\":{\"inputFields\":[%s,%s]}"
                        .formatted(i, input("left", i), input("right", i)))
            .collect(Collectors.joining(","));
    return "{\"namespace\":\"data\",\"name\":\"wide\",\"facets\":{\"schema\":{\"fields\":["
        + schema
        + "]},\"columnLineage\":{\"fields\":{"
        + links
        + "}}}}";
  }

  private static String input(String dataset, int column) {
    return ("{\"namespace\":\"data\",\"name\":\"wide-%s\",\"field\":\"column_%d\",\"transformations\":[{"
            + "\"type\":\"DIRECT\",\"subtype\":\"TRANSFORMATION\",\"description\":\"%s\","
            + "\"masking\":false}]}")
        .formatted(dataset, column, "coalesce, trimmed and rounded to nine digits, then summed");
  }
}
