package io.sluice.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFaultsTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53100", "53300", "57P01", "57P03"})
  void aDatabaseThatIsAwayFullOrStartingIsWorthARetry(String state) {
    assertThat(DatabaseFaults.isUnavailable(wrapped(new SQLException("away", state)))).isTrue();
  }

  @Test
  void aPoolThatWaitedInVainIsWorthARetry() {
    SQLException timeout = new SQLException("Acquisition timeout while waiting for new connection");

    assertThat(DatabaseFaults.isUnavailable(wrapped(timeout))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "57014", "40001"})
  void aFaultOfOursIsNot(String state) {
    assertThat(DatabaseFaults.isUnavailable(wrapped(new SQLException("ours", state)))).isFalse();
  }

  @Test
  void aLoopOfCausesEnds() {
    RuntimeException first = new RuntimeException("a");
    RuntimeException second = new RuntimeException("b", first);
    first.initCause(second);

    assertThat(DatabaseFaults.isUnavailable(first)).isFalse();
  }

  private static RuntimeException wrapped(SQLException failure) {
    return new IllegalStateException(new RuntimeException(failure));
  }
}
