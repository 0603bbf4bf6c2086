package io.sluice.demo.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The platform's routes, spoken to with one token; passing failures are tried again. */
public final class PlatformApi {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ATTEMPTS = 5;

  private final URI url;
  private final String token;
  private final HttpClient http;

  /** Speaks to the gateway at that address with that token. */
  public PlatformApi(URI url, String token) {
    this.url = url;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** Thrown when the platform does not do what it was asked. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** Reads a resource. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  /** Puts a JSON body. */
  public JsonNode put(String path, JsonNode body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  /** Posts a JSON body. */
  public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  /** Deletes a resource. */
  public void delete(String path) throws IOException, InterruptedException {
    send("DELETE", path, null);
  }

  /** A path segment or query value, percent-encoded. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String method, String path, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json, application/problem+json");
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        boolean busy = response.statusCode() == 503 || response.statusCode() == 429;
        if (!busy || attempt == ATTEMPTS) {
          return read(method, path, response);
        }
      } catch (IOException broken) {
        // A POST that may have been done is repeated too: none of those here does harm twice.
        if (broken instanceof Refused || attempt == ATTEMPTS) {
          throw broken;
        }
      }
      Thread.sleep(200L << attempt);
    }
  }

  private static JsonNode read(String method, String path, HttpResponse<String> response)
      throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new Refused(
          response.statusCode(),
          method + " " + path + " answered " + response.statusCode() + ": " + problem(response));
    }
    return response.body().isBlank() ? MissingNode.getInstance() : MAPPER.readTree(response.body());
  }

  private static String problem(HttpResponse<String> response) {
    try {
      JsonNode node = MAPPER.readTree(response.body());
      String title = node.path("title").asText("");
      String detail = node.path("detail").asText("");
      return title.isEmpty() && detail.isEmpty() ? response.body() : title + ": " + detail;
    } catch (JsonProcessingException notJson) {
      return response.body();
    }
  }
}
