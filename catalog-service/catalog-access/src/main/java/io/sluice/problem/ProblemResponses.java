package io.sluice.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Writes problems where no resource was reached. */
public final class ProblemResponses {

  private ProblemResponses() {}

  /** Answers the request with the problem, unless an answer has begun already. */
  public static void send(RoutingContext context, ProblemType type, String detail) {
    send(context, type, detail, Map.of());
  }

  static void send(
      RoutingContext context, ProblemType type, String detail, Map<String, Object> extensions) {
    write(context, new Problem(type, detail, context.request().path(), traceId(), extensions));
  }

  static void write(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.ended()) {
      return;
    }
    Buffer body = Buffer.buffer(problem.toJson());
    response
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /** The trace of the request, if tracing is on. */
  static @Nullable String traceId() {
    Object traceId = MDC.get("traceId");
    return traceId == null ? null : traceId.toString();
  }
}
