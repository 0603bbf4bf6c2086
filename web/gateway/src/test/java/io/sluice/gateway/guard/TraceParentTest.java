package io.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  @Test
  void passesASoundHeaderOnAsItIs() {
    String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    assertThat(TraceParent.read(header))
        .contains(new TraceParent(header, "0af7651916cd43dd8448eb211c80319c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX: y"
      })
  void takesNothingElseForATrace(String header) {
    assertThat(TraceParent.read(header)).isEmpty();
  }

  @Test
  void startsATraceThatItWouldPassOn() {
    TraceParent started = TraceParent.start(new Random(7));

    assertThat(TraceParent.read(started.header())).contains(started);
  }
}
