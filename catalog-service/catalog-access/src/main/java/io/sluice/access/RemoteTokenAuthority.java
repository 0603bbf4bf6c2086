package io.sluice.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks catalog-server whose a token is and keeps the answer for a short while. While catalog-server
 * is down, tokens it knew go on; about others nobody can say.
 */
@DefaultBean
@Singleton
public class RemoteTokenAuthority implements TokenAuthority {

  private static final Duration LONGEST_CACHE = Duration.ofSeconds(30);

  /** So many questions may be under way at once; more than that is a flood of guesses. */
  private static final int CONCURRENT_QUESTIONS = 64;

  private final URI introspection;
  private final Optional<String> serviceToken;
  private final Duration timeout;
  private final IntrospectionCache cache;
  private final Clock clock;
  private final HttpClient http;
  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private final Semaphore questions = new Semaphore(CONCURRENT_QUESTIONS);
  private final Map<String, CompletableFuture<Introspection>> underWay = new ConcurrentHashMap<>();

  @Inject
  RemoteTokenAuthority(
      AccessConfig config,
      @ConfigProperty(name = "sluice.catalog.url", defaultValue = "http://127.0.0.1:8081")
          URI catalog,
      @ConfigProperty(name = "sluice.service.token") Optional<String> serviceToken) {
    this(config, catalog, serviceToken, Clock.systemUTC());
  }

  RemoteTokenAuthority(
      AccessConfig config, URI catalog, Optional<String> serviceToken, Clock clock) {
    if (config.cacheFor().compareTo(LONGEST_CACHE) > 0) {
      throw new IllegalArgumentException(
          "sluice.access.cache-for is longer than " + LONGEST_CACHE + ": a revoked token must end");
    }
    this.introspection = URI.create(catalog + "/api/catalog/v1/tokens/introspect");
    this.serviceToken = serviceToken;
    this.timeout = config.timeout();
    this.clock = clock;
    this.cache =
        new IntrospectionCache(
            clock,
            config.cacheFor(),
            config.cacheRefusalsFor(),
            config.staleFor(),
            config.cacheSize());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout())
            .build();
  }

  @Override
  public Optional<Introspection> atHand(BearerToken token) {
    return cache.fresh(token.sha256());
  }

  @Override
  public Introspection introspect(BearerToken token) {
    String hash = token.sha256();
    Optional<Introspection> known = cache.fresh(hash);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return askOnce(hash, token);
    } catch (AuthorityUnavailableException unavailable) {
      return cache.stale(hash).orElseThrow(() -> unavailable);
    }
  }

  /** Many requests with one token ask one question. */
  private Introspection askOnce(String hash, BearerToken token) {
    CompletableFuture<Introspection> mine = new CompletableFuture<>();
    CompletableFuture<Introspection> first = underWay.putIfAbsent(hash, mine);
    if (first != null) {
      return await(first);
    }
    try {
      Introspection answer = ask(token);
      cache.put(hash, answer);
      mine.complete(answer);
      return answer;
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      underWay.remove(hash, mine);
    }
  }

  private static Introspection await(CompletableFuture<Introspection> other) {
    try {
      return other.join();
    } catch (CompletionException failed) {
      throw new AuthorityUnavailableException(
          "catalog-server was asked in vain", failed.getCause());
    }
  }

  private Introspection ask(BearerToken token) {
    String own =
        serviceToken.orElseThrow(
            () -> new AuthorityUnavailableException("SLUICE_SERVICE_TOKEN is not set", null));
    if (!questions.tryAcquire()) {
      throw new AuthorityUnavailableException("too many unknown tokens at once", null);
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(introspection)
              .timeout(timeout)
              .header("Authorization", "Bearer " + own)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("token", token.text()))))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AuthorityUnavailableException(
            "catalog-server answered " + response.statusCode() + " to a question about a token",
            null);
      }
      return read(response.body());
    } catch (IOException unreachable) {
      throw new AuthorityUnavailableException(
          "catalog-server could not be asked at " + introspection, unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AuthorityUnavailableException("interrupted", interrupted);
    } finally {
      questions.release();
    }
  }

  /** The few fields of the answer that matter here. */
  private record Answer(
      boolean active,
      @Nullable String subject,
      @Nullable CallerKind kind,
      @Nullable List<String> roles,
      @Nullable List<DatasetScope> datasets,
      @Nullable String expiresAt) {}

  private Introspection read(String body) throws JsonProcessingException {
    Answer answer = json.readValue(body, Answer.class);
    if (!answer.active) {
      return new Inactive();
    }
    if (answer.subject == null || answer.kind == null || answer.roles == null) {
      throw new AuthorityUnavailableException("catalog-server's answer lacks the caller", null);
    }
    Optional<Instant> expiresAt = Optional.ofNullable(answer.expiresAt).map(Instant::parse);
    if (expiresAt.map(end -> !clock.instant().isBefore(end)).orElse(false)) {
      return new Inactive();
    }
    // A role this version does not know gives nothing, rather than locking its holder out.
    List<Role> roles = new ArrayList<>();
    answer.roles.forEach(name -> Role.find(name).ifPresent(roles::add));
    return new Active(
        Caller.of(answer.subject, answer.kind, roles, Optional.ofNullable(answer.datasets)),
        expiresAt);
  }
}
