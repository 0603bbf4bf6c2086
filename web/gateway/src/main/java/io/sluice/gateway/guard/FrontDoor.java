package io.sluice.gateway.guard;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.sluice.gateway.GatewaySettings;
import io.sluice.gateway.problem.GatewayProblem;
import io.sluice.gateway.problem.ProblemResponses;
import io.sluice.gateway.route.RequestTarget;
import io.sluice.problem.CommonProblem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * The filter before everything else, the token check included. After it a request has one meaning,
 * one trace and at most one credential, in the {@code Authorization} header.
 */
@Singleton
public class FrontDoor {

  /** Under this key a routing context says that the caller came with a cookie. */
  private static final String BY_COOKIE = "sluice.byCookie";

  private static final String LOGGED_TRACE = "traceId";

  /** Before CORS (300), authentication (200) and authorization (100). */
  private static final int BEFORE_EVERYTHING = 1000;

  private static final Set<String> OWN_FORMS = Set.of("/sign-in", "/sign-out");
  private static final long LONGEST_FORM = 16 * 1024;
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private final RandomGenerator random;
  private final long maxBody;
  private final Optional<String> publicOrigin;
  private final boolean publicHttps;

  @Inject
  FrontDoor(GatewaySettings settings) {
    this(settings.maxBody().asLongValue(), settings.publicUrl(), new SecureRandom());
  }

  FrontDoor(long maxBody, URI publicUrl, RandomGenerator random) {
    this.maxBody = maxBody;
    this.random = random;
    this.publicHttps = "https".equals(publicUrl.getScheme());
    this.publicOrigin =
        Optional.ofNullable(publicUrl.getRawAuthority())
            .map(host -> (publicUrl.getScheme() + "://" + host).toLowerCase(Locale.ROOT));
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, BEFORE_EVERYTHING);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.addHeadersEndHandler(head -> answerHeaders(context));
    context.addEndHandler(ended -> ProblemResponses.drain(request, maxBody));
    trace(context);
    if (sound(context) && bounded(context)) {
      stripForged(request.headers());
      if (credentials(context)) {
        context.next();
      }
    }
  }

  private void trace(RoutingContext context) {
    MultiMap headers = context.request().headers();
    List<String> sent = headers.getAll(TraceParent.HEADER);
    Optional<TraceParent> passedOn =
        sent.size() == 1 ? TraceParent.read(sent.get(0)) : Optional.empty();
    if (passedOn.isEmpty()) {
      headers.remove("tracestate");
    }
    // With OpenTelemetry on, this process is a step of the trace itself.
    TraceParent trace = ownSpan().or(() -> passedOn).orElseGet(() -> TraceParent.start(random));
    headers.set(TraceParent.HEADER, trace.header());
    context.put(ProblemResponses.TRACE_ID, trace.traceId());
    if (MDC.get(LOGGED_TRACE) == null) {
      MDC.put(LOGGED_TRACE, trace.traceId());
    }
  }

  private static Optional<TraceParent> ownSpan() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? TraceParent.read(
            "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex())
        : Optional.empty();
  }

  /** A target, a host and a framing that nobody after us can read in another way. */
  private static boolean sound(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (RequestTarget.read(request.uri()) instanceof RequestTarget.Refused refused) {
      return refuse(context, GatewayProblem.BAD_REQUEST_TARGET, refused.reason());
    }
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    boolean needsHost = request.version() != HttpVersion.HTTP_1_0;
    if (hosts.size() > 1 || (hosts.isEmpty() && needsHost)) {
      return refuse(context, GatewayProblem.BAD_REQUEST_HEADER, "There must be one Host header.");
    }
    if (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
      return refuse(context, GatewayProblem.BAD_REQUEST_HEADER, "The Host header names no host.");
    }
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    if (codings.size() > 1
        || (codings.size() == 1 && !codings.get(0).equalsIgnoreCase("chunked"))) {
      return refuse(
          context,
          GatewayProblem.BAD_REQUEST_HEADER,
          "The only transfer coding that is understood is chunked.");
    }
    if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
      return refuse(
          context,
          GatewayProblem.BAD_REQUEST_HEADER,
          "There must be at most one Authorization header.");
    }
    return true;
  }

  private boolean bounded(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean ownForm = OWN_FORMS.contains(context.normalizedPath());
    long most = ownForm ? LONGEST_FORM : maxBody;
    List<String> lengths = request.headers().getAll(HttpHeaders.CONTENT_LENGTH);
    if (lengths.size() > 1 || (lengths.size() == 1 && !DIGITS.matcher(lengths.get(0)).matches())) {
      return refuse(
          context,
          GatewayProblem.BAD_REQUEST_HEADER,
          "The Content-Length header must be one number.");
    }
    if (lengths.size() == 1 && Long.parseLong(lengths.get(0)) > most) {
      ProblemResponses.send(
          context,
          CommonProblem.TOO_LARGE,
          "A request body may have at most " + most + " bytes.",
          Map.of("maxBytes", most));
      return false;
    }
    if (ownForm && request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return refuse(
          context, GatewayProblem.LENGTH_REQUIRED, "Send this form with a Content-Length.");
    }
    return true;
  }

  /** What only a proxy in front of us could truly say is not taken from a client. */
  private static void stripForged(MultiMap headers) {
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-forwarded-")
          || lower.equals("forwarded")
          || lower.equals("x-real-ip")) {
        headers.remove(name);
      }
    }
  }

  /** A cookie becomes a bearer token, unless the caller brought one; cookies go no further. */
  private boolean credentials(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap headers = request.headers();
    Optional<String> session = SessionCookie.tokenIn(headers.getAll(HttpHeaders.COOKIE));
    headers.remove(HttpHeaders.COOKIE);
    boolean byCookie = session.isPresent() && !headers.contains(HttpHeaders.AUTHORIZATION);
    boolean signIn = context.normalizedPath().equals("/sign-in");
    if (CrossSite.changes(request.method().name()) && (byCookie || signIn)) {
      CrossSite.Verdict verdict = CrossSite.judge(evidence(headers), ownOrigins(request));
      // Who signs in has no cookie yet, and a program sends no origin: only a foreign page is
      // turned away.
      if (verdict == CrossSite.Verdict.FOREIGN
          || (verdict == CrossSite.Verdict.UNKNOWN && !signIn)) {
        return refuse(
            context,
            GatewayProblem.CROSS_SITE,
            "A change that is signed by a cookie needs a same-origin Sec-Fetch-Site or Origin header, or X-Sluice-Request: 1.");
      }
    }
    if (byCookie && !signIn) {
      headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + session.get());
      context.put(BY_COOKIE, true);
    }
    return true;
  }

  private static CrossSite.Evidence evidence(MultiMap headers) {
    return new CrossSite.Evidence(
        Optional.ofNullable(headers.get("Sec-Fetch-Site")),
        Optional.ofNullable(headers.get(HttpHeaders.ORIGIN)),
        Optional.ofNullable(headers.get("X-Sluice-Request")));
  }

  private Set<String> ownOrigins(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    String byHost =
        ((request.isSSL() ? "https://" : "http://") + (host == null ? "" : host))
            .toLowerCase(Locale.ROOT);
    return publicOrigin
        .filter(origin -> !origin.equals(byHost))
        .map(origin -> Set.of(byHost, origin))
        .orElse(Set.of(byHost));
  }

  private void answerHeaders(RoutingContext context) {
    boolean byCookie = Boolean.TRUE.equals(context.get(BY_COOKIE));
    SecurityHeaders.add(context.normalizedPath(), byCookie, context.response().headers());
    if (byCookie && context.response().getStatusCode() == 401) {
      boolean secure = publicHttps || context.request().isSSL();
      context.response().headers().add("Set-Cookie", SessionCookie.clear(secure));
    }
  }

  private static boolean refuse(RoutingContext context, GatewayProblem problem, String detail) {
    ProblemResponses.send(context, problem, detail, Map.of());
    return false;
  }
}
