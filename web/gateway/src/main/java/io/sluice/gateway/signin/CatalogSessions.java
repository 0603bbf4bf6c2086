package io.sluice.gateway.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.gateway.GatewaySettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens and ends sessions at catalog-server. */
@Singleton
public class CatalogSessions {

  private static final Logger LOG = Logger.getLogger(CatalogSessions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI sessions;
  private final Optional<String> serviceToken;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http;

  @Inject
  CatalogSessions(GatewaySettings settings) {
    this.sessions = URI.create(settings.services().catalog() + "/api/catalog/v1/sessions");
    this.serviceToken = settings.serviceToken();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  /** What came of asking. */
  public sealed interface Answer {
    /** A session of that person. */
    record Opened(String token, String subject, List<String> roles, Instant expiresAt)
        implements Answer {}

    /** Not this user with this password. */
    record WrongPassword() implements Answer {}

    /** The session is over. */
    record Ended() implements Answer {}

    /** Nobody could say. */
    record Unavailable() implements Answer {}
  }

  Answer open(String user, String password, String traceParent) {
    if (serviceToken.isEmpty()) {
      LOG.error("SLUICE_SERVICE_TOKEN is not set: nobody can sign in");
      return new Answer.Unavailable();
    }
    try {
      HttpResponse<String> response =
          http.send(
              request(sessions, serviceToken.get(), traceParent)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          json.writeValueAsString(Map.of("user", user, "password", password))))
                  .build(),
              BodyHandlers.ofString());
      // 401 means the user's password, unless it is our own token that is not known.
      if (response.statusCode() == 401 && !aboutOurToken(response)) {
        return new Answer.WrongPassword();
      }
      return response.statusCode() == 200 ? read(response.body()) : unexpected(response);
    } catch (IOException | DateTimeException failure) {
      return unavailable(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unavailable(interrupted);
    }
  }

  Answer end(String sessionToken, String traceParent) {
    try {
      HttpResponse<String> response =
          http.send(
              request(URI.create(sessions + "/current"), sessionToken, traceParent)
                  .DELETE()
                  .build(),
              BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200, 204, 401, 404 -> new Answer.Ended();
        default -> unexpected(response);
      };
    } catch (IOException failure) {
      return unavailable(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unavailable(interrupted);
    }
  }

  private static HttpRequest.Builder request(URI uri, String token, String traceParent) {
    return HttpRequest.newBuilder(uri)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("traceparent", traceParent);
  }

  private static boolean aboutOurToken(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").isPresent();
  }

  private Answer read(String body) throws IOException {
    JsonNode session = json.readTree(body);
    List<String> roles = new ArrayList<>();
    session.path("roles").forEach(role -> roles.add(role.asText()));
    return new Answer.Opened(
        session.path("token").asText(),
        session.path("subject").asText(),
        List.copyOf(roles),
        Instant.parse(session.path("expiresAt").asText()));
  }

  private static Answer unexpected(HttpResponse<String> response) {
    LOG.errorf("catalog-server answered %d to a question about a session", response.statusCode());
    return new Answer.Unavailable();
  }

  private Answer unavailable(Exception failure) {
    LOG.warnf("catalog-server cannot be asked at %s: %s", sessions, failure);
    return new Answer.Unavailable();
  }
}
