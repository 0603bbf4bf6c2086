package io.sluice.lineage.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatasetTest extends LineageServerTest {

  private static final String DATASETS = "/api/lineage/v1/datasets";

  @Test
  void oneDatasetIsListedOnceAndFoundByAnyOfItsNames() {
    describe("2026-01-01T00:00:00Z", "s3://dv-1", "wh/zebra", symlink("dv-1", "finch"));
    describe("2026-01-02T00:00:00Z", "dv-1", "finch", "");
    describe("2026-01-03T00:00:00Z", "dv-1", "other", "");

    assertThat(found("query=ZEBRA")).containsExactly("dv-1 finch");
    assertThat(found("query=finch")).containsExactly("dv-1 finch");
    assertThat(found("namespace=dv-1")).containsExactlyInAnyOrder("dv-1 finch", "dv-1 other");
    assertThat(found("namespace=s3%3A%2F%2Fdv-1")).containsExactly("dv-1 finch");
    assertThat(found("query=100%25zebra")).isEmpty();
    JsonNode one = Api.get(DATASETS + "?query=zebra").json().at("/items/0");
    assertThat(one.at("/aliases/0/name").asText()).isEqualTo("wh/zebra");
    assertThat(one.get("firstSeen").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(one.get("lastSeen").asText()).isEqualTo("2026-01-02T00:00:00Z");
  }

  @Test
  void pagesAddUpToTheWholeAndLeaveOutWhatIsHidden() {
    for (int i = 0; i < 5; i++) {
      describe("2026-01-01T00:00:00Z", "dv-2", "t" + i, i == 3 ? symlink("dv-2", "t1") : "");
    }
    assertThat(found("namespace=dv-2&limit=2")).hasSize(4).doesNotHaveDuplicates();
    String wish =
        "{\"type\":\"DATASET\",\"namespace\":\"dv-2\",\"name\":\"t2\",\"reason\":\"noise\"}";
    assertThat(Api.post("/api/lineage/v1/hidden", wish, TestTokens.of("steward")).status())
        .isEqualTo(201);

    assertThat(found("namespace=dv-2&limit=2")).hasSize(3).doesNotContain("dv-2 t2");
    assertThat(found("namespace=dv-2&limit=2&includeHidden=true")).hasSize(4);
  }

  @Test
  void theDatasetIsPutTogetherFromAllItsNames() {
    describe(
        "2026-01-01T00:00:00Z",
        "s3://dv-3",
        "p",
        symlink("dv-3", "t")
            + ","
            + schema("id:long", "note:string")
            + ",\"ownership\":{\"owners\":[{\"name\":\"team:a\",\"type\":\"OWNER\"}]}");
    describe(
        "2026-02-01T00:00:00Z",
        "dv-3",
        "t",
        schema("id:string", "remark:string", "at:date")
            + ",\"documentation\":{\"description\":\"what it is\"},"
            + "\"ownership\":{\"owners\":[{\"name\":\"team:b\"}]},"
            + "\"lifecycleStateChange\":{\"lifecycleStateChange\":\"OVERWRITE\"}");

    JsonNode dataset = Api.get(DATASETS + "/by-id?namespace=s3%3A%2F%2Fdv-3&name=p").json();

    assertThat(dataset.at("/summary/namespace").asText()).isEqualTo("dv-3");
    assertThat(dataset.at("/owners/0/name").asText()).isEqualTo("team:b");
    assertThat(dataset.at("/documentation/description").asText()).isEqualTo("what it is");
    assertThat(dataset.at("/schemaVersions/0/changes/added").toString())
        .isEqualTo("[\"remark\",\"at\"]");
    assertThat(dataset.at("/schemaVersions/0/changes/typeChanged/0/after").asText())
        .isEqualTo("string");
    assertThat(dataset.at("/schemaVersions/0/changes/renamed/0/after").asText())
        .isEqualTo("remark");
    assertThat(dataset.at("/schemaVersions/1/changes").isNull()).isTrue();
    assertThat(dataset.at("/lifecycle/0/change").asText()).isEqualTo("OVERWRITE");
    assertThat(dataset.at("/facets/symlinks").isMissingNode()).isFalse();
    assertThat(dataset.at("/schema/fields")).hasSize(3);
    String then = "&asOf=2026-01-15T00:00:00Z";
    assertThat(
            Api.get(DATASETS + "/by-id?namespace=dv-3&name=t" + then).json().at("/schema/fields"))
        .hasSize(2);
    String before = "&asOf=2025-01-15T00:00:00Z";
    assertThat(Api.get(DATASETS + "/by-id?namespace=dv-3&name=t" + before).json().get("schema"))
        .isEmpty();
  }

  @Test
  void datasetsThatLookTheSameAreSuggestedUntilSomebodyDecides() {
    String schema = schema("dv_a:long", "DV_b:string", "dv_c:date");
    describe("2026-01-01T00:00:00Z", "s3://dv-4", "lake/dv_orders/", schema);
    describe(
        "2026-01-01T00:00:00Z",
        "dv-4",
        "sales.dv_orders",
        schema("DV_B:varchar", "dv_a:bigint", "dv_c:date"));
    describe("2026-01-01T00:00:00Z", "dv-4", "sales.dv_else", schema);

    List<JsonNode> suggested = suggestions();

    assertThat(suggested).hasSize(1);
    assertThat(suggested.get(0).get("ending").asText()).isEqualTo("dv_orders");
    assertThat(suggested.get(0).get("fields")).hasSize(3);
    String split =
        "{\"left\":{\"namespace\":\"s3://dv-4\",\"name\":\"lake/dv_orders/\"},"
            + "\"right\":{\"namespace\":\"dv-4\",\"name\":\"sales.dv_orders\"},\"reason\":\"no\"}";
    assertThat(Api.post("/api/lineage/v1/aliases/splits", split, TestTokens.of("steward")).status())
        .isEqualTo(201);
    assertThat(suggestions()).isEmpty();
  }

  @Test
  void refusesWhatIsNoQuestion() {
    assertThat(Api.get(DATASETS + "/by-id?namespace=dv-5").status()).isEqualTo(400);
    assertThat(Api.get(DATASETS + "/by-id?namespace=dv-5&name=unknown").status()).isEqualTo(404);
    assertThat(Api.get(DATASETS + "/by-id?namespace=a&name=b&asOf=yesterday").status())
        .isEqualTo(400);
    assertThat(Api.get(DATASETS + "?limit=501").status()).isEqualTo(400);
    assertThat(Api.get(DATASETS + "?includeHidden=maybe").status()).isEqualTo(400);
  }

  private static List<JsonNode> suggestions() {
    List<JsonNode> mine = new ArrayList<>();
    Api.get("/api/lineage/v1/aliases/suggestions?limit=500")
        .json()
        .get("items")
        .forEach(
            each -> {
              if (each.get("ending").asText().startsWith("dv_")) {
                mine.add(each);
              }
            });
    return mine;
  }

  private static List<String> found(String query) {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = Api.get(DATASETS + "?" + query + cursor).json();
      page.get("items")
          .forEach(
              item -> names.add(item.get("namespace").asText() + " " + item.get("name").asText()));
      cursor = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asText();
    } while (!cursor.isEmpty());
    return names;
  }

  private static String symlink(String namespace, String name) {
    return "\"symlinks\":{\"identifiers\":[{\"namespace\":\"%s\",\"name\":\"%s\",\"type\":\"TABLE\"}]}"
        .formatted(namespace, name);
  }

  private static String schema(String... fields) {
    List<String> all = new ArrayList<>();
    for (String field : fields) {
      String[] parts = field.split(":");
      all.add("{\"name\":\"%s\",\"type\":\"%s\"}".formatted(parts[0], parts[1]));
    }
    return "\"schema\":{\"fields\":[" + String.join(",", all) + "]}";
  }

  private static void describe(String time, String namespace, String name, String facets) {
    Api.Answer answer =
        Api.emit(
            """
            {"eventTime":"%s","producer":"https://test","schemaURL":"https://s",
             "dataset":{"namespace":"%s","name":"%s","facets":{%s}}}
            """
                .formatted(time, namespace, name, facets));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
