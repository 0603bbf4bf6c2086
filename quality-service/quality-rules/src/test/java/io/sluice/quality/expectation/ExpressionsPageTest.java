package io.sluice.quality.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.check.ResultOptions;
import io.sluice.quality.expression.Builtin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page about the language names everything that the language has. */
class ExpressionsPageTest {

  private static String page() throws IOException {
    return Files.readString(Path.of("../../docs/reference/expressions.md"));
  }

  @Test
  void namesEveryFunction() throws IOException {
    String page = page();

    assertThat(Builtin.values())
        .allSatisfy(builtin -> assertThat(page).contains("`" + builtin.written() + "("));
  }

  @Test
  void namesEveryMetric() throws IOException {
    String page = page();

    assertThat(MetricName.names())
        .allSatisfy(name -> assertThat(page).containsPattern("`" + name + "(`|\\()"));
  }

  @Test
  void namesEveryOptionOfTheResultFormat() throws IOException {
    String page = page();

    assertThat(Arrays.stream(ResultOptions.Option.values()).map(Enum::name))
        .allSatisfy(name -> assertThat(page).contains("`" + name.toLowerCase(Locale.ROOT) + "`"));
  }
}
