package io.sluice.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @Test
  void readsUserAndPasswordFromTheUrl() {
    DatabaseAddress address =
        DatabaseAddress.parse("postgresql://me:p%40ss+word@db.example:6432/main", null, null);

    assertThat(address.user()).isEqualTo("me");
    assertThat(address.password()).isEqualTo("p@ss+word");
    assertThat(address.jdbcUrl("main", "catalog"))
        .isEqualTo("jdbc:postgresql://db.example:6432/main?currentSchema=catalog");
  }

  @Test
  void readsTheJdbcFormAndKeepsItsOtherParameters() {
    DatabaseAddress address =
        DatabaseAddress.parse(
            "jdbc:postgresql://db/main?user=me&sslmode=require&password=x", null, null);

    assertThat(address.user()).isEqualTo("me");
    assertThat(address.jdbcUrl("main", null))
        .isEqualTo("jdbc:postgresql://db:5432/main?sslmode=require");
  }

  @Test
  void prefersTheUserGivenApartFromTheUrl() {
    DatabaseAddress address =
        DatabaseAddress.parse("postgresql://me:x@db/main", "someone", "secret");

    assertThat(address.user()).isEqualTo("someone");
    assertThat(address.password()).isEqualTo("secret");
  }

  @Test
  void neverShowsThePassword() {
    DatabaseAddress address = DatabaseAddress.parse("postgresql://me:hidden@db/main", null, null);

    assertThat(address.toString() + address.display()).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://me@db/main",
        "postgresql://me@db",
        "postgresql://db/main",
        "postgresql:///main",
        "postgresql://me@db/a/b",
        "postgresql://me@db/ma in",
        "garbage"
      })
  void refusesWhatNamesNoDatabaseOfPostgreSql(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url, null, null))
        .isInstanceOf(LauncherFailure.class)
        .extracting(failure -> ((LauncherFailure) failure).exitCode())
        .isEqualTo(LauncherFailure.USAGE);
  }
}
