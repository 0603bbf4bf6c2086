package io.sluice.lineage.ingest;

import io.sluice.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Reads bodies up to their bound. The framework would refuse one without an announced length too,
 * yet in the middle of reading it and without a word why; clients that use gzip announce none.
 */
@Singleton
public class BodyLimit {

  /** After the framework has set its own limit, before any resource reads. */
  private static final int ORDER = -1;

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
  byte[] read(InputStream body) throws IOException {
    byte[] read = body.readNBytes(maxBytes + 1);
    if (read.length > maxBytes) {
      throw new ProblemException(
          IngestProblem.TOO_LARGE, "The body is larger than " + maxBytes + " bytes.");
    }
    return read;
  }
}
