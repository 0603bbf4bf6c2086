package io.sluice.quality.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchMatchingTest {

  @ParameterizedTest(name = "{0} halted, {1} asked: {2}")
  @CsvSource({
    "run-7,       run-7,               true",
    "run-7,       run-8,               true",
    "2026-01-02,  run-8,               true",
    "2026-01-02,  2026-01-02,          true",
    "2026-01-02,  20260102,            true",
    "2026-01-02,  2026-01-02T05:00:00Z,true",
    "2026-01-02,  2026-01-03,          false",
    "2026-01-02,  2026-01,             true",
    "2026-01-02,  2026-02,             false",
    "'',          2026-01-03,          true",
    "2026-01-02,  '',                  true"
  })
  void concernsTheSameBatchAndAllWhereNothingTellsThemApart(
      String halted, String asked, boolean concerned) {
    assertThat(BatchMatching.concerns(halted, asked)).isEqualTo(concerned);
  }
}
