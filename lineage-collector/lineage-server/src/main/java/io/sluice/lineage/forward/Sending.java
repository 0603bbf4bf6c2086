package io.sluice.lineage.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Posts events to one backend, the way OpenLineage's own clients do. */
final class Sending {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
  private static final int MAX_REASON = 500;

  /** What a change of settings mends, or time; it is not about the event. */
  private static final Set<Integer> NOT_ABOUT_THE_EVENT = Set.of(401, 404, 407, 408, 425, 429);

  private final Target target;
  private final OutgoingHosts hosts;
  private final UnaryOperator<@Nullable String> environment;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIME_LIMIT)
          .build();

  Sending(Target target, OutgoingHosts hosts, UnaryOperator<@Nullable String> environment) {
    this.target = target;
    this.hosts = hosts;
    this.environment = environment;
  }

  /** Posts one event, UTF-8 JSON. */
  Answer post(byte[] event) throws InterruptedException {
    String refusal = hosts.refusal(target.address());
    if (refusal != null) {
      return new Answer.Later(refusal);
    }
    try {
      HttpRequest request = request(event);
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return answer(response.statusCode(), new String(start(body), StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Answer.Later(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private HttpRequest request(byte[] event) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.address())
            .timeout(TIME_LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(target.gzip() ? gzip(event) : event));
    if (target.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    String reference = target.tokenRef();
    if (reference != null) {
      request.header("Authorization", "Bearer " + token(reference));
    }
    return request.build();
  }

  /** Looked up each time, so that a new token needs no restart. */
  private String token(String reference) throws IOException {
    String where = reference.substring(reference.indexOf(':') + 1);
    String token =
        reference.startsWith("env:")
            ? environment.apply(where)
            : Files.readString(Path.of(where), StandardCharsets.UTF_8);
    if (token == null || token.isBlank()) {
      throw new IOException("there is no token at " + reference);
    }
    return token.strip();
  }

  private static byte[] gzip(byte[] event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(event);
    }
    return bytes.toByteArray();
  }

  private static byte[] start(InputStream body) throws IOException {
    return body.readNBytes(MAX_REASON);
  }

  private static Answer answer(int status, String body) {
    if (status >= 200 && status < 300) {
      return new Answer.Taken();
    }
    boolean aboutTheEvent = status >= 400 && status < 500 && !NOT_ABOUT_THE_EVENT.contains(status);
    return aboutTheEvent
        ? new Answer.Refused(status, body)
        : new Answer.Later("HTTP " + status + (body.isBlank() ? "" : ": " + body));
  }
}
