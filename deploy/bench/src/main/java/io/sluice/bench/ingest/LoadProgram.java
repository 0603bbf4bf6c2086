package io.sluice.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Sends events over many connections at once, each waiting for an answer before its next. */
public final class LoadProgram implements AutoCloseable {

  private final EventTexts events;
  private final List<HttpConnection> connections = new ArrayList<>();
  private final ExecutorService threads;
  private long lastPosition;

  /** Opens the connections. */
  public LoadProgram(URI url, String token, int connections, EventTexts events) throws IOException {
    this.events = events;
    for (int i = 0; i < connections; i++) {
      this.connections.add(new HttpConnection(url, token, events.mostBytes()));
    }
    this.threads = Executors.newFixedThreadPool(connections);
  }

  /**
   * How a part of the run went.
   *
   * @param events how many were accepted
   * @param refusals how many answers were 503, after which the event was sent again
   * @param seconds from the first to the last
   * @param micros how long each event took, in order, refusals included
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sent(long events, long refusals, double seconds, int[] micros) {

    /** Events a second. */
    public double rate() {
      return events / seconds;
    }

    /** The time in milliseconds that so many of a hundred events took at the most. */
    public double percentile(double percent) {
      int index = (int) Math.ceil(percent / 100 * micros.length) - 1;
      return micros[Math.max(0, index)] / 1_000.0;
    }
  }

  /** The greatest position that the server has told, 0 if it tells none. */
  public long lastPosition() {
    return lastPosition;
  }

  /** Sends the events of those numbers. */
  public Sent send(long from, long until) throws InterruptedException {
    AtomicLong next = new AtomicLong(from);
    AtomicLong refusals = new AtomicLong();
    int[] micros = new int[Math.toIntExact(until - from)];
    long begun = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (HttpConnection connection : connections) {
      running.add(
          threads.submit(
              () -> {
                long i = next.getAndIncrement();
                while (i < until) {
                  micros[(int) (i - from)] = sendOne(connection, i, refusals);
                  i = next.getAndIncrement();
                }
                return null;
              }));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("sending failed: " + e.getCause(), e.getCause());
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    lastPosition =
        Math.max(
            lastPosition, connections.stream().mapToLong(HttpConnection::position).max().orElse(0));
    Arrays.sort(micros);
    return new Sent(until - from, refusals.get(), seconds, micros);
  }

  private int sendOne(HttpConnection connection, long i, AtomicLong refusals)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    int status = connection.post(events, i);
    while (status == 503) {
      refusals.incrementAndGet();
      Thread.sleep(1_000);
      status = connection.post(events, i);
    }
    if (status / 100 != 2) {
      throw new IOException("event " + i + " was answered with " + status);
    }
    return (int) ((System.nanoTime() - begun) / 1_000);
  }

  /** Posts one body and returns the milliseconds to its answer. */
  public double post(byte[] body) throws IOException {
    HttpConnection connection = connections.get(0);
    long begun = System.nanoTime();
    int status = connection.post(body);
    if (status / 100 != 2) {
      throw new IOException("a large event was answered with " + status);
    }
    lastPosition = Math.max(lastPosition, connection.position());
    return (System.nanoTime() - begun) / 1e6;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (HttpConnection connection : connections) {
      connection.close();
    }
  }
}
