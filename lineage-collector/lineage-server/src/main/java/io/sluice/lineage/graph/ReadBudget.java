package io.sluice.lineage.graph;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much memory the large answers that are being made and sent may take together. A read waits a
 * while for its share and is then told to come again, so that many large reads at once cost time
 * instead of the server. Small answers need none.
 */
@Singleton
public class ReadBudget {

  private static final int UNIT = 1 << 10;
  private static final long SMALL = 1 << 20;

  private final int units;
  private final long waitMillis;
  private final Semaphore free;
  private final CurrentVertxRequest request;

  ReadBudget(
      @ConfigProperty(name = "sluice.lineage.read.answer-bytes", defaultValue = "268435456")
          long bytes,
      @ConfigProperty(name = "sluice.lineage.read.answer-wait-millis", defaultValue = "5000")
          long waitMillis,
      CurrentVertxRequest request) {
    this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    this.waitMillis = waitMillis;
    this.free = new Semaphore(units, true);
    this.request = request;
  }

  /**
   * Takes a share until the answer to the present request is sent. No answer ever needs more than
   * there is.
   *
   * @param bytes what the answer takes at the most, as objects and as text
   * @throws ProblemException 503 if there is no room in time
   */
  public void take(long bytes) {
    if (bytes <= SMALL) {
      return;
    }
    int wanted = (int) Math.min(units, bytes / UNIT);
    boolean taken = false;
    try {
      taken = free.tryAcquire(wanted, waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new ProblemException(
              CommonProblem.UNAVAILABLE, "Too many large answers at once; ask again.")
          .retryAfterSeconds(1);
    }
    // Also where the connection is lost: the handler is called in any case.
    request.getCurrent().addEndHandler(ended -> free.release(wanted));
  }
}
