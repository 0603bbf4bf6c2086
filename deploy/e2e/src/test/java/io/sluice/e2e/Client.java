package io.sluice.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Somebody who asks one server, with a token or without. */
record Client(String base, Optional<String> token) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Answer get(String path) {
    return send("GET", path, "", "application/json");
  }

  Answer post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  Answer put(String path, String body, String contentType) {
    return send("PUT", path, body, contentType);
  }

  Answer send(String method, String path, String body, String contentType, String... headers) {
    try {
      return trySend(method, path, body, contentType, headers);
    } catch (IOException failure) {
      throw new AssertionError(method + " " + base + path + " got no answer", failure);
    }
  }

  /** For those who expect servers to die. */
  Answer trySend(String method, String path, String body, String contentType, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
