package io.sluice.local.client;

import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class HealthProbe {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /** What a service says about itself. */
  public enum Health {
    /** It takes requests. */
    READY,
    /** It answers, but is not ready. */
    UNREADY,
    /** It does not answer. */
    SILENT
  }

  /** Asks once. */
  public Health ask(String baseUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/q/health/ready"))
            .timeout(LIMIT)
            .GET()
            .build();
    try {
      HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
      return response.statusCode() == 200 ? Health.READY : Health.UNREADY;
    } catch (IOException e) {
      return Health.SILENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherFailure.of("Interrupted.");
    }
  }
}
