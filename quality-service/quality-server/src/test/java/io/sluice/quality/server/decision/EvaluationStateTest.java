package io.sluice.quality.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EvaluationStateTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

  @Test
  void takingRaisesTheFence() {
    assertThat(new EvaluationState.Pending(0).take(NOW, LEASE))
        .contains(new EvaluationState.Running(1, NOW.plus(LEASE)));
  }

  @Test
  void cannotBeTakenWhileLeased() {
    EvaluationState running = new EvaluationState.Running(1, NOW.plusMillis(1));

    assertThat(running.take(NOW, LEASE)).isEmpty();
  }

  @Test
  void canBeTakenOnceTheLeaseHasRunOut() {
    EvaluationState running = new EvaluationState.Running(1, NOW);

    assertThat(running.take(NOW, LEASE)).contains(new EvaluationState.Running(2, NOW.plus(LEASE)));
  }

  @Test
  void onlyTheLatestHolderFinishes() {
    EvaluationState running = new EvaluationState.Running(2, NOW);

    assertThat(running.finish(1, EvaluationStatus.DECIDED)).isEmpty();
    assertThat(running.finish(2, EvaluationStatus.DECIDED)).isPresent();
  }

  @Test
  void cancellingShutsTheWorkerOut() {
    EvaluationState cancelled = new EvaluationState.Running(1, NOW).cancel().orElseThrow();

    assertThat(cancelled.finish(1, EvaluationStatus.DECIDED)).isEmpty();
    assertThat(cancelled.status()).isEqualTo(EvaluationStatus.CANCELLED);
  }

  @Test
  void whatIsOverStaysAsItIs() {
    EvaluationState over = new EvaluationState.Finished(1, EvaluationStatus.DECIDED);

    assertThat(over.cancel()).isEmpty();
    assertThat(over.take(NOW, LEASE)).isEmpty();
    assertThat(over.finish(1, EvaluationStatus.ERROR)).isEmpty();
  }

  @Test
  void cannotEndWithoutAFinalStatus() {
    assertThatThrownBy(() -> new EvaluationState.Finished(1, EvaluationStatus.RUNNING))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
