package io.sluice.quality.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterBindingTest {

  private static final ParameterNames NAMES =
      new ParameterNames() {
        @Override
        public @Nullable Object value(String name) {
          return switch (name) {
            case "rows" -> new BigDecimal("1000");
            case "huge" -> new BigDecimal("1e999999999");
            case "day" -> "2024-03-01";
            case "states" -> List.of("a", "b");
            default -> throw new ParameterException("there is no parameter '" + name + "'", null);
          };
        }

        @Override
        public Object value(ResultReference reference) {
          return 7L;
        }

        @Override
        public LocalDateTime now() {
          return LocalDateTime.of(2024, 5, 6, 7, 8, 9);
        }
      };

  private static @Nullable Object bound(String expression) {
    return new ParameterBinding(NAMES).bind(Map.of("$PARAMETER", expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows * 0.9|900",
        "0.1 + 0.2|0.3",
        "2 ^ 3 ^ 2|512",
        "2 ** 10|1024",
        "-2 ^ 2|-4",
        "(1 + 2) * -3|-9",
        "1 / 4|0.25",
        "abs(-3) + sgn(-2) + trunc(2.9)|4",
        "round(2.5) + round(0.125, 2)|2.12",
        "exp(0) + sin(0) + cos(0)|2",
        "1e3|1000",
        ".5 * 2|1",
        "urn:great_expectations:validations:s-1:expect_table_row_count_to_equal.result.observed_value - 1|6"
      })
  void computesExactly(String expression, String expected) {
    assertThat((BigDecimal) bound(expression)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "now()|2024-05-06T07:08:09",
        "now() - timedelta(days=1, hours=7, minutes=8, seconds=9)|2024-05-05",
        "datetime(2024, 2, 28) + timedelta(2)|2024-03-01",
        "datetime(2024, month=2, day=28) + 2 * timedelta(weeks=1)|2024-03-13",
        "day + timedelta(hours=1)|2024-03-01T01:00"
      })
  void movesDates(String expression, String expected) {
    assertThat(bound(expression)).isEqualTo(expected);
  }

  @Test
  void findsParametersWithinListsAndObjects() {
    Object value = List.of(1, Map.of("x", Map.of("$PARAMETER", "states")));

    assertThat(new ParameterBinding(NAMES).bind(value))
        .isEqualTo(List.of(1, Map.of("x", List.of("a", "b"))));
  }

  @Test
  void takesTheDefaultBesideItOnlyForANameThatNobodyGives() {
    assertThat(
            new ParameterBinding(NAMES)
                .bind(
                    Map.of(
                        "$PARAMETER", "rows + other",
                        "$PARAMETER.rows", new BigDecimal(5),
                        "$PARAMETER.other", new BigDecimal(1))))
        .isEqualTo(new BigDecimal(1001));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows +|ends too early",
        "rows 5|goes on",
        "nobody * 2|no parameter 'nobody'",
        "sqrt(4)|no function 'sqrt'",
        "1e999|38 digits",
        "huge|38 digits",
        "10 ^ 30 * 10 ^ 30|38 digits",
        "1 / (2 - 2)|divides by zero",
        "9 ^ 99999|out of range",
        "states * 2|a number is needed",
        "timedelta(1)|no value of its own",
        "now() - timedelta(days=1000000000000)|out of range",
        "now() + timedelta(weeks=99999999999)|out of range",
        "timedelta(dys=1)|takes no 'dys'",
        "datetime(2024, 13, 1)|datetime",
        "urn:great_expectations:stores:x:y|not supported",
        "''|empty"
      })
  void saysWhatIsWrong(String expression, String message) {
    assertThatThrownBy(() -> bound(expression))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void boundsDepth() {
    assertThatThrownBy(() -> bound("(".repeat(900) + "1" + ")".repeat(900)))
        .hasMessageContaining("too deeply");
    assertThatThrownBy(() -> bound("-".repeat(1900) + "1")).hasMessageContaining("too deeply");
  }
}
