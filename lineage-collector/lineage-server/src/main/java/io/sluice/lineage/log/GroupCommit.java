package io.sluice.lineage.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Gathers the events of requests that wait at the same time into one transaction: while one group
 * is being flushed to disk, the next gathers. The queue is bounded; when it is full, the sender is
 * told to come again.
 */
@Singleton
public class GroupCommit {

  private static final Logger LOG = Logger.getLogger(GroupCommit.class);
  private static final int MAX_GROUP_EVENTS = 1_000;
  private static final long MAX_GROUP_BYTES = 8L << 20;

  /** A tree is ten times as large as its text. */
  private static final long MAX_BYTES_WITH_TREES = 2L << 20;

  private final EventLog log;
  private final BlockingQueue<Waiting> queue;
  private final long maxQueuedBytes;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private final Thread writer = new Thread(this::run, "lineage-log-writer");
  private volatile boolean stopping;

  GroupCommit(EventLog log, LogSettings settings) {
    this.log = log;
    this.queue = new ArrayBlockingQueue<>(settings.queueLength());
    this.maxQueuedBytes = settings.queueBytes();
  }

  /** The events of one request, and who waits for their positions. */
  private record Waiting(
      List<NewEvent> events, long bytes, CompletableFuture<List<Long>> positions) {}

  void start(@Observes StartupEvent event) throws SQLException {
    // What was acknowledged before a restart must be seen by reads after it.
    committed.set(log.lastPosition());
    writer.setDaemon(true);
    writer.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    writer.interrupt();
    writer.join(5_000);
  }

  /**
   * Queues the events; the future completes with their positions once they are committed. Empty if
   * the queue is full.
   */
  public Optional<CompletableFuture<List<Long>>> submit(List<NewEvent> events) {
    long bytes = events.stream().mapToLong(e -> e.body().size()).sum();
    if (stopping || queuedBytes.get() > maxQueuedBytes) {
      return Optional.empty();
    }
    List<NewEvent> kept =
        queuedBytes.get() + bytes > MAX_BYTES_WITH_TREES
            ? events.stream().map(NewEvent::withoutTree).toList()
            : List.copyOf(events);
    Waiting waiting = new Waiting(kept, bytes, new CompletableFuture<>());
    // Counted before it is queued, so that the writer never takes off what was not put on.
    queuedBytes.addAndGet(bytes);
    if (!queue.offer(waiting)) {
      queuedBytes.addAndGet(-bytes);
      return Optional.empty();
    }
    if (stopping && queue.remove(waiting)) {
      // The writer may have emptied the queue for the last time already.
      return Optional.empty();
    }
    return Optional.of(waiting.positions);
  }

  /** Calls back with the last position after each commit of this instance. */
  public void onCommit(LongConsumer listener) {
    listeners.add(listener);
  }

  /** The last position that this instance committed, 0 if it has not yet. */
  public long committedPosition() {
    return committed.get();
  }

  /** How many requests wait. */
  public int queueDepth() {
    return queue.size();
  }

  void run() {
    List<Waiting> group = new ArrayList<>();
    while (!stopping) {
      try {
        group.clear();
        gather(group);
        if (commit(group)) {
          log.maintain();
        }
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException | OutOfMemoryError e) {
        // Without this thread nothing would ever be taken in again.
        LOG.error("a group of events was not committed", e);
        fail(group, e);
      }
    }
    queue.drainTo(group);
    fail(group, new IllegalStateException("the server is stopping"));
  }

  private void gather(List<Waiting> group) throws InterruptedException {
    Waiting next = queue.take();
    int events = 0;
    long bytes = 0;
    while (next != null) {
      queuedBytes.addAndGet(-next.bytes);
      group.add(next);
      events += next.events.size();
      bytes += next.bytes;
      next = events < MAX_GROUP_EVENTS && bytes < MAX_GROUP_BYTES ? queue.poll() : null;
    }
  }

  /** Whether all of it was committed. */
  private boolean commit(List<Waiting> group) {
    List<NewEvent> events = new ArrayList<>();
    group.forEach(waiting -> events.addAll(waiting.events));
    try {
      settle(group, log.append(events));
      return true;
    } catch (SQLException | RuntimeException e) {
      if (group.size() == 1 || !blamesTheEvents(e)) {
        LOG.warn("an append to the log failed", e);
        fail(group, e);
      } else {
        // One request's events must not take the others' down with them.
        group.forEach(waiting -> commit(List.of(waiting)));
      }
      return false;
    }
  }

  /**
   * Whether events failed for what they hold. For a database that is away none is to blame, and to
   * try each by itself would keep the others waiting in turn.
   */
  public static boolean blamesTheEvents(Exception e) {
    // What is no SQLException is something of ours that could not make a row of an event.
    return !(e instanceof SQLException sql) || refusesContent(sql);
  }

  /** Whether the database refused what an event holds, and not because of the state it is in. */
  public static boolean refusesContent(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }

  private void settle(List<Waiting> group, List<Long> positions) {
    long last = positions.stream().mapToLong(Long::longValue).max().orElse(0);
    committed.accumulateAndGet(last, Math::max);
    listeners.forEach(listener -> listener.accept(last));
    int from = 0;
    for (Waiting waiting : group) {
      int to = from + waiting.events.size();
      waiting.positions.complete(List.copyOf(positions.subList(from, to)));
      from = to;
    }
  }

  private static void fail(List<Waiting> group, Throwable cause) {
    group.forEach(waiting -> waiting.positions.completeExceptionally(cause));
  }
}
