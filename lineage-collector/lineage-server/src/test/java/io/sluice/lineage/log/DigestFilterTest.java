package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DigestFilterTest {

  private static final int DIGESTS = 20_000;

  private final DigestFilter filter = new DigestFilter(DIGESTS);

  @Test
  void admitsEverythingItWasToldAndLittleElse() {
    each(1, filter::add);
    DigestFilter kept = DigestFilter.ofBytes(filter.toBytes());

    each(1, digest -> assertThat(kept.mayHold(digest)).isTrue());

    int[] admitted = new int[1];
    each(2, digest -> admitted[0] += kept.mayHold(digest) ? 1 : 0);
    assertThat(admitted[0]).isLessThan(DIGESTS / 500);
  }

  @Test
  void deniesEverythingAtFirst() {
    each(1, digest -> assertThat(filter.mayHold(digest)).isFalse());
  }

  private static void each(long seed, Consumer<byte[]> use) {
    Random random = new Random(seed);
    for (int i = 0; i < DIGESTS; i++) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      use.accept(digest);
    }
  }
}
