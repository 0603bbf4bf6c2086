package io.sluice.quality.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SampleMaskTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void showsTheShapeOfSamplesNotTheirValues() throws Exception {
    JsonNode results =
        json.readTree(
            """
            [{"type":"expect_column_values_to_be_in_set","unexpectedCount":3,
              "unexpectedList":["secret",null,{"a":1,"b":"secret"}],"unexpectedIndexList":[4,5,6],
              "unexpectedIndexQuery":"!(s < 'secret')",
              "observedValue":"secret","details":{"partialUnexpectedCounts":[{"value":"secret","count":2}],
              "distinctCount":7}}]\
            """);

    JsonNode masked = SampleMask.mask(results);

    assertThat(masked.toString()).doesNotContain("secret");
    assertThat(masked.get(0).get("unexpectedList").toString())
        .isEqualTo("[\"***\",null,{\"a\":\"***\",\"b\":\"***\"}]");
    assertThat(masked.get(0).get("unexpectedCount").asInt()).isEqualTo(3);
    assertThat(masked.at("/0/details/partialUnexpectedCounts/0").toString())
        .isEqualTo("{\"value\":\"***\",\"count\":2}");
    assertThat(masked.get(0).get("details").get("distinctCount").asInt()).isEqualTo(7);
  }

  @Test
  void leavesNumbersAndColumnsOfTablesReadable() throws Exception {
    JsonNode results =
        json.readTree(
            """
            [{"type":"expect_column_mean_to_be_between","observedValue":4.5},
             {"type":"expect_table_columns_to_match_set","observedValue":["a","b"]}]\
            """);

    assertThat(SampleMask.mask(results)).isEqualTo(results);
  }

  @Test
  void doesNotTouchWhatItWasGiven() throws Exception {
    JsonNode results = json.readTree("[{\"type\":\"rows\",\"unexpectedList\":[\"seen\"]}]");

    SampleMask.mask(results);

    assertThat(results.toString()).contains("seen");
  }
}
