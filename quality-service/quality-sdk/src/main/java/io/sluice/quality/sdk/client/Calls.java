package io.sluice.quality.sdk.client;

import io.sluice.quality.sdk.client.GateException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Sends one request as often as the retry policy and the deadline allow. */
final class Calls {

  private final GateClientSettings settings;
  private final HttpClient http;
  private final Clock clock;
  private final RandomGenerator random;
  private final Pause pause;

  Calls(GateClientSettings settings, Clock clock, RandomGenerator random, Pause pause) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.pause = pause;
    // Redirects are not followed: they would carry the token to wherever they point.
    this.http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(settings.url() + path))
            .header("Accept", "application/json, application/problem+json");
    if (!settings.token().isEmpty()) {
      builder.header("Authorization", "Bearer " + settings.token());
    }
    return builder;
  }

  /** Sends until there is an answer that is not "busy"; {@code held} is how long it may be held. */
  Answer send(HttpRequest request, Duration held, Deadline deadline) {
    int broken = 0;
    int busy = 0;
    while (true) {
      Duration wait;
      try {
        Answer answer = once(request, held, deadline);
        if (!answer.isBusy() || ++busy >= settings.retry().busyAttempts()) {
          return answer;
        }
        Duration own = settings.retry().pauseAfter(busy, random);
        // Jitter on top of what the server asks, so that callers told the same do not return as
        // one.
        wait = answer.retryAfter(clock).map(asked -> asked.plus(own.dividedBy(4))).orElse(own);
      } catch (IOException failure) {
        if (++broken >= settings.retry().connectionAttempts()) {
          throw unreachable(failure);
        }
        wait = settings.retry().pauseAfter(broken, random);
      }
      sleep(wait, deadline);
    }
  }

  /** Waits, or gives up at once when the deadline comes first: sleeping into it helps nobody. */
  void sleep(Duration wait, Deadline deadline) {
    if (deadline.left().compareTo(wait) <= 0) {
      throw timedOut();
    }
    try {
      pause.sleep(wait);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private Answer once(HttpRequest request, Duration held, Deadline deadline) throws IOException {
    Duration limit = deadline.atMost(held.plus(settings.requestTimeout()));
    if (limit.isZero()) {
      throw timedOut();
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, info -> new BoundedBody());
    try {
      HttpResponse<byte[]> response = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          response.statusCode(),
          response.headers(),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException hanging) {
      sent.cancel(true);
      if (deadline.passed()) {
        throw timedOut();
      }
      throw new IOException("no answer within " + limit.toSeconds() + " s", hanging);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException io) {
        throw io;
      }
      throw new GateException(
          Kind.UNREACHABLE, "cannot send to " + settings.url(), failure.getCause());
    } catch (InterruptedException interrupted) {
      sent.cancel(true);
      throw interrupted(interrupted);
    }
  }

  /** The answer if it is a 2xx, else the failure that it stands for. */
  Answer accepted(Answer answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    String problem = Json.problem(answer);
    if (answer.status() == 401 || answer.status() == 403) {
      throw failure(Kind.NOT_ALLOWED, answer, "not allowed: " + problem);
    }
    if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
      throw failure(Kind.REFUSED, answer, problem);
    }
    throw failure(
        Kind.SERVER_FAILED,
        answer,
        settings.url() + " answered HTTP " + answer.status() + ": " + problem);
  }

  private static GateException failure(Kind kind, Answer answer, String message) {
    return new GateException(kind, answer.status(), message, answer.body(), null);
  }

  GateException timedOut() {
    return new GateException(
        Kind.TIMED_OUT, "no answer from " + settings.url() + " before the deadline", null);
  }

  private GateException unreachable(IOException failure) {
    boolean refused =
        failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    String why =
        refused
            ? "nothing answers there"
            : "the connection broke"
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
    return new GateException(
        Kind.UNREACHABLE, "cannot reach " + settings.url() + ": " + why, failure);
  }

  private static GateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new GateException(Kind.INTERRUPTED, "interrupted while waiting for the gate", cause);
  }

  /** How time is passed; tests pass it without waiting. */
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }
}
