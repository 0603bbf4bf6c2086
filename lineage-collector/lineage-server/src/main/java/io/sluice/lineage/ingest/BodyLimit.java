package io.sluice.lineage.ingest;

import io.sluice.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Reads bodies up to their bound. The framework would refuse one without an announced length too,
 * yet in the middle of reading it and without a word why; clients that use gzip announce none.
 */
@Singleton
public class BodyLimit {

  /** After the framework has set its own limit, before any resource reads. */
  private static final int ORDER = -1;

  private static final int CHUNK = 64 << 10;

  /** Most bodies fit into one, and it need not be made for each. */
  private static final ThreadLocal<byte[]> CHUNKS = ThreadLocal.withInitial(() -> new byte[CHUNK]);

  private final int maxBytes;

  BodyLimit(IngestSettings settings) {
    this.maxBytes = settings.maxInflatedBytes();
  }

  void register(@Observes Router router) {
    router.post("/api/v1/lineage").order(ORDER).handler(BodyLimit::takeOver);
    router.post("/api/v1/lineage/").order(ORDER).handler(BodyLimit::takeOver);
    router.post("/api/v1/lineage/batch").order(ORDER).handler(BodyLimit::takeOver);
  }

  private static void takeOver(RoutingContext context) {
    context.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
    context.addHeadersEndHandler(
        ignored -> {
          if (context.response().getStatusCode() == IngestProblem.TOO_LARGE.status()) {
            // The rest is not read, so that the connection cannot be used again.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
          }
        });
    context.next();
  }

  /** The whole body, or a problem once it is longer than it may be. */
  byte[] read(InputStream body, ParseBudget.Share share) throws IOException {
    // Room is made as the bytes come: who sends slowly must not hold room for what it has not sent.
    byte[] chunk = CHUNKS.get();
    int length = body.readNBytes(chunk, 0, CHUNK);
    share.grow(2L * length);
    if (length < CHUNK) {
      return checked(Arrays.copyOf(chunk, length));
    }
    ByteArrayOutputStream read = new ByteArrayOutputStream(4 * CHUNK);
    while (length > 0) {
      read.write(chunk, 0, length);
      if (read.size() > maxBytes) {
        break;
      }
      length = body.readNBytes(chunk, 0, CHUNK);
      share.grow(2L * length);
    }
    return checked(read.toByteArray());
  }

  private byte[] checked(byte[] body) {
    if (body.length > maxBytes) {
      throw new ProblemException(
          IngestProblem.TOO_LARGE, "The body is larger than " + maxBytes + " bytes.");
    }
    return body;
  }
}
