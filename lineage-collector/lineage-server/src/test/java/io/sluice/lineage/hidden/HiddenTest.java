package io.sluice.lineage.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.HiddenNodes;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HiddenTest extends LineageServerTest {

  private static final String HIDDEN = "/api/lineage/v1/hidden";

  @Inject HiddenNodes hidden;

  @Test
  void aDatasetIsHiddenUnderEveryNameAndBroughtBack() {
    Api.emit(
        """
        {"eventTime":"2026-01-01T00:00:00Z","producer":"https://test","schemaURL":"https://s",
         "dataset":{"namespace":"s3://hi-1","name":"p","facets":{"symlinks":{"identifiers":[
           {"namespace":"hi-1","name":"t","type":"TABLE"}]}}}}
        """);
    Api.get("/api/lineage/v1/position");

    Api.Answer answer = hide("DATASET", "s3://hi-1", "p", false, TestTokens.of("steward"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().get("hiddenBy").asText()).isEqualTo("token:steward");
    assertThat(hidden.hides(dataset("s3://hi-1", "p"))).isTrue();
    assertThat(hidden.hides(dataset("hi-1", "t"))).isTrue();
    assertThat(hidden.hides(dataset("hi-1", "other"))).isFalse();
    long id = answer.json().get("id").asLong();
    // Hiding it again is no second entry.
    assertThat(
            hide("DATASET", "s3://hi-1", "p", false, TestTokens.of("admin"))
                .json()
                .get("id")
                .asLong())
        .isEqualTo(id);

    Api.Answer back = Api.method("DELETE", HIDDEN + "/" + id, TestTokens.of("steward"));

    assertThat(back.json().get("broughtBackBy").asText()).isEqualTo("token:steward");
    assertThat(hidden.hides(dataset("hi-1", "t"))).isFalse();
    assertThat(Api.get(HIDDEN + "?limit=500").body()).doesNotContain("s3://hi-1");
    assertThat(Api.get(HIDDEN + "?limit=500&all=true").body()).contains("s3://hi-1");
  }

  @Test
  void aPatternHidesWhatFitsNowAndLater() {
    String run = UUID.randomUUID().toString();
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", run, "hi_2.tmp_a", "", ""));
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", run + "x", "hi_2.real", "", ""));
    Api.get("/api/lineage/v1/position");
    String wish = wish("JOB", "jobs", "hi_2.tmp_*", true);

    JsonNode preview = Api.post(HIDDEN + "/preview", wish, TestTokens.of("steward")).json();

    assertThat(preview.get("count").asLong()).isEqualTo(1);
    assertThat(preview.at("/examples/0/name").asText()).isEqualTo("hi_2.tmp_a");
    assertThat(hidden.hides(job("hi_2.tmp_a"))).isFalse();

    long id = Api.post(HIDDEN, wish, TestTokens.of("steward")).json().get("id").asLong();

    assertThat(hidden.hides(job("hi_2.tmp_a"))).isTrue();
    assertThat(hidden.hides(job("hi_2.tmp_"))).isTrue();
    assertThat(hidden.hides(job("hi_2.real"))).isFalse();
    assertThat(hidden.hides(dataset("jobs", "hi_2.tmp_a"))).isFalse();
    Api.method("DELETE", HIDDEN + "/" + id, TestTokens.of("admin"));
    assertThat(hidden.hides(job("hi_2.tmp_a"))).isFalse();
  }

  @Test
  void hidingIsForStewardsWithinTheirScope() {
    assertThat(hide("DATASET", "hi-3", "a", false, TestTokens.of("runner")).status())
        .isEqualTo(403);
    String scoped = TestTokens.scoped("steward", "hi-3", "a*");
    assertThat(hide("DATASET", "hi-3", "b", false, scoped).status()).isEqualTo(403);
    assertThat(hide("DATASET", "hi-3", "a*", true, scoped).status()).isEqualTo(403);
    assertThat(hide("JOB", "hi-3", "a", false, scoped).status()).isEqualTo(403);
    assertThat(hide("DATASET", "hi-3", "ab", false, scoped).status()).isEqualTo(201);
    Api.Answer nameless = hide("DATASET", "hi-3", " ", false, TestTokens.of("steward"));
    assertThat(nameless.status()).isEqualTo(400);
    assertThat(nameless.json().get("pointer").asText()).isEqualTo("/name");
  }

  @Test
  void patternsFit() {
    assertThat(new Pattern("a*b*").fits("axxbyy")).isTrue();
    assertThat(new Pattern("a*b").fits("ab")).isTrue();
    assertThat(new Pattern("a*b").fits("abc")).isFalse();
    assertThat(new Pattern("*").fits("")).isTrue();
    assertThat(new Pattern("a").fits("")).isFalse();
    assertThat(new Pattern("a%_\\*").like()).isEqualTo("a\\%\\_\\\\%");
  }

  private static Api.Answer hide(
      String type, String namespace, String name, boolean pattern, String token) {
    return Api.post(HIDDEN, wish(type, namespace, name, pattern), token);
  }

  private static String wish(String type, String namespace, String name, boolean pattern) {
    return "{\"type\":\"%s\",\"namespace\":\"%s\",\"name\":\"%s\",\"pattern\":%s,\"reason\":\"x\"}"
        .formatted(type, namespace, name, pattern);
  }

  private static GraphNode dataset(String namespace, String name) {
    return new GraphNode(
        EntityIds.of(new DatasetId(namespace, name)), GraphNode.Type.DATASET, namespace, name);
  }

  private static GraphNode job(String name) {
    return new GraphNode(EntityIds.of(new JobId("jobs", name)), GraphNode.Type.JOB, "jobs", name);
  }
}
