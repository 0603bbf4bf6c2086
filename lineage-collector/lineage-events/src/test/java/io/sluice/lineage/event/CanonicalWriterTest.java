package io.sluice.lineage.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests depend on it: byte for byte what Jackson writes with its members sorted. */
class CanonicalWriterTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  @Property(tries = 500)
  void writesAnyTextAsJacksonDoes(@ForAll @Size(max = 60) Map<String, String> members)
      throws IOException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    members.forEach(tree::put);
    EventCleaner.clean(tree);

    assertSame(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "[1,-0,0.0,1.50,1e5,1E-400,123456789012345678901234567890,9223372036854775807,1.0E+2]",
        "{\"b\":[{\"z\":1,\"y\":[[],{}]},true,false,null],\"a\":\"\",\"B\":{\"é\":1,\"e\":2}}",
        "{\"text\":\"\\u0000\\u001f\\u007f\\u0080\\u07ff\\u0800\\uffff \\b\\t\\n\\f\\r\\\"\\\\/ 😀\"}",
        "{\"😀\":1,\"\\uffff\":2,\"a\":3}"
      })
  void writesEveryKindOfValueAsJacksonDoes(String json) throws IOException {
    assertSame(JACKSON.readTree(json));
  }

  private static void assertSame(JsonNode tree) throws IOException {
    byte[] expected = JACKSON.writeValueAsBytes(tree);

    assertThat(CanonicalWriter.write(tree)).isEqualTo(expected);
    // The members are in order in the tree too.
    assertThat(tree.toString()).isEqualTo(JACKSON.readTree(expected).toString());
  }
}
