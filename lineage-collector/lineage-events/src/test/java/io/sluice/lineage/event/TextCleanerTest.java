package io.sluice.lineage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"x\",\"password\":\"hunter2\",\"b\":{",
        "{\"password\" : \"hunter2",
        "{\"db\":{\"apiKey\":\"a\\\"hunter2\"",
        "{\"\\u0070assword\":\"hunter2\",",
        "{'password': 'hunter2', x",
        "password=hunter2",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"hunter2\",",
        "{\"url\":\"jdbc:postgresql://u:hunter2@host/db\",",
        "{\"password\":hunter2}"
      })
  void takesASecretOutOfTextThatIsNoJson(String text) {
    assertThat(clean(text)).doesNotContain("hunter2").contains("***");
  }

  @Test
  void leavesTheRestAsItWas() {
    assertThat(clean("{\"a\":\"x\",\"password\":\"p\",\"b\":{"))
        .isEqualTo("{\"a\":\"x\",\"password\":\"***\",\"b\":{");
    assertThat(clean("{\"eventTime\":\"2026\",\"n\":[1,2"))
        .isEqualTo("{\"eventTime\":\"2026\",\"n\":[1,2");
  }

  @Test
  void doesNotQuoteWhatTheParserChokedOn() {
    assertThatThrownBy(() -> EventDocument.parse(bytes("{\"password\":hunter2}")))
        .isInstanceOf(NotAnEventException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesMoreTokensThanATreeMayHave() {
    assertThatThrownBy(() -> EventDocument.parse(bytes("[" + "{},".repeat(800_000) + "{}]")))
        .isInstanceOf(NotAnEventException.class);
  }

  @Test
  void refusesANameWithHalfACharacter() {
    for (String half : new String[] {"\\ud800", "\\udc00x"}) {
      String event =
          "{\"eventTime\":\"2026-01-01T00:00:00Z\",\"job\":{\"namespace\":\"n\",\"name\":\"j\"},"
              + "\"outputs\":[{\"namespace\":\"n\",\"name\":\""
              + half
              + "\"}]}";
      assertThatThrownBy(() -> EventDocument.of(EventDocument.parse(bytes(event))))
          .isInstanceOfSatisfying(
              NotAnEventException.class, e -> assertThat(e.pointer()).isEqualTo("/outputs/0/name"));
    }
  }

  private static String clean(String text) {
    return new String(EventDocument.cleanText(bytes(text)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
