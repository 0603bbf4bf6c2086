package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReadsTest extends LineageServerTest {

  private static final URI PRODUCER = URI.create("https://github.com/sluice/test");

  @Test
  void showsWhatTheOpenLineageClientSends() throws Exception {
    UUID run = UUID.randomUUID();
    emitWithClient(run);

    JsonNode shown = Api.get("/api/v1/jobs/runs/" + run).json();

    assertThat(shown.get("state").asText()).isEqualTo("COMPLETED");
    assertThat(shown.at("/facets/nominalTime/nominalStartTime").asText()).startsWith("2026-01-01T");
    JsonNode lineage =
        Api.get("/api/v1/lineage?nodeId=" + Api.encode("job:client:load") + "&depth=2").json();
    assertThat(lineage.findValuesAsText("id"))
        .contains("job:client:load", "dataset:s3://bucket:in/orders", "dataset:s3://bucket:out");
    JsonNode columns =
        Api.get("/api/v1/column-lineage?nodeId=" + Api.encode("datasetField:s3://bucket:out:total"))
            .json();
    assertThat(columns.at("/graph/0/data/inputFields/0/field").asText()).isEqualTo("amount");
    JsonNode dataset =
        Api.get("/api/v1/namespaces/" + Api.encode("s3://bucket") + "/datasets/out").json();
    assertThat(dataset.at("/fields/0/name").asText()).isEqualTo("total");
  }

  @Test
  void findsNamesThatHoldSlashesColonsAndPercents() {
    String name = "a/b:c%2Fd é";
    Api.emit(
        Events.run(
            "START",
            "2026-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "j/1:x",
            "[{\"namespace\":\"postgres://h:5432\",\"name\":\"" + name + "\"}]",
            ""));

    Answer dataset =
        Api.get(
            "/api/v1/namespaces/"
                + Api.encode("postgres://h:5432")
                + "/datasets/"
                + Api.encode(name));
    Answer job = Api.get("/api/v1/namespaces/jobs/jobs/" + Api.encode("j/1:x"));
    Answer graph =
        Api.get("/api/v1/lineage?nodeId=" + Api.encode("dataset:postgres://h:5432:" + name));

    assertThat(dataset.status()).as(dataset.body()).isEqualTo(200);
    assertThat(dataset.json().get("name").asText()).isEqualTo(name);
    assertThat(job.status()).as(job.body()).isEqualTo(200);
    assertThat(graph.json().get("graph")).hasSize(2);
  }

  @Test
  void listsRunsOfAJobNewestFirstWithTheirTotal() {
    for (int day = 1; day <= 3; day++) {
      Api.emit(
          Events.run(
              "COMPLETE",
              "2026-01-0" + day + "T00:00:00Z",
              UUID.randomUUID().toString(),
              "paged",
              "",
              ""));
    }

    JsonNode runs = Api.get("/api/v1/namespaces/jobs/jobs/paged/runs?limit=2").json();

    assertThat(runs.get("totalCount").asInt()).isEqualTo(3);
    assertThat(runs.get("runs")).hasSize(2);
    assertThat(runs.at("/runs/0/endedAt").asText()).isEqualTo("2026-01-03T00:00:00Z");
  }

  @Test
  void searchesForPercentAndUnderscoreAsText() {
    for (String name : List.of("search_100%", "search_1000", "searchx100y")) {
      Api.emit(Events.job("2026-01-01T00:00:00Z", "s", name, ""));
    }

    JsonNode found = Api.get("/api/v1/search?q=" + Api.encode("H_100%")).json();

    assertThat(found.get("results").findValuesAsText("name")).containsExactly("search_100%");
  }

  @Test
  void listsEventsAsTheyAreKept() {
    String run = UUID.randomUUID().toString();
    Api.emit(Events.run("START", "2031-05-05T00:00:00Z", run, "future", "", ""));

    JsonNode events = Api.get("/api/v1/events/lineage?limit=500").json();

    assertThat(events.get("totalCount").asInt()).isPositive();
    assertThat(events.get("events").findValuesAsText("runId")).contains(run);
  }

  @Test
  void waitsForAPositionThatIsNotThereYetAndThenSaysSo() {
    Answer answer = Api.get("/api/lineage/v1/position?minPosition=999999999");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/namespaces/x",
    "PUT, /api/v1/namespaces/x/jobs",
    "PATCH, /api/v1/namespaces/x/datasets/y",
    "PUT, /api/v1/namespaces/x/jobs/y/runs",
    "DELETE, /api/v1/lineage",
    "PUT, /api/v1/lineage/batch",
    "PUT, /api/v1/jobs/runs/x/start",
    "DELETE, /api/v1/jobs/runs/x",
    "DELETE, /api/v1/tags/x",
    "POST, /api/v1/search",
    "POST, /api/v2beta/search/jobs",
  })
  void answers405WithAllowToMethodsThatAreClosed(String method, String path) {
    Answer answer = Api.method(method, path, TestTokens.of("admin"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(405);
    assertThat(answer.response().headers().firstValue("Allow")).isPresent();
    assertThat(answer.json().get("type").asText()).endsWith("/method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/jobs?limit=100000",
        "/api/v1/jobs?limit=-1",
        "/api/v1/lineage",
        "/api/v1/lineage?nodeId=nonsense",
        "/api/v1/lineage?nodeId=job:a:b&depth=1000",
        "/api/v1/search?q=",
        "/api/v1/events/lineage?before=yesterday",
        "/api/v1/events/lineage?sortDirection=up",
        "/api/lineage/v1/dead-letters?cursor=x",
        "/api/v1/jobs/runs/x/facets?type=y",
      })
  void refusesParametersThatMakeNoSense(String path) {
    Answer answer = Api.get(path);

    assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    assertThat(answer.json().get("detail").asText()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/namespaces",
        "/api/v1/jobs",
        "/api/v1/namespaces/jobs/jobs",
        "/api/v1/namespaces/data/datasets",
        "/api/v1/events/lineage",
        "/api/lineage/v1/position",
        "/api/lineage/v1/dead-letters",
      })
  void answersReadersAndNobodyElse(String path) {
    assertThat(Api.get(path).status()).isEqualTo(200);
    assertThat(Api.method("GET", path, TestTokens.UNKNOWN).status()).isEqualTo(401);
  }

  private static void emitWithClient(UUID runId) throws Exception {
    HttpConfig config = new HttpConfig();
    config.setUrl(URI.create(Api.url()));
    ApiKeyTokenProvider token = new ApiKeyTokenProvider();
    token.setApiKey(TestTokens.of("runner"));
    config.setAuth(token);
    OpenLineage ol = new OpenLineage(PRODUCER);
    OpenLineage.InputField amount =
        ol.newInputFieldBuilder()
            .namespace("s3://bucket")
            .name("in/orders")
            .field("amount")
            .build();
    OpenLineage.DatasetFacets facets =
        ol.newDatasetFacetsBuilder()
            .schema(
                ol.newSchemaDatasetFacet(
                    List.of(
                        ol.newSchemaDatasetFacetFieldsBuilder()
                            .name("total")
                            .type("decimal")
                            .build())))
            .columnLineage(
                ol.newColumnLineageDatasetFacetBuilder()
                    .fields(
                        ol.newColumnLineageDatasetFacetFieldsBuilder()
                            .put(
                                "total",
                                ol.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                                    .inputFields(List.of(amount))
                                    .build())
                            .build())
                    .build())
            .build();
    OpenLineage.RunEvent event =
        ol.newRunEventBuilder()
            .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
            .eventTime(ZonedDateTime.parse("2026-01-01T10:00:00Z"))
            .run(
                ol.newRun(
                    runId,
                    ol.newRunFacetsBuilder()
                        .nominalTime(
                            ol.newNominalTimeRunFacetBuilder()
                                .nominalStartTime(ZonedDateTime.parse("2026-01-01T00:00:00Z"))
                                .build())
                        .build()))
            .job(ol.newJobBuilder().namespace("client").name("load").build())
            .inputs(
                List.of(
                    ol.newInputDatasetBuilder().namespace("s3://bucket").name("in/orders").build()))
            .outputs(
                List.of(
                    ol.newOutputDatasetBuilder()
                        .namespace("s3://bucket")
                        .name("out")
                        .facets(facets)
                        .build()))
            .build();
    try (OpenLineageClient client =
        OpenLineageClient.builder().transport(new HttpTransport(config)).build()) {
      client.emit(event);
    }
  }
}
