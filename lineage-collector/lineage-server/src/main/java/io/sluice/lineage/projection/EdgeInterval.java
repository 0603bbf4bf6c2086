package io.sluice.lineage.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of event time in which an edge held.
 *
 * @param from when it was first seen
 * @param to when it was closed, null while it is open
 * @param reason why it was closed
 */
record EdgeInterval(Instant from, @Nullable Instant to, @Nullable CloseReason reason) {

  boolean open() {
    return to == null;
  }

  /**
   * The intervals that follow from what was seen and what closes: a span holds from its beginning
   * to the first closer that is not before its end, and spans that overlap are one. A pure function
   * of two sets, so that the order in which they were filled does not matter.
   */
  static List<EdgeInterval> of(
      Collection<TimeSpan> spans, NavigableMap<Instant, CloseReason> closers) {
    List<TimeSpan> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparing(TimeSpan::first).thenComparing(TimeSpan::last));
    List<EdgeInterval> intervals = new ArrayList<>();
    for (TimeSpan span : ordered) {
      Map.Entry<Instant, CloseReason> closer = closers.ceilingEntry(span.last());
      EdgeInterval next =
          closer == null
              ? new EdgeInterval(span.first(), null, null)
              : new EdgeInterval(span.first(), closer.getKey(), closer.getValue());
      EdgeInterval last = intervals.isEmpty() ? null : intervals.get(intervals.size() - 1);
      if (last == null || !last.touches(next)) {
        intervals.add(next);
      } else if (last.endsBefore(next)) {
        intervals.set(intervals.size() - 1, new EdgeInterval(last.from, next.to, next.reason));
      }
    }
    return intervals;
  }

  /** Whether one that begins no earlier overlaps this, or begins at the same instant. */
  private boolean touches(EdgeInterval later) {
    return to == null || later.from.isBefore(to) || later.from.equals(from);
  }

  private boolean endsBefore(EdgeInterval other) {
    return to != null && (other.to == null || to.isBefore(other.to));
  }
}
