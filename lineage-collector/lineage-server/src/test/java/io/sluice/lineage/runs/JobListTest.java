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

/** Jobs with their runs, as users ask for them. */
@QuarkusTest
class JobListTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);

  @Test
  void foldsJobsThatOtherJobsStartIntoThem() {
    String namespace = "fold-" + tag;
    String app = UUID.randomUUID().toString();
    emit(namespace, "a-app", app, "COMPLETE", "2026-01-01T00:09:00Z", "{}");
    String parent =
        """
        {"parent":{"run":{"runId":"%s"},"job":{"namespace":"%s","name":"a-app"}}}
        """
            .formatted(app, namespace);
    for (String command : List.of("a-app.one", "a-app.two")) {
      String run = UUID.randomUUID().toString();
      emit(namespace, command, run, "FAIL", "2026-01-01T00:05:00Z", parent);
    }
    emit(namespace, "b", UUID.randomUUID().toString(), "START", "2026-01-01T00:00:00Z", "{}");

    JsonNode folded = list("namespace=" + namespace);

    assertThat(names(folded)).containsExactly("a-app", "b");
    assertThat(folded.at("/items/0/latestRun/derivedState").asText())
        .isEqualTo("COMPLETED_WITH_FAILED_CHILDREN");
    assertThat(folded.at("/items/0/latestRun/childCount").asInt()).isEqualTo(2);
    assertThat(folded.at("/items/1/latestRun/derivedState").asText()).isEqualTo("STALE");
    JsonNode all = list("includeChildren=true&namespace=" + namespace);
    assertThat(names(all)).containsExactly("a-app", "a-app.one", "a-app.two", "b");
    assertThat(all.at("/items/1/parent/name").asText()).isEqualTo("a-app");
  }

  @Test
  void pagesByName() {
    String namespace = "paged-" + tag;
    for (String job : List.of("c", "a", "b")) {
      emit(namespace, job, UUID.randomUUID().toString(), "START", "2026-01-01T00:00:00Z", "{}");
    }

    List<String> seen = new ArrayList<>();
    JsonNode page = list("limit=2&namespace=" + namespace);
    seen.addAll(names(page));
    page = list("limit=2&namespace=" + namespace + "&cursor=" + page.get("nextCursor").asText());
    seen.addAll(names(page));

    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(page.get("nextCursor").isNull()).isTrue();
    assertThat(Api.get("/api/lineage/v1/jobs?cursor=zzz").status()).isEqualTo(400);
    assertThat(Api.get("/api/lineage/v1/jobs?limit=501").status()).isEqualTo(400);
  }

  @Test
  void tellsAJobsScheduleDurationVersionsAndDependencies() {
    String job = "daily-" + tag;
    for (int day = 1; day <= 4; day++) {
      String run = UUID.randomUUID().toString();
      String facets =
          """
          {"nominalTime":{"nominalStartTime":"2026-01-0%dT06:00:00Z"},
           "jobDependencies":{"upstream":[{"job":{"namespace":"jobs","name":"before-%2$s"}}],
             "downstream":[{"job":{"namespace":"jobs","name":"after-%2$s"}}]}}
          """
              .formatted(day, tag);
      String date = "2026-01-0" + day;
      Api.emit(Events.run("START", date + "T06:00:10Z", run, job, "x", "", facets));
      Api.emit(Events.run("COMPLETE", date + "T06:10:10Z", run, job, "x", "y" + day / 4, facets));
    }

    JsonNode shown = Api.get("/api/lineage/v1/jobs/by-id?namespace=jobs&name=" + job).json();
    JsonNode after =
        Api.get("/api/lineage/v1/jobs/by-id?namespace=jobs&name=" + job + "&minPosition=1").json();

    assertThat(shown.at("/schedule/next").asText()).isEqualTo("2026-01-05T06:00:00Z");
    assertThat(shown.at("/schedule/basis").asText()).isEqualTo("NOMINAL_TIME");
    assertThat(shown.at("/schedule/regular").asDouble()).isEqualTo(1.0);
    assertThat(shown.at("/expected/samples").asInt()).isEqualTo(4);
    assertThat(shown.get("lastRuns")).hasSize(4);
    assertThat(shown.at("/lastRuns/0/begunAt").asText()).isEqualTo("2026-01-04T06:00:10Z");
    assertThat(shown.get("versions")).hasSize(2);
    assertThat(shown.at("/upstream/0/job/name").asText()).isEqualTo("before-" + tag);
    assertThat(shown.at("/downstream/0/job/name").asText()).isEqualTo("after-" + tag);
    assertThat(after.get("job")).isEqualTo(shown.get("job"));
    String unknown = "/api/lineage/v1/jobs/by-id?namespace=jobs&name=unknown-" + tag;
    assertThat(Api.get(unknown).status()).isEqualTo(404);
    assertThat(Api.get("/api/lineage/v1/jobs/by-id?name=" + job).status()).isEqualTo(400);
  }

  private static void emit(
      String namespace, String job, String run, String type, String time, String runFacets) {
    String event =
        Events.run(type, time, run, job, "", "", runFacets)
            .replace(
                "\"job\":{\"namespace\":\"jobs\",\"name\":\"" + job + "\"},\n \"inputs\"",
                "\"job\":{\"namespace\":\""
                    + namespace
                    + "\",\"name\":\""
                    + job
                    + "\"},\n \"inputs\"");
    assertThat(Api.emit(event).status()).isEqualTo(201);
  }

  private static JsonNode list(String parameters) {
    Api.Answer answer = Api.get("/api/lineage/v1/jobs?" + parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.get("items").forEach(item -> names.add(item.at("/job/name").asText()));
    return names;
  }
}
