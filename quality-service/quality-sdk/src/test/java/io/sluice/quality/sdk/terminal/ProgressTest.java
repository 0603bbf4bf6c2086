package io.sluice.quality.sdk.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Progress start(boolean wanted, boolean redraw, Duration first) {
    PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new Progress(err, wanted, redraw, 40, "checking a", first, Duration.ofMillis(5));
  }

  private String waitFor(String text) throws InterruptedException {
    while (!shown.toString(StandardCharsets.UTF_8).contains(text)) {
      Thread.sleep(5);
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void redrawsOneLineAndTakesItAway() throws InterruptedException {
    Progress progress = start(true, true, Duration.ofMillis(1));
    waitFor("checking a");
    progress.now("checking b, which is far too long for one line of a terminal\n");
    waitFor("checking b");
    progress.close();

    assertThat(shown.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K").doesNotContain("\n");
  }

  @Test
  void printsPlainLinesWhereNothingCanBeRedrawn() throws InterruptedException {
    Progress progress = start(true, false, Duration.ofMillis(1));
    waitFor("\n");
    progress.close();

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .matches("(?s)checking a, \\d+ s\n.*")
        .doesNotContain("\u001b", "\r");
  }

  @Test
  void showsNothingOfShortOrUnwantedWork() {
    start(true, true, Duration.ofHours(1)).close();
    start(false, true, Duration.ZERO).close();

    assertThat(shown.size()).isZero();
  }
}
