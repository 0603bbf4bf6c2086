package io.sluice.lineage.ingest;

import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much memory the bodies that are being read and parsed may take together. A sender waits for
 * its share a while and is then told to come again, so that many large bodies at once cost time
 * instead of the server.
 */
@Singleton
public class ParseBudget {

  /** What a brace, bracket, comma or colon costs at the most once it is a tree. */
  private static final int BYTES_OF_A_NODE = 64;

  private final int bytes;
  private final long waitMillis;
  private final Semaphore free;

  ParseBudget(IngestSettings settings) {
    this.bytes = settings.parseBytes();
    this.waitMillis = settings.parseWaitMillis();
    this.free = new Semaphore(bytes, true);
  }

  /** A share that is empty yet. */
  public Share open() {
    return new Share();
  }

  /** What one request holds; to be closed by whoever opened it. */
  public final class Share implements AutoCloseable {

    private int held;

    /** Makes room for so many bytes more; no request ever needs more than there is. */
    void grow(long more) {
      int wanted = (int) Math.min(more, (long) bytes - held);
      if (wanted > 0) {
        acquire(wanted);
        held += wanted;
      }
    }

    /** Makes room for the tree of some JSON. */
    public void growForTreeOf(byte[] json) {
      long nodes = 0;
      for (byte each : json) {
        if (each == '{' || each == '[' || each == ',' || each == ':') {
          nodes++;
        }
      }
      grow(json.length + nodes * BYTES_OF_A_NODE);
    }

    private void acquire(int wanted) {
      boolean acquired = false;
      try {
        acquired = free.tryAcquire(wanted, waitMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!acquired) {
        throw new ProblemException(
                IngestProblem.OVERLOADED, "Too many large bodies at once; send the event again.")
            .retryAfterSeconds(1);
      }
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }
}
