package io.sluice.lineage.log;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The events that this instance committed last, as they were read when they came in, for the one
 * who follows the log: so that they need not be fetched, inflated and parsed again. It holds one
 * stretch without gaps, or nothing, and lets go of what has been asked beyond. Who falls behind is
 * better served by the log, which costs no memory; then nothing is held until it has caught up.
 */
@Singleton
public class RecentEvents {

  /** What a tree takes for each byte of its text: entries, nodes and strings. */
  private static final int BYTES_OF_A_TREE = 10;

  private static final long MAX_BYTES = 32L << 20;

  /** So near the end the follower counts as having caught up. */
  private static final long NEAR = 200;

  private final Deque<Held> held = new ArrayDeque<>();
  private long bytes;
  private long last;
  private boolean resting = true;

  private record Held(LoggedEvent event, long bytes) {}

  /** Takes in what was committed, from the position on. */
  synchronized void add(long first, List<NewEvent> events) {
    if (first != last + 1) {
      clear();
    }
    last = first + events.size() - 1;
    long position = first;
    for (NewEvent event : events) {
      if (resting || !add(position++, event)) {
        return;
      }
    }
  }

  private boolean add(long position, NewEvent added) {
    long size = (long) added.body().size() * BYTES_OF_A_TREE;
    if (added.event() == null || bytes + size > MAX_BYTES) {
      clear();
      resting = true;
      return false;
    }
    held.add(
        new Held(
            new LoggedEvent(
                position, added.receivedAt(), added.subject(), added.traceId(), added.event()),
            size));
    bytes += size;
    return true;
  }

  private void clear() {
    held.clear();
    bytes = 0;
  }

  /**
   * The next events after a position, at most so many; empty if they are not held, which says
   * nothing about the log. What is not after the position is let go.
   */
  public synchronized List<LoggedEvent> after(long position, int limit) {
    if (resting && position >= last - NEAR) {
      resting = false;
    }
    while (!held.isEmpty() && held.getFirst().event.position() <= position) {
      bytes -= held.removeFirst().bytes;
    }
    List<LoggedEvent> next = new ArrayList<>();
    Iterator<Held> each = held.iterator();
    while (each.hasNext() && next.size() < limit) {
      LoggedEvent event = each.next().event;
      if (next.isEmpty() && event.position() != position + 1) {
        break;
      }
      next.add(event);
    }
    return next;
  }
}
