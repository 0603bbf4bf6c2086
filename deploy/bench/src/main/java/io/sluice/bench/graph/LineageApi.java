package io.sluice.bench.graph;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks lineage-server over HTTP. */
public final class LineageApi {

  private static final Pattern WALK = Pattern.compile("walk;dur=([0-9.]+)");
  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E+]+)");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  /** At the server's own address. */
  public LineageApi(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param bytes the length of its body
   * @param millis until the whole body was there
   * @param walkMillis the time of the walk alone, as the server's Server-Timing header says; NaN if
   *     it does not
   */
  public record Answer(int status, int bytes, double millis, double walkMillis) {}

  /** Asks for a path whose last part is a node id that is still to be encoded. */
  public Answer get(String path, String nodeId) throws IOException, InterruptedException {
    return get(path + URLEncoder.encode(nodeId, StandardCharsets.UTF_8));
  }

  /** Asks for a path. */
  public Answer get(String path) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<byte[]> response = send(path);
    double millis = (System.nanoTime() - begun) / 1e6;
    Matcher walk = WALK.matcher(response.headers().firstValue("Server-Timing").orElse(""));
    return new Answer(
        response.statusCode(),
        response.body().length,
        millis,
        walk.find() ? Double.parseDouble(walk.group(1)) : Double.NaN);
  }

  /** An answer that must be there. */
  public Answer require(String path, String nodeId) throws IOException, InterruptedException {
    Answer answer = get(path, nodeId);
    if (answer.status != 200) {
      throw new IllegalStateException(path + nodeId + " answered " + answer.status);
    }
    return answer;
  }

  /** The heap in use, after a collection that the caller has asked for. */
  public double heapBytes() throws IOException, InterruptedException {
    String metrics = new String(send("/q/metrics").body(), StandardCharsets.UTF_8);
    Matcher pools = HEAP.matcher(metrics);
    double bytes = 0;
    while (pools.find()) {
      bytes += Double.parseDouble(pools.group(1));
    }
    return bytes;
  }

  private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + token)
            .GET()
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
