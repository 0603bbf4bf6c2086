package io.sluice.catalog.account.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  private final String stored = PasswordHash.of("correct horse", new Random(1));

  @Test
  void matchesItsPasswordOnly() {
    assertThat(PasswordHash.matches("correct horse", stored)).isTrue();
    assertThat(PasswordHash.matches("correct horsf", stored)).isFalse();
    assertThat(PasswordHash.matches("", stored)).isFalse();
  }

  @Test
  void saltsEachHash() {
    assertThat(PasswordHash.of("correct horse", new Random(2))).isNotEqualTo(stored);
  }

  @Test
  void refusesTextOfAnotherForm() {
    assertThat(PasswordHash.matches("x", "plain$x")).isFalse();
  }
}
