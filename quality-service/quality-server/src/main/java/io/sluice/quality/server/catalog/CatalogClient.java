package io.sluice.quality.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.server.settings.GateSettings;
import io.sluice.quality.server.telemetry.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks catalog-server about datasets, as this server's own service account. */
@ApplicationScoped
public class CatalogClient {

  private final HttpClient http;
  private final URI base;
  private final Optional<String> token;
  private final Duration timeout;
  private final ObjectMapper json = new ObjectMapper();

  /** Asks the catalog at the address of the settings. */
  @Inject
  public CatalogClient(
      @ConfigProperty(name = "sluice.service.token") Optional<String> token,
      GateSettings settings) {
    this.base = settings.catalogUrl();
    this.token = token;
    this.timeout = settings.callTimeout();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * The dataset as the catalog knows it; empty if it does not.
   *
   * @throws CatalogUnavailableException if the catalog gives no answer
   */
  public Optional<CatalogDataset> find(DatasetId dataset) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    base
                        + "/api/catalog/v1/datasets/by-id?namespace="
                        + encode(dataset.namespace())
                        + "&name="
                        + encode(dataset.name())))
            .timeout(timeout)
            .header("Accept", "application/json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try {
      HttpResponse<String> response =
          http.send(Traces.inject(request).build(), HttpResponse.BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> Optional.of(read(json.readTree(response.body())));
        case 404 -> Optional.empty();
        default ->
            throw new CatalogUnavailableException(
                "the catalog answered " + response.statusCode() + " for " + dataset);
      };
    } catch (IOException e) {
      throw new CatalogUnavailableException("the catalog cannot be reached at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogUnavailableException("asking the catalog was interrupted", e);
    } catch (IllegalArgumentException e) {
      throw new CatalogUnavailableException("the catalog's answer makes no sense", e);
    }
  }

  private static CatalogDataset read(JsonNode dataset) {
    Set<String> owners = new HashSet<>();
    dataset.path("owners").forEach(owner -> owners.add(owner.path("name").asText()));
    return new CatalogDataset(
        schema(dataset.path("schema").path("columns")), location(dataset.path("location")), owners);
  }

  /**
   * The catalog answers every member that a location can have, null where this one has none; a
   * source has only the members of its type.
   */
  private static Optional<JsonNode> location(JsonNode answered) {
    if (!answered.isObject()) {
      return Optional.empty();
    }
    ObjectNode location = answered.deepCopy();
    location.removeIf(JsonNode::isNull);
    return Optional.of(location);
  }

  private static Optional<Schema> schema(JsonNode columns) {
    if (!columns.isArray() || columns.isEmpty()) {
      return Optional.empty();
    }
    List<Column> read = new ArrayList<>();
    columns.forEach(
        column ->
            read.add(
                new Column(
                    column.path("name").asText(),
                    column.path("type").asText(),
                    column.path("nullable").asBoolean(true),
                    column.path("description").textValue())));
    return Optional.of(new Schema(read));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
