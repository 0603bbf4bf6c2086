package io.sluice.quality.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-02,               2026-01-02T00:00:00Z, 2026-01-03T00:00:00Z",
    "20260102,                 2026-01-02T00:00:00Z, 2026-01-03T00:00:00Z",
    "dt=2026-01-02,            2026-01-02T00:00:00Z, 2026-01-03T00:00:00Z",
    "2026-01,                  2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "202601,                   2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "2026,                     2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "2026-01-02T05,            2026-01-02T05:00:00Z, 2026-01-02T06:00:00Z",
    "2026-01-02T05:30,         2026-01-02T05:30:00Z, 2026-01-02T05:30:00Z",
    "2026-01-02T05:30:00+02:00,2026-01-02T03:30:00Z, 2026-01-02T03:30:00Z",
    "2026-01-02/2026-01-05,    2026-01-02T00:00:00Z, 2026-01-05T00:00:00Z"
  })
  void readsTimesOutOfIds(String id, Instant from, Instant to) {
    assertThat(Span.parse(id)).contains(new Span(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "batch-7",
        "2026-02-30",
        "99999999",
        "2026-1-2",
        "snapshot 42",
        "1234567",
        "2026-01-05/2026-01-02",
        "2026-01-02/later"
      })
  void readsNoTimeOutOfOtherIds(String id) {
    assertThat(Span.parse(id)).isEmpty();
  }

  @Test
  void neighbouringDaysDoNotOverlap() {
    Span day = Span.parse("2026-01-02").orElseThrow();

    assertThat(day.overlaps(Span.parse("2026-01-03").orElseThrow())).isFalse();
  }

  @Property
  void neverFailsAndOverlapIsMutual(
      @ForAll @StringLength(max = 30) String one, @ForAll @StringLength(max = 30) String other) {
    assertThat(BatchMatching.concerns(one, other)).isEqualTo(BatchMatching.concerns(other, one));
  }
}
