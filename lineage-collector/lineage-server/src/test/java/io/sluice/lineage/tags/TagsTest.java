package io.sluice.lineage.tags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TagsTest extends LineageServerTest {

  @Test
  void columnsInheritAlongValuesAndNotAlongInfluenceNorBehindAMask() {
    output(
        "t1",
        "{'tags':{'tags':[{'key':'pii','value':'email','field':'mail','source':'dbt'},"
            + "{'key':'gold','value':''}]}}");
    output(
        "t2",
        "{'columnLineage':{'fields':{"
            + field("copy", "t1", "mail", "DIRECT", false)
            + ","
            + field("hash", "t1", "mail", "DIRECT", true)
            + ","
            + field("filtered", "t1", "mail", "INDIRECT", false)
            + "}}}");
    output(
        "t3",
        "{'columnLineage':{'fields':{" + field("address", "t2", "copy", "DIRECT", false) + "}}}");

    JsonNode first = tags("t1");
    assertThat(first.get("own").findValuesAsText("key")).containsExactly("gold", "pii");
    assertThat(first.get("inherited")).isEmpty();
    JsonNode second = tags("t2").get("inherited");
    assertThat(second.findValuesAsText("field"))
        .contains("copy")
        .doesNotContain("hash", "filtered");
    JsonNode third = tags("t3").get("inherited");
    assertThat(third).hasSize(1);
    assertThat(third.at("/0/value").asText()).isEqualTo("email");
    assertThat(third.at("/0/path").findValuesAsText("name")).containsExactly("t1", "t2", "t3");
  }

  @Test
  void aDeletedFacetTakesTheLabelsBack() {
    output("t4", "{'tags':{'tags':[{'key':'old','value':'1'}]}}");
    assertThat(tags("t4").get("own")).hasSize(1);

    String event =
        Events.run(
            "COMPLETE",
            "2027-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "tagger",
            "",
            list("t4", "{'tags':{'_deleted':true}}"));
    Api.emit(event);

    assertThat(tags("t4").get("own")).isEmpty();
  }

  private static String field(
      String field, String dataset, String from, String type, boolean masking) {
    return "'"
        + field
        + "':{'inputFields':[{'namespace':'data','name':'"
        + dataset
        + "','field':'"
        + from
        + "','transformations':[{'type':'"
        + type
        + "','masking':"
        + masking
        + "}]}]}";
  }

  private static void output(String dataset, String facets) {
    String event =
        Events.run(
            "COMPLETE",
            "2026-01-01T00:00:00Z",
            UUID.randomUUID().toString(),
            "tagger",
            "",
            list(dataset, facets));
    assertThat(Api.emit(event).status()).isEqualTo(201);
  }

  private static String list(String dataset, String facets) {
    return ("[{'namespace':'data','name':'" + dataset + "','facets':" + facets + "}]")
        .replace('\'', '"');
  }

  private static JsonNode tags(String dataset) {
    return Api.get("/api/lineage/v1/tags?namespace=data&name=" + dataset).json();
  }
}
