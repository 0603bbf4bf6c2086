package io.sluice.lineage.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.lineage.dataset.SchemaDiff.Rename;
import io.sluice.lineage.dataset.SchemaDiff.TypeChange;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {

  @Test
  void tellsWhatCameWentAndChanged() throws JsonProcessingException {
    SchemaDiff diff =
        SchemaDiff.between(
            fields("id:long, customerId:long, note:string, price:int"),
            fields("id:long, customer_id:long, remark:string, price:decimal, tax:decimal"));

    assertThat(diff.added()).containsExactly("customer_id", "remark", "tax");
    assertThat(diff.removed()).containsExactly("customerId", "note");
    assertThat(diff.typeChanged()).containsExactly(new TypeChange("price", "int", "decimal"));
    assertThat(diff.renamed())
        .containsExactly(
            new Rename("customerId", "customer_id", "SPELLING"),
            new Rename("note", "remark", "POSITION"));
  }

  @Test
  void looksIntoFields() throws JsonProcessingException {
    JsonNode before = json("[{'name':'a','type':'struct','fields':[{'name':'x','type':'int'}]}]");
    JsonNode after = json("[{'name':'a','type':'struct','fields':[{'name':'y','type':'string'}]}]");

    SchemaDiff diff = SchemaDiff.between(before, after);

    assertThat(diff.added()).containsExactly("a.y");
    assertThat(diff.removed()).containsExactly("a.x");
    assertThat(diff.renamed()).isEmpty();
    assertThat(SchemaDiff.between(before, before).added()).isEmpty();
  }

  private static JsonNode fields(String text) throws JsonProcessingException {
    StringBuilder json = new StringBuilder("[");
    for (String each : text.split(", ")) {
      String[] parts = each.split(":");
      json.append(json.length() > 1 ? "," : "")
          .append("{'name':'%s','type':'%s'}".formatted(parts[0], parts[1]));
    }
    return json(json.append(']').toString());
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
