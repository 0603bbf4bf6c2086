package io.sluice.quality.server.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.decision.Reach;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Talks to lineage-server, as this server's own service account. */
@ApplicationScoped
public class LineageClient {

  private final HttpClient http;
  private final URI base;
  private final Optional<String> token;
  private final Duration timeout;
  private final ObjectMapper json = new ObjectMapper();

  /** Talks to lineage at the address of the settings. */
  @Inject
  public LineageClient(
      @ConfigProperty(name = "sluice.service.token") Optional<String> token,
      GateSettings settings) {
    this.base = settings.lineageUrl();
    this.token = token;
    this.timeout = settings.callTimeout();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Where lineage's log stands.
   *
   * @throws LineageUnavailableException if lineage gives no answer
   */
  public long position() {
    JsonNode position = answer(request("/api/lineage/v1/position").GET()).path("position");
    if (!position.canConvertToLong()) {
      throw new LineageUnavailableException("lineage's answer names no position");
    }
    return position.asLong();
  }

  /**
   * Everything downstream of the datasets, as of at least that position.
   *
   * @throws LineageUnavailableException if lineage gives no answer
   */
  public Reach downstream(Collection<DatasetId> datasets, long minPosition) {
    ObjectNode body = json.createObjectNode();
    datasets.forEach(
        dataset ->
            body.withArray("datasets")
                .addObject()
                .put("namespace", dataset.namespace())
                .put("name", dataset.name()));
    body.put("direction", "DOWNSTREAM").put("minPosition", minPosition);
    JsonNode answer =
        answer(
            request("/api/lineage/v1/closures")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    if (!answer.path("closures").isArray()) {
      throw new LineageUnavailableException("lineage's answer holds no closures");
    }
    Map<DatasetId, Map<DatasetId, List<String>>> paths = new HashMap<>();
    for (JsonNode closure : answer.path("closures")) {
      Map<DatasetId, List<String>> reached = new HashMap<>();
      closure
          .path("reached")
          .forEach(node -> reached.put(dataset(node.path("dataset")), path(node.path("path"))));
      paths.put(dataset(closure.path("dataset")), reached);
    }
    return new Reach(answer.path("position").asLong(minPosition), paths);
  }

  /**
   * Hands over one OpenLineage event.
   *
   * @throws LineageUnavailableException unless lineage has kept it
   */
  public void emit(String event) {
    HttpResponse<String> response =
        send(
            request("/api/v1/lineage")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)));
    if (response.statusCode() / 100 != 2) {
      throw new LineageUnavailableException(
          "lineage answered " + response.statusCode() + " to an event");
    }
  }

  private JsonNode answer(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new LineageUnavailableException("lineage answered " + response.statusCode());
    }
    try {
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new LineageUnavailableException("lineage's answer is no JSON", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(Traces.inject(request).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LineageUnavailableException("lineage cannot be reached at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LineageUnavailableException("asking lineage was interrupted", e);
    }
  }

  private static DatasetId dataset(JsonNode node) {
    try {
      return new DatasetId(node.path("namespace").asText(), node.path("name").asText());
    } catch (IllegalArgumentException e) {
      throw new LineageUnavailableException("lineage's answer names no dataset", e);
    }
  }

  /** Nodes as Marquez writes them: {@code dataset:namespace:name}, {@code job:namespace:name}. */
  private static List<String> path(JsonNode nodes) {
    List<String> path = new ArrayList<>();
    nodes.forEach(
        node ->
            path.add(
                ("JOB".equals(node.path("type").asText()) ? "job:" : "dataset:")
                    + node.path("namespace").asText()
                    + ":"
                    + node.path("name").asText()));
    return path;
  }
}
