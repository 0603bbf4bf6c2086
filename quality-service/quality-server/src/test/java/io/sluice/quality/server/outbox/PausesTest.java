package io.sluice.quality.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {

  @Test
  void doublesFromHalfASecondUpToTheLongest() {
    Pauses pauses = new Pauses(Duration.ofSeconds(60), () -> 1.0);

    assertThat(pauses.after(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(pauses.after(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauses.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void jitterTakesAwayAtMostHalf() {
    Pauses pauses = new Pauses(Duration.ofSeconds(60), () -> 0.0);

    assertThat(pauses.after(2)).isEqualTo(Duration.ofMillis(500));
  }
}
