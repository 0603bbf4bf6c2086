package io.sluice.quality.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "null;25",
        "wait=3;3",
        "respond-async;0",
        "respond-async, wait=10;10",
        "wait=600;60",
        "return=minimal;25"
      },
      nullValues = "null",
      delimiter = ';')
  void readsHowLongToWait(String prefer, long seconds) {
    assertThat(Preference.wait(prefer, Duration.ofSeconds(25), Duration.ofSeconds(60)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }
}
