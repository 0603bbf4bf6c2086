package io.sluice.quality.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Conversion Error: Could not convert string 'SECRET' to INT32"
            + " when casting from source column x ~ Conversion Error: a value does not fit INT32",
        "Conversion Error: Could not convert string 'a' to SECRET ~ Conversion Error",
        "Conversion Error: Casting value \"5\" to type DECIMAL(3,1) failed: value is out of range!"
            + " ~ Conversion Error: a value does not fit DECIMAL(3,1)",
        "Conversion Error: invalid date field format: \"SECRET\", expected"
            + " ~ Conversion Error: a text is no date",
        "Invalid Input Error: missing ): SECRETVAL( ~ Invalid Input Error",
        "Out of Range Error: Overflow in addition of INT64 (77 + 5)!"
            + " ~ Out of Range Error: Overflow in addition of INT64",
        "Binder Error: Referenced column \"a\" not found in FROM clause!"
            + " ~ Binder Error: Referenced column \"a\" not found in FROM clause!",
        "SECRET ~ DuckDB failed"
      })
  void noValueIsQuoted(String message, String words) {
    assertThat(DuckDbWords.of(message)).isEqualTo(words);
  }

  @Test
  void saysThatTheSpaceForSpillingIsUsedUp() {
    assertThat(
            DuckDbWords.of(
                "Out of Memory Error: failed to offload\nset by 'max_temp_directory_size'"))
        .isEqualTo("Out of Memory Error: what may be spilt to the temporary directory is used up");
  }
}
