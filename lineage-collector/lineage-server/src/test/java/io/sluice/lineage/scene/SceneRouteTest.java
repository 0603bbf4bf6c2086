package io.sluice.lineage.scene;

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

@QuarkusTest
class SceneRouteTest extends LineageServerTest {

  private final String tag = "scene" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void drawsTheNeighboursOfADatasetWithPlacesAndWhatLiesBeyond() {
    emit("one", dataset("a"), dataset("b"));
    emit("two", dataset("b"), dataset("c"));
    emit("three", dataset("c"), dataset("d"));

    JsonNode scene = Api.get(scene("b") + "&hops=2").json();

    assertThat(scene.path("focus").asText()).isEqualTo("dataset:" + tag + ":b");
    assertThat(names(scene)).containsExactlyInAnyOrder("a", tag + "-one", "b", tag + "-two", "c");
    assertThat(scene.path("truncated").asBoolean()).isFalse();
    assertThat(box(scene, "c").path("hiddenDownstream").asInt()).isEqualTo(1);
    assertThat(x(scene, "a")).isLessThan(x(scene, "b"));
    assertThat(x(scene, "b")).isLessThan(x(scene, "c"));
    assertThat(scene.path("lines")).hasSize(4);
    scene.path("lines").forEach(line -> assertThat(line.path("points").size()).isGreaterThan(1));
    assertThat(Api.get(scene("b") + "&hops=2").json().path("boxes")).isEqualTo(scene.path("boxes"));
  }

  @Test
  void gathersNamespacesAndOpensThem() {
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      outputs.add("{\"namespace\":\"" + tag + "-mart\",\"name\":\"t" + i + "\"}");
    }
    emit("fan", dataset("a"), outputs.toString());

    JsonNode closed = Api.get(scene("a") + "&hops=2&group=NAMESPACE").json();
    String group = "group:DOWNSTREAM:" + tag + "-mart";
    JsonNode opened =
        Api.get(scene("a") + "&hops=2&group=NAMESPACE&open=" + Api.encode(group)).json();
    JsonNode cut = Api.get(scene("a") + "&hops=2&group=NONE&maxBoxes=10").json();

    assertThat(closed.path("boxes")).hasSize(3);
    assertThat(closed.at("/boxes").findValuesAsText("id")).contains(group);
    assertThat(opened.path("boxes")).hasSize(32);
    assertThat(cut.path("boxes")).hasSize(10);
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.at("/boxes").findValuesAsText("kind")).contains("MORE");
  }

  @Test
  void aNewEdgeIsInTheNextScene() {
    emit("one", dataset("a"), dataset("b"));
    assertThat(Api.get(scene("a") + "&hops=2").json().path("boxes")).hasSize(3);

    emit("other", dataset("a"), dataset("z"));

    assertThat(Api.get(scene("a") + "&hops=2").json().path("boxes")).hasSize(5);
    assertThat(Api.get(scene("a") + "&hops=2&asOf=2020-01-01T00:00:00Z").json().path("boxes"))
        .hasSize(1);
  }

  @Test
  void refusesWhatItCannotDraw() {
    emit("one", dataset("a"), dataset("b"));

    assertThat(Api.get("/api/lineage/v1/scenes").status()).isEqualTo(400);
    assertThat(Api.get(scene("nowhere")).status()).isEqualTo(404);
    assertThat(Api.get(scene("a") + "&hops=99").json().path("parameter").asText())
        .isEqualTo("upHops");
    assertThat(Api.get(scene("a") + "&group=WEIRD").status()).isEqualTo(400);
    assertThat(Api.get(scene("a") + "&maxBoxes=301").status()).isEqualTo(400);
  }

  private String scene(String name) {
    return "/api/lineage/v1/scenes?focus=" + Api.encode("dataset:" + tag + ":" + name);
  }

  private String dataset(String name) {
    return "[{\"namespace\":\"" + tag + "\",\"name\":\"" + name + "\"}]";
  }

  private void emit(String job, String inputs, String outputs) {
    Api.Answer sent =
        Api.emit(
            Events.run(
                "COMPLETE",
                "2026-05-01T00:00:00Z",
                UUID.randomUUID().toString(),
                tag + "-" + job,
                inputs,
                outputs));
    assertThat(sent.status()).isEqualTo(201);
  }

  private static List<String> names(JsonNode scene) {
    return scene.path("boxes").findValuesAsText("name");
  }

  private static JsonNode box(JsonNode scene, String name) {
    for (JsonNode box : scene.path("boxes")) {
      if (box.path("name").asText().equals(name)) {
        return box;
      }
    }
    throw new AssertionError("no box " + name);
  }

  private static double x(JsonNode scene, String name) {
    return box(scene, name).at("/place/x").asDouble();
  }
}
