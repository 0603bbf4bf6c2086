package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventBodyTest {

  @Property(tries = 200)
  void givesBackWhatItWasGiven(@ForAll byte[] text) {
    EventBody body = EventBody.of(text);

    assertThat(body.text()).isEqualTo(text);
    assertThat(body.size()).isEqualTo(text.length);
    assertThat(body.kept().length).isLessThanOrEqualTo(text.length);
  }

  @Test
  void makesAnEventMuchSmaller() {
    byte[] text =
        "{\"name\":\"column\",\"type\":\"string\"},".repeat(300).getBytes(StandardCharsets.UTF_8);

    assertThat(EventBody.of(text).kept().length).isLessThan(text.length / 10);
  }

  @Test
  void readsWhatWasKeptPlain() {
    byte[] text = "{}".getBytes(StandardCharsets.UTF_8);

    assertThat(new EventBody(EventBody.PLAIN, 2, text).text()).isEqualTo(text);
    assertThatThrownBy(() -> new EventBody((short) 9, 2, text).text())
        .isInstanceOf(IllegalStateException.class);
  }
}
