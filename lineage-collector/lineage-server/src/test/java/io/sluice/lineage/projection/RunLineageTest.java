package io.sluice.lineage.projection;

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

/** What the events of runs, and of the runs that started them, come to. */
@QuarkusTest
class RunLineageTest extends LineageServerTest {

  private final String run = UUID.randomUUID().toString();
  private final String tag = run.substring(0, 8);

  @Test
  void joinsWhatStartAndCompleteSayApart() {
    emit("START", "00:00", "split", "in", "");
    emit("COMPLETE", "00:05", "split", "", "out");

    JsonNode job = job("split");
    JsonNode shown = Api.get("/api/v1/jobs/runs/" + run).json();

    assertThat(names(job.get("inputs"))).containsExactly("in-" + tag);
    assertThat(names(job.get("outputs"))).containsExactly("out-" + tag);
    assertThat(shown.get("durationMs").asLong()).isEqualTo(300_000);
    assertThat(shown.get("inputDatasetVersions").findValuesAsText("name"))
        .containsExactly("in-" + tag);
    assertThat(shown.get("outputDatasetVersions").findValuesAsText("name"))
        .containsExactly("out-" + tag);
    assertThat(lineageOf("dataset:data:in-" + tag)).contains("dataset:data:out-" + tag);
  }

  @Test
  void givesARunWhoseJobChangesToTheJobOfItsNewestEvent() {
    emit("START", "00:00", "before", "in", "");
    emit("COMPLETE", "00:05", "after", "in", "out");

    JsonNode after = Api.get("/api/v1/namespaces/jobs/jobs/after-" + tag + "/runs").json();
    JsonNode before = Api.get("/api/v1/namespaces/jobs/jobs/before-" + tag + "/runs").json();

    assertThat(after.at("/runs/0/id").asText()).isEqualTo(run);
    assertThat(before.get("runs")).isEmpty();
    assertThat(job("before").get("latestRun").isNull()).isTrue();
    // What was said of the old job stays said.
    assertThat(names(job("before").get("inputs"))).containsExactly("in-" + tag);
  }

  @Test
  void takesTheLineageOfAStreamThatNeverEnds() {
    emit("START", "00:00", "stream", "", "");
    emit("RUNNING", "00:01", "stream", "topic", "sink");

    assertThat(lineageOf("dataset:data:topic-" + tag)).contains("dataset:data:sink-" + tag);
    JsonNode shown = Api.get("/api/v1/jobs/runs/" + run).json();
    assertThat(shown.get("state").asText()).isEqualTo("RUNNING");
    assertThat(shown.get("endedAt").isNull()).isTrue();
  }

  @Test
  void knowsAParentThatHasNotSentAnythingByWhatItsChildSays() {
    String parent = UUID.randomUUID().toString();
    child(parent, "dag-" + tag, "dag-" + tag + ".task");

    JsonNode job = Api.get("/api/v1/namespaces/jobs/jobs/dag-" + tag).json();
    JsonNode unseen = Api.get("/api/lineage/v1/runs/" + parent).json();

    assertThat(job.get("name").asText()).isEqualTo("dag-" + tag);
    assertThat(job.get("latestRun").isNull()).isTrue();
    assertThat(unseen.get("state").asText()).isEqualTo("NEW");
    assertThat(unseen.get("rolledUpState").asText()).isEqualTo("FAILED");
    assertThat(unseen.at("/job/name").asText()).isEqualTo("dag-" + tag);
    assertThat(unseen.at("/children/0/runId").asText()).isEqualTo(run);
    JsonNode marquez = Api.get("/api/v1/jobs/runs/" + parent).json();
    assertThat(marquez.get("id").asText()).isEqualTo(parent);
    assertThat(marquez.get("startedAt").isNull()).isTrue();
  }

  @Test
  void namesTheParentJobOfATask() {
    child(UUID.randomUUID().toString(), "dag-" + tag, "dag-" + tag + ".task");

    JsonNode task = Api.get("/api/v1/namespaces/jobs/jobs/dag-" + tag + ".task").json();
    JsonNode dag = Api.get("/api/v1/namespaces/jobs/jobs/dag-" + tag).json();

    assertThat(task.get("parentJobName").asText()).isEqualTo("dag-" + tag);
    assertThat(task.get("parentJobUuid").isTextual()).isTrue();
    assertThat(task.get("simpleName").asText()).isEqualTo("task");
    assertThat(dag.get("parentJobName").isNull()).isTrue();
    assertThat(dag.get("simpleName").asText()).isEqualTo("dag-" + tag);
  }

  @Test
  void takesTheParentsOwnWordOnceItComes() {
    String parent = UUID.randomUUID().toString();
    child(parent, "dag-" + tag, "task-" + tag);
    Api.emit(Events.run("COMPLETE", "2025-12-31T00:00:00Z", parent, "real-" + tag, "", "", "{}"));

    JsonNode seen = Api.get("/api/lineage/v1/runs/" + parent).json();

    assertThat(seen.get("state").asText()).isEqualTo("COMPLETED");
    assertThat(seen.get("rolledUpState").asText()).isEqualTo("FAILED");
    assertThat(seen.at("/job/name").asText()).isEqualTo("real-" + tag);
    assertThat(seen.get("children")).hasSize(1);
  }

  @Test
  void leavesARunThatNobodyNamesUnknown() {
    assertThat(Api.get("/api/lineage/v1/runs/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void endsOnRunsThatAreEachOthersParents() {
    String other = UUID.randomUUID().toString();
    child(other, "one-" + tag, "two-" + tag);
    Api.emit(
        Events.run(
            "COMPLETE", "2026-01-01T00:00:00Z", other, "one-" + tag, "", "", parent(run, "two")));

    JsonNode shown = Api.get("/api/lineage/v1/runs/" + other).json();

    assertThat(shown.get("rolledUpState").asText()).isEqualTo("FAILED");
  }

  private void child(String parentRun, String parentJob, String job) {
    Api.emit(
        Events.run("FAIL", "2026-01-01T00:00:00Z", run, job, "", "", parent(parentRun, parentJob)));
  }

  private static String parent(String run, String job) {
    return """
        {"parent":{"run":{"runId":"%s"},"job":{"namespace":"jobs","name":"%s"}}}
        """
        .formatted(run, job);
  }

  private void emit(String type, String time, String job, String inputs, String outputs) {
    Api.Answer answer =
        Api.emit(
            Events.run(
                type,
                "2026-01-01T" + time + ":00Z",
                run,
                job + "-" + tag,
                inputs.isEmpty() ? "" : inputs + "-" + tag,
                outputs.isEmpty() ? "" : outputs + "-" + tag));
    assertThat(answer.status()).isEqualTo(201);
  }

  private JsonNode job(String name) {
    return Api.get("/api/v1/namespaces/jobs/jobs/" + name + "-" + tag).json();
  }

  private static List<String> lineageOf(String nodeId) {
    return Api.get("/api/v1/lineage?nodeId=" + Api.encode(nodeId)).json().findValuesAsText("id");
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(each -> names.add(each.get("name").asText()));
    return names;
  }
}
