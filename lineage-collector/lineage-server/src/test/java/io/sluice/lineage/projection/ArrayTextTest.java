package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArrayTextTest {

  @Test
  void quotesTextsAndLeavesNumbersBare() {
    UUID id = UUID.fromString("00000000-0000-7000-8000-000000000001");

    assertThat(ArrayText.of(Arrays.asList("a,b", "q\"\\", "NULL", "", null, 7L, true, id)))
        .isEqualTo(
            "{\"a,b\",\"q\\\"\\\\\",\"NULL\",\"\",NULL,7,true,"
                + "00000000-0000-7000-8000-000000000001}");
  }

  @Test
  void writesTimesToTheMicrosecond() {
    Random random = new Random(4);
    long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 2_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(first, last + 1), random.nextInt(1_000_000_000))
              .truncatedTo(ChronoUnit.MICROS);
      String text = ArrayText.of(List.of(time));
      assertThat(Instant.parse(text.substring(2, text.length() - 2))).isEqualTo(time);
    }
  }

  @Test
  void tellsFacetsApartThatAreAlmostTheSame() {
    List<String> facets =
        List.of(
            "{\"schema\":{\"fields\":[{\"name\":\"ab\",\"type\":\"c\"}]}}",
            "{\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"bc\"}]}}",
            "{\"schema\":{\"fields\":[{\"name\":\"ab\"},{\"name\":\"c\"}]}}",
            "{\"schema\":{\"fields\":[{\"name\":\"ab\",\"fields\":[{\"name\":\"c\"}]}]}}",
            "{\"schema\":{\"fields\":[{\"name\":\"\u00e4b\",\"type\":\"c\"}]}}",
            "{\"schema\":{\"fields\":[{\"name\":\"\u01e4b\",\"type\":\"c\"}]}}");
    assertThat(facets.stream().map(ArrayTextTest::version).distinct()).hasSize(facets.size());
    assertThat(facets.stream().map(ArrayTextTest::version))
        .isEqualTo(facets.stream().map(ArrayTextTest::version).toList());
  }

  private static UUID version(String facets) {
    try {
      SchemaContent schema = FacetContents.schema((ObjectNode) new ObjectMapper().readTree(facets));
      return schema == null ? new UUID(0, 0) : schema.version();
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
