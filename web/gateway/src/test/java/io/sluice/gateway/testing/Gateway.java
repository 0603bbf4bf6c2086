package io.sluice.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The gateway under test, as its clients use it. */
public final class Gateway {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Gateway() {}

  public static URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
  }

  public static int port() {
    return Integer.getInteger("quarkus.http.test-port", -1) > 0
        ? Integer.getInteger("quarkus.http.test-port")
        : org.eclipse.microprofile.config.ConfigProvider.getConfig()
            .getValue("quarkus.http.port", Integer.class);
  }

  public static HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).method(method, body);
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static HttpResponse<String> get(String path, String token) {
    return send(
        request("GET", path, BodyPublishers.noBody()).header("Authorization", "Bearer " + token));
  }

  /** What the double behind the gateway says it received. */
  public static JsonNode seen(HttpResponse<String> response) {
    return json(response.body());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException failure) {
      throw new IllegalStateException(text, failure);
    }
  }

  /** What a double tells on its own port: {@code requests} or {@code leftBehind}. */
  public static int doubleSays(String service, String what) {
    String base =
        org.eclipse.microprofile.config.ConfigProvider.getConfig()
            .getValue("sluice." + service + ".url", String.class);
    return json(send(HttpRequest.newBuilder(URI.create(base + "/double/state"))).body())
        .get(what)
        .asInt();
  }
}
