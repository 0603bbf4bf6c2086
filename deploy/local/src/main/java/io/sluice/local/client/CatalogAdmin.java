package io.sluice.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What catalog-server does for whoever holds the bootstrap admin token. */
public final class CatalogAdmin {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String base;
  private final String adminToken;

  /** Talks to the catalog-server at a base URL. */
  public CatalogAdmin(String catalogUrl, String adminToken) {
    this.base = catalogUrl + "/api/catalog/v1";
    this.adminToken = adminToken;
  }

  /** A password for the local user that works once. */
  public record OneTimePassword(String user, String password, String expiresAt) {}

  /** What a new API token may do, where, and how long. */
  public record TokenRequest(
      String name, List<String> roles, List<String> datasets, Optional<String> expiresIn) {

    /** Keeps its own copies. */
    public TokenRequest {
      roles = List.copyOf(roles);
      datasets = List.copyOf(datasets);
    }
  }

  /** One issued token, without its secret. */
  public record IssuedToken(
      String id, String name, String roles, String expiresAt, String revokedAt) {}

  /** Makes a one-time password; the one before stops working. */
  public OneTimePassword oneTimePassword() {
    JsonNode answer = send("POST", "/local-user/one-time-password", Optional.empty());
    return new OneTimePassword(
        text(answer, "user"), text(answer, "password"), text(answer, "expiresAt"));
  }

  /** Issues an API token and returns it: it cannot be read again. */
  public String createToken(TokenRequest request) {
    ObjectNode body = JSON.createObjectNode().put("name", request.name());
    ArrayNode roles = body.putArray("roles");
    request.roles().forEach(roles::add);
    if (!request.datasets().isEmpty()) {
      ArrayNode datasets = body.putArray("datasets");
      for (String dataset : request.datasets()) {
        String[] parts = splitDataset(dataset);
        datasets.addObject().put("namespace", parts[0]).put("name", parts[1]);
      }
    }
    request.expiresIn().ifPresent(duration -> body.put("expiresIn", duration));
    return text(send("POST", "/tokens", Optional.of(body)), "token");
  }

  /** All issued tokens. */
  public List<IssuedToken> tokens() {
    List<IssuedToken> tokens = new ArrayList<>();
    String cursor = "";
    do {
      String query = cursor.isEmpty() ? "" : "&cursor=" + encode(cursor);
      JsonNode page = send("GET", "/tokens?limit=500" + query, Optional.empty());
      for (JsonNode item : page.path("items")) {
        List<String> roles = new ArrayList<>();
        item.path("roles").forEach(role -> roles.add(role.asText()));
        tokens.add(
            new IssuedToken(
                text(item, "id"),
                text(item, "name"),
                String.join(",", roles),
                text(item, "expiresAt"),
                text(item, "revokedAt")));
      }
      cursor = text(page, "nextCursor");
    } while (!cursor.isEmpty());
    return tokens;
  }

  /** Revokes a token. */
  public void revoke(String id) {
    send("DELETE", "/tokens/" + encode(id), Optional.empty());
  }

  /** Whether catalog-server takes the admin token. */
  public boolean acceptsToken() {
    return exchange("GET", "/me", Optional.empty()).statusCode() == 200;
  }

  private JsonNode send(String method, String path, Optional<JsonNode> body) {
    HttpResponse<String> response = exchange(method, path, body);
    int status = response.statusCode();
    if (status / 100 == 2) {
      return parse(response.body());
    }
    String reason = reason(response);
    if (status == 401 || status == 403) {
      throw LauncherFailure.notAllowed(
          "catalog-server refused the local admin token: " + reason,
          "It is refused where SLUICE_HOST is not a loopback address; else try: ./sluice up");
    }
    if (status == 400 || status == 422) {
      throw LauncherFailure.usage(
          "catalog-server refused the request: " + reason, "Help: sluice token --help");
    }
    throw LauncherFailure.of("catalog-server answered " + status + ": " + reason);
  }

  private HttpResponse<String> exchange(String method, String path, Optional<JsonNode> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + adminToken)
            .header("Accept", "application/json");
    body.ifPresent(json -> request.header("Content-Type", "application/json"));
    request.method(
        method,
        body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
            .orElseGet(HttpRequest.BodyPublishers::noBody));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw LauncherFailure.of(
          "catalog-server does not answer at " + base + ".", "Start the platform: ./sluice up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherFailure.of("Interrupted.");
    }
  }

  private static String reason(HttpResponse<String> response) {
    JsonNode problem = JSON.missingNode();
    try {
      problem = parse(response.body());
    } catch (LauncherFailure e) {
      return "HTTP " + response.statusCode();
    }
    String detail = text(problem, "detail");
    return detail.isEmpty() ? "HTTP " + response.statusCode() : detail;
  }

  private static JsonNode parse(String body) {
    try {
      return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw LauncherFailure.of("catalog-server answered something that is not JSON.");
    }
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("").replaceFirst("^null$", "");
  }

  private static String[] splitDataset(String dataset) {
    // Namespaces hold colons themselves (postgres://host:5432): the last one parts the name.
    int colon = dataset.lastIndexOf(':');
    if (colon < 1 || colon == dataset.length() - 1) {
      throw LauncherFailure.usage(
          "'" + dataset + "' is not a dataset.", "Write it as namespace:name, e.g. file:sales/*");
    }
    return new String[] {dataset.substring(0, colon), dataset.substring(colon + 1)};
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
