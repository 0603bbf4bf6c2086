package io.sluice.lineage.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NamingTest extends LineageServerTest {

  private static final String RULES = "/api/lineage/v1/naming-rules";
  private static final String MINE =
      "[{\"id\":\"replicas\",\"kind\":\"HOST\",\"parameters\":{\"hosts\":{\"nm-r1\":\"nm-db\","
          + "\"nm-r2\":\"nm-db\"}}}]";

  @Test
  void theRulesMakeOneDatasetOfSeveralSpellings() {
    emit("s3a://nm-1", "t/dt=2026-01-01");
    emit("s3n://nm-1", "/t/dt=2026-01-02");

    JsonNode group = group("s3a://nm-1", "t/dt=2026-01-01");

    assertThat(names(group))
        .containsExactly(
            "s3://nm-1 t", "s3a://nm-1 t/dt=2026-01-01", "s3n://nm-1 /t/dt=2026-01-02");
    assertThat(group.at("/canonical/namespace").asText()).isEqualTo("s3://nm-1");
    assertThat(group.at("/reasons/0/kind").asText()).isEqualTo("RULE");
    assertThat(group.at("/reasons/0/rulesVersion").asInt()).isEqualTo(1);
    // Names as sent stay what Marquez's routes show.
    assertThat(Api.get("/api/v1/namespaces/s3a%3A%2F%2Fnm-1/datasets").body())
        .contains("t/dt=2026-01-01");
  }

  @Test
  void aVersionIsTriedSavedActivatedAndRolledBack() throws Exception {
    emit("pg://nm-r1", "t");
    emit("pg://nm-r2", "t");
    Api.get("/api/lineage/v1/position");

    Api.Answer tried =
        Api.post(
            RULES + "/dry-run",
            "{\"rules\":" + MINE + ",\"all\":true,\"examples\":100}",
            TestTokens.of("steward"));

    assertThat(tried.status()).as(tried.body()).isEqualTo(200);
    assertThat(tried.json().at("/mergeExamples").toString()).contains("pg://nm-db");
    assertThat(tried.json().at("/changedExamples").toString()).contains("replicas");
    assertThat(names(group("pg://nm-r1", "t"))).hasSize(1);

    HttpResponse<String> saved = put("{\"rules\":" + MINE + ",\"note\":\"replicas\"}");
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    int version = Integer.parseInt(saved.body().replaceAll(".*\"version\":(\\d+).*", "$1"));
    assertThat(version).isGreaterThan(1);
    assertThat(put("{\"rules\":" + MINE + "}").body()).contains("\"version\":" + version);
    try {
      assertThat(activate(version).status()).isEqualTo(200);
      assertThat(names(group("pg://nm-r1", "t")))
          .containsExactly("pg://nm-db t", "pg://nm-r1 t", "pg://nm-r2 t");
      assertThat(Api.get(RULES).json().get("activeVersion").asInt()).isEqualTo(version);
    } finally {
      assertThat(activate(1).status()).isEqualTo(200);
    }
    assertThat(names(group("pg://nm-r1", "t"))).hasSize(1);
    assertThat(Api.get(RULES + "/activations?limit=2").json().at("/items/1/version").asInt())
        .isEqualTo(version);
  }

  @Test
  void aDryRunOnNamesTellsWhatWouldFallApart() {
    String body =
        "{\"rules\":[],\"names\":[{\"namespace\":\"s3a://nm-3\",\"name\":\"x\"},"
            + "{\"namespace\":\"s3n://nm-3\",\"name\":\"x\"}]}";

    JsonNode tried = Api.post(RULES + "/dry-run", body, TestTokens.of("steward")).json();

    assertThat(tried.get("names").asInt()).isEqualTo(2);
    assertThat(tried.get("changed").asInt()).isEqualTo(2);
    assertThat(tried.at("/splitExamples").toString()).contains("s3://nm-3");
  }

  @Test
  void rulesAreForStewardsAndSayWhereTheyAreWrong() throws Exception {
    String steward = TestTokens.of("steward");
    assertThat(
            Api.post(RULES + "/dry-run", "{\"version\":1,\"all\":true}", TestTokens.of("runner"))
                .status())
        .isEqualTo(403);
    assertThat(
            Api.post(
                    RULES + "/dry-run",
                    "{\"version\":1,\"all\":true}",
                    TestTokens.scoped("steward", "a", "b"))
                .status())
        .isEqualTo(403);
    assertThat(Api.post(RULES + "/dry-run", "{\"version\":999,\"all\":true}", steward).status())
        .isEqualTo(404);
    assertThat(Api.post(RULES + "/dry-run", "{\"version\":1}", steward).status()).isEqualTo(400);
    HttpResponse<String> wrong = put("{\"rules\":[{\"id\":\"a\",\"kind\":\"NO\"}]}");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("/rules/0/kind");
  }

  private static Api.Answer activate(int version) {
    return Api.post(
        RULES + "/versions/" + version + "/activate",
        "{\"reason\":\"a test\"}",
        TestTokens.of("steward"));
  }

  private static HttpResponse<String> put(String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(Api.url() + RULES))
                .header("Authorization", "Bearer " + TestTokens.of("steward"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void emit(String namespace, String name) {
    String output = "[{\"namespace\":\"" + namespace + "\",\"name\":\"" + name + "\"}]";
    Api.emit(
        Events.run(
            "COMPLETE",
            "2026-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "naming",
            "",
            output));
  }

  private static JsonNode group(String namespace, String name) {
    return Api.get(
            "/api/lineage/v1/aliases?namespace="
                + Api.encode(namespace)
                + "&name="
                + Api.encode(name))
        .json()
        .at("/items/0");
  }

  private static List<String> names(JsonNode group) {
    List<String> names = new ArrayList<>();
    group
        .get("members")
        .forEach(m -> names.add(m.get("namespace").asText() + " " + m.get("name").asText()));
    return names;
  }
}
