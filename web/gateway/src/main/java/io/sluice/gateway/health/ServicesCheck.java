package io.sluice.gateway.health;

import io.sluice.gateway.proxy.Upstreams;
import io.sluice.gateway.route.Service;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells what the gateway sees of the services. It is up even when they are not: a gateway that is
 * taken away because one service is down takes the other two with it.
 */
@Readiness
@Singleton
public class ServicesCheck implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

  private record Seen(Map<Service, Boolean> up, long at) {}

  private final Upstreams upstreams;
  private final HttpClient http;
  private volatile Seen last = new Seen(Map.of(), Long.MIN_VALUE);

  @Inject
  ServicesCheck(Upstreams upstreams) {
    this.upstreams = upstreams;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("services").up();
    look().forEach((service, up) -> response.withData(service.processName(), up ? "UP" : "DOWN"));
    return response.build();
  }

  /** This route is open to everybody, so it may not ask the services each time that it is asked. */
  private synchronized Map<Service, Boolean> look() {
    if (!last.up().isEmpty() && System.nanoTime() - last.at() < FRESH_NANOS) {
      return last.up();
    }
    Map<Service, CompletableFuture<Boolean>> asked = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      asked.put(service, ask(upstreams.base(service)));
    }
    Map<Service, Boolean> up = new EnumMap<>(Service.class);
    asked.forEach((service, answer) -> up.put(service, answer.join()));
    last = new Seen(up, System.nanoTime());
    return up;
  }

  private CompletableFuture<Boolean> ask(URI base) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/q/health/ready")).timeout(PATIENCE).GET().build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(response -> response.statusCode() == 200)
        .exceptionally(unreachable -> false);
  }
}
