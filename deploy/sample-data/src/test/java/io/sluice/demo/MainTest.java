package io.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.sdk.terminal.Terminal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  @ParameterizedTest
  @CsvSource({"--days 0, 64", "--days x, 64", "--rows 1, 64", "--nonsense, 64", "--days 3, 0"})
  void judgesItsArgumentsWithoutAPlatform(String arguments, int code) {
    String[] given = ("--validate-only " + arguments).split(" ");

    assertThat(Main.run(Terminal.ofProcess(), given)).isEqualTo(code);
  }
}
