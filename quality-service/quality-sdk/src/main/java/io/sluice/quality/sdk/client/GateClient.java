package io.sluice.quality.sdk.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.quality.sdk.client.GateException.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks gates over HTTP; safe for use by many threads. */
public final class GateClient {

  /**
   * How long the server may hold a request before it answers 202 (the longest it accepts is 60).
   */
  public static final Duration DEFAULT_WAIT = Duration.ofSeconds(25);

  private static final String BASE = "/api/quality/v1";
  private static final Duration SMALL_REQUEST = Duration.ofMinutes(1);
  private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);
  private static final int MOST_PAGES = 1000;

  private final GateClientSettings settings;
  private final Calls calls;
  private final Clock clock;
  private final LongSupplier nanos;

  /** A client with the given settings and the machine's own time. */
  public GateClient(GateClientSettings settings) {
    this(settings, Clock.systemUTC(), System::nanoTime, time -> Thread.sleep(time.toMillis()));
  }

  GateClient(GateClientSettings settings, Clock clock, LongSupplier nanos, Calls.Pause pause) {
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
    this.calls = new Calls(settings, clock, new SecureRandom(), pause);
  }

  /**
   * Asks a gate about a batch and waits for its final answer.
   *
   * @param request the question; all retries carry its idempotency key
   * @param wait how long the server may hold each request
   * @param timeout how long to wait in all
   * @return an evaluation whose status is final
   * @throws GateException if there is no answer
   */
  public Evaluation ask(EvaluationRequest request, Duration wait, Duration timeout) {
    Deadline deadline = Deadline.in(timeout, nanos);
    Duration held = deadline.atMost(wait);
    String prefer = held.toSeconds() > 0 ? "wait=" + held.toSeconds() : "respond-async";
    HttpRequest post =
        calls
            .request(BASE + "/gates/" + encode(request.gate()) + "/evaluations")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", request.idempotencyKey())
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString(Json.write(request)))
            .build();
    Answer answer = calls.send(post, held, deadline);
    // On 202 the Location names the evaluation; from then on only it is asked.
    String location = answer.status() == 202 ? location(answer) : "";
    while (answer.status() == 202) {
      calls.sleep(answer.retryAfter(clock).orElse(BETWEEN_POLLS), deadline);
      answer = poll(location, wait, deadline);
    }
    Evaluation evaluation = Json.evaluation(success(answer));
    if (!evaluation.status().isFinal()) {
      throw new GateException(
          Kind.NOT_UNDERSTOOD, "the server answered 200 for an unfinished evaluation", null);
    }
    return evaluation;
  }

  /** The evaluation of that id, waiting up to {@code wait} for its decision. */
  public Evaluation evaluation(String id, Duration wait) {
    Deadline deadline = Deadline.in(wait.plus(SMALL_REQUEST), nanos);
    return Json.evaluation(success(poll(BASE + "/evaluations/" + encode(id), wait, deadline)));
  }

  /** The decision from evidence that is already there, no older than {@code maxAge} if given. */
  public Evaluation decision(String gate, String batch, @Nullable Duration maxAge) {
    String query = "?batch=" + encode(batch) + (maxAge == null ? "" : "&maxAge=" + maxAge);
    return Json.evaluation(get(BASE + "/gates/" + encode(gate) + "/decision" + query));
  }

  /**
   * Saves the next version of a rule set.
   *
   * @param name the rule set's name
   * @param text the YAML document or GX suite
   * @param json whether the text is JSON
   */
  public RuleSetVersion putRuleSet(String name, String text, boolean json) {
    HttpRequest put =
        calls
            .request(BASE + "/rulesets/" + encode(name))
            .header("Content-Type", json ? "application/json" : "application/yaml")
            .PUT(BodyPublishers.ofString(text))
            .build();
    return Json.ruleSet(success(send(put)), name);
  }

  /** A rule set as the server has it, the latest version if none is given, as the server's JSON. */
  public String ruleSet(String name, @Nullable Integer version) {
    String path = BASE + "/rulesets/" + encode(name);
    return Json.pretty(get(version == null ? path : path + "/versions/" + version));
  }

  /** The halts, open ones only if so asked, all pages. */
  public List<Halt> halts(boolean openOnly) {
    List<Halt> halts = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode node = get(BASE + "/halts?" + (openOnly ? "open=true&" : "") + "limit=500" + cursor);
      node.path("items").forEach(item -> halts.add(Json.halt(item)));
      if (!node.hasNonNull("nextCursor")) {
        return halts;
      }
      cursor = "&cursor=" + encode(node.get("nextCursor").asText());
    }
    throw new GateException(Kind.NOT_UNDERSTOOD, "the list of halts does not end", null);
  }

  /** Ends a halt by hand; the reason is kept with it. */
  public Halt release(String haltId, String reason) {
    HttpRequest post =
        calls
            .request(BASE + "/halts/" + encode(haltId) + "/release")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.releaseBody(reason)))
            .build();
    return Json.halt(success(send(post)));
  }

  private Answer poll(String path, Duration wait, Deadline deadline) {
    Duration held = deadline.atMost(wait);
    String query = (path.contains("?") ? "&" : "?") + "wait=" + held.toSeconds();
    return calls.send(calls.request(path + query).GET().build(), held, deadline);
  }

  /** Path and query only: the token never goes to another origin than the configured one. */
  private String location(Answer answer) {
    Optional<String> value = answer.headers().firstValue("Location");
    if (value.isEmpty()) {
      throw new GateException(Kind.NOT_UNDERSTOOD, "the 202 has no Location", null);
    }
    try {
      URI uri = URI.create(value.get());
      String path = uri.getRawPath();
      if (path == null || !path.startsWith("/")) {
        throw new IllegalArgumentException("no absolute path");
      }
      String prefix = settings.url().getRawPath();
      String relative =
          prefix != null && !prefix.isEmpty() && path.startsWith(prefix + "/")
              ? path.substring(prefix.length())
              : path;
      return uri.getRawQuery() == null ? relative : relative + "?" + uri.getRawQuery();
    } catch (IllegalArgumentException malformed) {
      throw new GateException(
          Kind.NOT_UNDERSTOOD, "the 202 has an unusable Location: " + value.get(), malformed);
    }
  }

  private JsonNode get(String path) {
    return success(send(calls.request(path).GET().build()));
  }

  private Answer send(HttpRequest request) {
    return calls.send(request, Duration.ZERO, Deadline.in(SMALL_REQUEST, nanos));
  }

  private JsonNode success(Answer answer) {
    return Json.object(calls.accepted(answer));
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
