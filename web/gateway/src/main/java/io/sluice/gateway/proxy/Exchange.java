package io.sluice.gateway.proxy;

import io.sluice.gateway.problem.GatewayProblem;
import io.sluice.gateway.problem.ProblemResponses;
import io.sluice.gateway.route.Service;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and back; lives on the event loop of its client's connection.
 */
final class Exchange {

  private static final Logger LOG = Logger.getLogger(Exchange.class);

  /** The largest body that is kept for a second try. */
  private static final long MOST_KEPT = 256 * 1024;

  /** What an exchange must keep to. */
  record Limits(long maxBody, Duration patience) {}

  private final RoutingContext context;
  private final HttpServerRequest inbound;
  private final HttpServerResponse answer;
  private final Service service;
  private final boolean repeatable;
  private final Limits limits;
  private final IntConsumer whenAnswered;
  private final Watchdog watchdog;
  private @Nullable HttpClientRequest outbound;
  private long received;
  private boolean uploaded;
  private boolean answering;
  private boolean over;

  /** The whole body, if it may be sent again; there is at most one more try. */
  private @Nullable Buffer kept;

  private @Nullable Supplier<Future<HttpClientRequest>> secondTry;

  /** {@code whenAnswered} gets the status, once, or 499 if the client left before there was one. */
  Exchange(
      RoutingContext context,
      Service service,
      boolean repeatable,
      Limits limits,
      IntConsumer whenAnswered) {
    this.context = context;
    this.inbound = context.request();
    this.answer = context.response();
    this.service = service;
    this.repeatable = repeatable;
    this.limits = limits;
    this.whenAnswered = whenAnswered;
    this.watchdog = new Watchdog(context.vertx(), limits.patience(), this::silence);
  }

  void start(Upstreams upstreams, String rawTarget) {
    inbound.pause(); // nothing is lost while the connection to the service opens
    context.addEndHandler(ended -> clientIsDone(ended.failed()));
    inbound.exceptionHandler(broken -> clientIsDone(true));
    Supplier<Future<HttpClientRequest>> firstTry =
        () -> upstreams.open(service, inbound.method(), rawTarget);
    if (repeatable && isSmall()) {
      secondTry = () -> upstreams.openFresh(service, inbound.method(), rawTarget);
      keepThenSend(firstTry);
    } else {
      firstTry.get().onSuccess(this::send).onFailure(this::down);
    }
  }

  /** A small body that may be sent twice is read whole before it is sent once. */
  private void keepThenSend(Supplier<Future<HttpClientRequest>> firstTry) {
    Buffer body = Buffer.buffer();
    if ("100-continue".equalsIgnoreCase(inbound.getHeader(HttpHeaders.EXPECT))) {
      answer.writeContinue();
    }
    inbound.handler(
        piece -> {
          meter(piece);
          body.appendBuffer(piece);
        });
    inbound.endHandler(
        end -> {
          uploaded = true;
          kept = body;
          if (!over) {
            firstTry.get().onSuccess(this::send).onFailure(this::down);
          }
        });
    inbound.resume();
  }

  private boolean isSmall() {
    String length = inbound.getHeader(HttpHeaders.CONTENT_LENGTH);
    return inbound.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && (length == null || Long.parseLong(length) <= MOST_KEPT);
  }

  private void send(HttpClientRequest request) {
    if (over) {
      var unused = request.reset();
      return;
    }
    outbound = request;
    CarriedHeaders.toService(inbound.headers(), request.headers());
    forwarded(request);
    request.exceptionHandler(failure -> broken(request, failure));
    request
        .response()
        .onSuccess(response -> receive(request, response))
        .onFailure(failure -> broken(request, failure));
    if (kept != null) {
      var unused = bodyFollows() ? request.end(kept) : request.end();
    } else if (bodyFollows()) {
      if (!request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
        request.setChunked(true);
      }
      if ("100-continue".equalsIgnoreCase(inbound.getHeader(HttpHeaders.EXPECT))) {
        answer.writeContinue();
      }
      Pump.run(inbound, request, this::meter, this::uploadEnds);
    } else {
      inbound.handler(this::meter).endHandler(end -> {}).resume();
      uploadEnds();
    }
  }

  private void forwarded(HttpClientRequest request) {
    request.putHeader("X-Forwarded-Proto", inbound.isSSL() ? "https" : "http");
    if (inbound.remoteAddress() != null && inbound.remoteAddress().hostAddress() != null) {
      request.putHeader("X-Forwarded-For", inbound.remoteAddress().hostAddress());
    }
    String host = inbound.getHeader(HttpHeaders.HOST);
    if (host != null) {
      request.putHeader("X-Forwarded-Host", host);
    }
  }

  private boolean bodyFollows() {
    String length = inbound.getHeader(HttpHeaders.CONTENT_LENGTH);
    return inbound.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && !length.equals("0"));
  }

  /** Counts what comes in; a chunked body shows only here that it is too large. */
  private void meter(Buffer piece) {
    received += piece.length();
    watchdog.touch();
    if (received > limits.maxBody() && !over) {
      refuse(
          CommonProblem.TOO_LARGE,
          "A request body may have at most " + limits.maxBody() + " bytes.",
          Map.of("maxBytes", limits.maxBody()));
    }
  }

  private void uploadEnds() {
    uploaded = true;
    if (outbound != null && !over) {
      var unused = outbound.end();
    }
  }

  private void receive(HttpClientRequest request, HttpClientResponse response) {
    if (over || answer.ended()) {
      return;
    }
    answering = true;
    watchdog.touch();
    response.exceptionHandler(failure -> broken(request, failure));
    answer.setStatusCode(response.statusCode()).setStatusMessage(response.statusMessage());
    CarriedHeaders.toClient(response.headers(), answer.headers());
    if (mayHaveBody(response.statusCode())
        && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      answer.setChunked(true);
    }
    Pump.run(response, answer, piece -> watchdog.touch(), this::answered);
  }

  /** Also to HEAD, where the head says what GET would send: without a length, that is chunks. */
  private static boolean mayHaveBody(int status) {
    return status != 204 && status != 304;
  }

  private void answered() {
    if (over) {
      return;
    }
    int status = answer.getStatusCode();
    finish(status);
    var unused = answer.end();
    if (!uploaded) {
      abandonUpload();
    }
  }

  /** The service has answered without reading on: what still comes in goes nowhere. */
  private void abandonUpload() {
    if (outbound != null) {
      var unused = outbound.reset();
    }
    ProblemResponses.drain(inbound, limits.maxBody());
  }

  private void down(Throwable failure) {
    LOG.warnf("%s cannot be reached: %s", service.processName(), failure.getMessage());
    refuse(
        GatewayProblem.SERVICE_DOWN,
        service.processName() + " cannot be reached. Nothing was sent to it; try again shortly.",
        Map.of("service", service.processName()));
  }

  private void broken(HttpClientRequest request, Throwable failure) {
    if (over || !request.equals(outbound)) {
      return;
    }
    Supplier<Future<HttpClientRequest>> again = secondTry;
    if (again != null && kept != null && !answering) {
      LOG.infof("%s broke the connection; trying once more", service.processName());
      secondTry = null;
      outbound = null;
      again.get().onSuccess(this::send).onFailure(this::brokeOff);
      return;
    }
    brokeOff(failure);
  }

  private void brokeOff(Throwable failure) {
    LOG.warnf("%s broke the connection: %s", service.processName(), failure.getMessage());
    refuse(
        GatewayProblem.SERVICE_BROKE_OFF,
        service.processName()
            + " ended the connection before it had answered. Whether it carried the request out is not known.",
        Map.of("service", service.processName()));
  }

  private void silence() {
    boolean clientStalls = !uploaded && !answering && awaitsBody();
    if (clientStalls) {
      refuse(GatewayProblem.BODY_STALLED, "The rest of the request body did not arrive.", Map.of());
    } else {
      refuse(
          GatewayProblem.SERVICE_SILENT,
          service.processName()
              + " did not answer within "
              + limits.patience().toSeconds()
              + " s. Whether it carried the request out is not known.",
          Map.of("service", service.processName()));
    }
  }

  /** Whether more of the body could be taken now: to be kept, or to be sent on. */
  private boolean awaitsBody() {
    return outbound == null ? secondTry != null : !outbound.writeQueueFull();
  }

  /**
   * Ends the exchange with a problem, or, where half an answer is already out, by breaking the
   * connection off.
   */
  private void refuse(ProblemType problem, String detail, Map<String, Object> extensions) {
    if (over) {
      return;
    }
    boolean headOut = answer.headWritten();
    finish(headOut ? answer.getStatusCode() : problem.status());
    if (outbound != null) {
      var unused = outbound.reset();
    }
    if (headOut) {
      var unused = answer.reset();
      return;
    }
    answer.headers().clear();
    ProblemResponses.send(context, problem, detail, extensions);
    if (!uploaded) {
      ProblemResponses.drain(inbound, limits.maxBody());
    }
  }

  private void clientIsDone(boolean left) {
    if (!left || over) {
      return;
    }
    LOG.debugf("the client left before %s had answered", service.processName());
    finish(499);
    if (outbound != null) {
      var unused = outbound.reset();
    }
  }

  private void finish(int status) {
    over = true;
    watchdog.rest();
    whenAnswered.accept(status);
  }
}
