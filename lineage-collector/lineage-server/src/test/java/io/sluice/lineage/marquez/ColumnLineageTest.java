package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain c1.x → c2.x → c3.x → c4.x, and c5.x → c5.x, which feeds itself. */
@QuarkusTest
class ColumnLineageTest extends LineageServerTest {

  private static final String FIELD = "datasetField:data:";

  @BeforeEach
  void sendTheChain() {
    for (int i = 1; i < 4; i++) {
      derive("c" + i, "c" + (i + 1));
    }
    derive("c5", "c5");
  }

  @Test
  void goesAgainstTheDataUnlessAskedForBothWays() {
    assertThat(nodes("c2:x", "")).containsExactlyInAnyOrder("c1", "c2");
    assertThat(nodes("c2:x", "&withDownstream=true"))
        .containsExactlyInAnyOrder("c1", "c2", "c3", "c4");
  }

  @Test
  void goesNoFurtherThanTheDepthInEitherDirection() {
    assertThat(nodes("c3:x", "&withDownstream=true&depth=1"))
        .containsExactlyInAnyOrder("c2", "c3", "c4");
    assertThat(nodes("c4:x", "&depth=2")).containsExactlyInAnyOrder("c2", "c3", "c4");
  }

  @Test
  void endsOnAColumnThatFeedsItself() {
    assertThat(nodes("c5:x", "&withDownstream=true&depth=100")).containsExactly("c5");
  }

  @Test
  void answersForADatasetWithTheLineageOfAllItsColumns() {
    Answer answer = Api.get("/api/v1/column-lineage?nodeId=dataset:data:c2&withDownstream=true");

    assertThat(answer.json().get("graph").findValuesAsText("dataset"))
        .contains("c1", "c2", "c3", "c4");
  }

  @Test
  void answersWithAnEmptyGraphForAColumnThatComesFromNowhere() {
    Answer answer = Api.get("/api/v1/column-lineage?nodeId=dataset:data:c1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("graph")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, nodeId=",
    "400, x=y",
    "400, nodeId=c1",
    "400, nodeId=job:jobs:j",
    "400, nodeId=run:jobs:j",
    "400, nodeId=dataset:",
    "400, nodeId=dataset:data",
    "400, nodeId=datasetField:",
    "400, nodeId=datasetField:data:c1",
    "400, nodeId=dataset::c1",
    "400, nodeId=dataset:data:c1&depth=-1",
    "400, nodeId=dataset:data:c1&depth=101",
    "400, nodeId=dataset:data:c1&depth=many",
    "404, nodeId=dataset:data:nowhere",
    "404, nodeId=datasetField:data:nowhere:x",
    "404, nodeId=datasetField:data:c2:nowhere",
  })
  void refusesWhatNamesNoColumn(int status, String query) {
    assertProblem(Api.get("/api/v1/column-lineage?" + query), status);
  }

  @ParameterizedTest
  @CsvSource({
    "400, nodeId=",
    "400, nodeId=c1",
    "400, nodeId=:",
    "400, nodeId=job:",
    "400, nodeId=dataset:data",
    "400, nodeId=DATASET:data:c1",
    "400, nodeId=datasetField:data:c2:x",
    "400, nodeId=dataset:data:c1&depth=-1",
    "400, nodeId=dataset:data:c1&depth=101",
    "404, nodeId=dataset:data:nowhere",
    "404, nodeId=job:jobs:nowhere",
    "404, nodeId=job:data:c1",
  })
  void refusesWhatNamesNoNode(int status, String query) {
    assertProblem(Api.get("/api/v1/lineage?" + query), status);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void takesDepthsAtTheBounds(int depth) {
    assertThat(Api.get("/api/v1/lineage?nodeId=dataset:data:c2&depth=" + depth).status())
        .isEqualTo(200);
    assertThat(Api.get("/api/v1/column-lineage?nodeId=dataset:data:c2&depth=" + depth).status())
        .isEqualTo(200);
  }

  @Test
  void showsTheNodeAloneAtDepthZero() {
    Answer answer = Api.get("/api/v1/lineage?nodeId=dataset:data:c2&depth=0");

    assertThat(answer.json().get("graph")).hasSize(1);
    assertThat(answer.json().at("/graph/0/id").asText()).isEqualTo("dataset:data:c2");
  }

  @Test
  void answersAnIdOfManyColonsInBoundedTime() {
    String colons = IntStream.range(0, 1_000).mapToObj(i -> "a").collect(Collectors.joining(":"));

    assertProblem(Api.get("/api/v1/lineage?nodeId=dataset:" + colons), 404);
    assertProblem(Api.get("/api/v1/column-lineage?nodeId=dataset:" + colons), 404);
  }

  private static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  private static java.util.List<String> nodes(String column, String query) {
    Answer answer = Api.get("/api/v1/column-lineage?nodeId=" + FIELD + column + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    java.util.List<String> names = new java.util.ArrayList<>();
    answer.json().get("graph").forEach(node -> names.add(node.at("/data/dataset").asText()));
    return names;
  }

  private static void derive(String from, String to) {
    String output =
        """
        [{"namespace":"data","name":"%s","facets":{"columnLineage":{"fields":{"x":{"inputFields":[
          {"namespace":"data","name":"%s","field":"x"}]}}}}}]
        """
            .formatted(to, from);
    String run = UUID.nameUUIDFromBytes(to.getBytes()).toString();
    Answer sent =
        Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", run, "to-" + to, from, output));
    assertThat(sent.status()).isEqualTo(201);
  }
}
