package io.sluice.quality.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sets {@link Neighbours} up and says what they have seen. */
public final class NeighboursClient {

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url = ConfigProvider.getConfig().getValue(Neighbours.URL, String.class);
  private final ObjectNode state = JsonNodeFactory.instance.objectNode();

  /** Forgets everything and knows nothing. */
  public NeighboursClient empty() {
    state.removeAll();
    send("POST", "/test/forget", "");
    return apply();
  }

  /** A job that reads one dataset and writes another; names are {@code namespace|name}. */
  public NeighboursClient edge(String from, String job, String to) {
    state.withArray("edges").addArray().add(from).add(job).add(to);
    return apply();
  }

  /** A dataset of the catalog; what is left out is answered as null, as the real one does. */
  public NeighboursClient dataset(String dataset) {
    try {
      state.withArray("datasets").add(json.readTree(dataset));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return apply();
  }

  /** Whether lineage answers 503 to everything. */
  public NeighboursClient lineageDown(boolean down) {
    state.put("lineageDown", down);
    return apply();
  }

  /** Whether the catalog's datasets answer 503. */
  public NeighboursClient catalogDown(boolean down) {
    state.put("catalogDown", down);
    return apply();
  }

  /** Where lineage's log stands. */
  public NeighboursClient position(long position) {
    state.put("position", position);
    return apply();
  }

  /** What the doubles have seen: events, faults and the number of closures. */
  public JsonNode seen() {
    return send("GET", "/test/seen", "");
  }

  /** The events of a run, once there are that many of them. */
  public List<JsonNode> events(String runId, int expected) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<JsonNode> found;
    do {
      found = new ArrayList<>();
      for (JsonNode kept : seen().path("events")) {
        if (kept.path("event").path("run").path("runId").asText().equals(runId)) {
          found.add(kept);
        }
      }
      if (found.size() >= expected) {
        return found;
      }
      Thread.onSpinWait();
    } while (System.nanoTime() < until);
    throw new AssertionError("only " + found.size() + " events of run " + runId);
  }

  private NeighboursClient apply() {
    send("PUT", "/test/state", state.toString());
    return this;
  }

  private JsonNode send(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .method(method, BodyPublishers.ofString(body))
              .build();
      return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
