package io.sluice.lineage.graph;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Lends the arrays that walks need, and keeps a few of them for the next. */
final class ScratchPool {

  private static final int MOST_KEPT = 2 * Runtime.getRuntime().availableProcessors() + 2;

  private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger kept = new AtomicInteger();

  <T> T with(Function<Scratch, T> walk) {
    Scratch scratch = idle.poll();
    if (scratch == null) {
      scratch = new Scratch();
    } else {
      kept.decrementAndGet();
    }
    long begun = System.nanoTime();
    try {
      return walk.apply(scratch);
    } finally {
      WalkTime.took(System.nanoTime() - begun);
      if (kept.incrementAndGet() <= MOST_KEPT) {
        idle.add(scratch);
      } else {
        kept.decrementAndGet();
      }
    }
  }
}
