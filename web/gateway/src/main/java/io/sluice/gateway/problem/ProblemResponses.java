package io.sluice.gateway.problem;

import io.sluice.problem.Problem;
import io.sluice.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Writes problems on routes that are not resources. */
public final class ProblemResponses {

  /** Under this key a routing context holds the trace id of its request. */
  public static final String TRACE_ID = "sluice.traceId";

  private static final String RETRY_SOON = "2";

  private ProblemResponses() {}

  /** Answers with a problem. A service that is down gets a {@code Retry-After}. */
  public static void send(
      RoutingContext context, ProblemType problem, String detail, Map<String, Object> extras) {
    HttpServerResponse response = context.response();
    if (response.ended()) {
      return;
    }
    String traceId = context.get(TRACE_ID) instanceof String known ? known : null;
    Problem body = new Problem(problem, detail, pathOf(context.request()), traceId, extras);
    if (problem.equals(GatewayProblem.SERVICE_DOWN)) {
      response.putHeader("Retry-After", RETRY_SOON);
    }
    Buffer bytes = Buffer.buffer(body.toJson());
    response
        .setChunked(false)
        .setStatusCode(problem.status())
        .setStatusMessage(problem.title())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Content-Length", Integer.toString(bytes.length()));
    var unused =
        context.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
  }

  /**
   * Reads what a client still sends after its answer, so that it gets to see the answer and can use
   * the connection again; who goes on for too long is cut off.
   */
  public static void drain(HttpServerRequest request, long atMost) {
    if (request.isEnded()) {
      return;
    }
    long[] seen = {0};
    request.handler(
        piece -> {
          seen[0] += piece.length();
          if (seen[0] > atMost) {
            var unused = request.connection().close();
          }
        });
    request.exceptionHandler(broken -> {});
    request.endHandler(end -> {});
    request.resume();
  }

  private static String pathOf(HttpServerRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    return path.length() > 500 ? path.substring(0, 500) : path;
  }
}
