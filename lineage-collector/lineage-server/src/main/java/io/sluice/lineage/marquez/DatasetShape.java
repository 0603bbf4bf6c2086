package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.VersionStore.SchemaVersionRow;
import io.sluice.lineage.marquez.Shapes.EntityId;
import io.sluice.lineage.marquez.Shapes.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset in Marquez's shape. */
public record DatasetShape(
    EntityId id,
    String type,
    String name,
    String physicalName,
    Instant createdAt,
    Instant updatedAt,
    String namespace,
    String sourceName,
    JsonNode fields,
    List<String> tags,
    Instant lastModifiedAt,
    @Nullable String lastLifecycleState,
    @Nullable String description,
    UUID currentVersion,
    @Nullable List<Derived> columnLineage,
    ObjectNode facets,
    boolean deleted) {

  /** Our own facet with what a client registered that no standard facet holds. */
  static final String REGISTRATION = "sluice_registration";

  private static final Set<String> STREAMS = Set.of("TOPIC", "STREAM", "SUBSCRIPTION");

  /** A column and those that it comes from. */
  public record Derived(
      String name,
      List<Origin> inputFields,
      @Nullable String transformationDescription,
      @Nullable String transformationType) {}

  /** A column that another comes from. */
  public record Origin(
      String namespace,
      String dataset,
      String field,
      @Nullable String transformationDescription,
      @Nullable String transformationType) {}

  /** A version of a dataset. */
  public record Version(
      VersionId id,
      String type,
      String name,
      String physicalName,
      Instant createdAt,
      UUID version,
      String namespace,
      String sourceName,
      JsonNode fields,
      List<String> tags,
      @Nullable String lifecycleState,
      @Nullable String description,
      @Nullable RunShape createdByRun,
      UUID currentSchemaVersion,
      ObjectNode facets) {}

  static DatasetShape of(DatasetRow row) {
    UUID version = row.schemaVersion();
    return new DatasetShape(
        new EntityId(row.namespace(), row.name()),
        type(row),
        row.name(),
        physicalName(row),
        row.firstSeen(),
        row.lastSeen(),
        row.namespace(),
        sourceName(row),
        fields(row, row.fields()),
        Shapes.tags(row.tags().own(), row.facets(), ""),
        row.lastSeen(),
        row.lastChange(),
        description(row),
        version == null ? row.id() : version,
        columnLineage(row.facets().path("columnLineage")),
        row.facets(),
        row.deleted());
  }

  static Version version(DatasetRow dataset, SchemaVersionRow version, Map<UUID, Extras> extras) {
    RunRow creator = version.createdBy();
    return new Version(
        new VersionId(dataset.namespace(), dataset.name(), version.version()),
        type(dataset),
        dataset.name(),
        physicalName(dataset),
        version.firstSeen(),
        version.version(),
        dataset.namespace(),
        sourceName(dataset),
        fields(dataset, version.fields()),
        Shapes.tags(dataset.tags().own(), dataset.facets(), ""),
        dataset.lastChange(),
        description(dataset),
        creator == null
            ? null
            : RunShape.of(creator, extras.getOrDefault(creator.id(), Extras.NONE)),
        version.version(),
        dataset.facets());
  }

  private static String type(DatasetRow row) {
    String registered = Shapes.text(row.facets().path(REGISTRATION).path("type"));
    String kind = row.facets().path("datasetType").path("datasetType").asText("");
    boolean streams =
        registered == null
            ? STREAMS.contains(kind.toUpperCase(Locale.ROOT))
                || row.namespace().startsWith("kafka://")
            : registered.equals("STREAM");
    return streams ? "STREAM" : "DB_TABLE";
  }

  private static String physicalName(DatasetRow row) {
    String registered = Shapes.text(row.facets().path(REGISTRATION).path("physicalName"));
    return registered == null ? row.name() : registered;
  }

  private static String sourceName(DatasetRow row) {
    String name = Shapes.text(row.facets().path("dataSource").path("name"));
    return name == null || name.isBlank() ? Shapes.DEFAULT_SOURCE : name;
  }

  private static @Nullable String description(DatasetRow row) {
    return Shapes.text(row.facets().path("documentation").path("description"));
  }

  /** The fields, each with its tags. */
  private static ArrayNode fields(DatasetRow dataset, JsonNode fields) {
    ArrayNode tagged = JsonNodeFactory.instance.arrayNode();
    for (JsonNode field : fields) {
      String name = field.path("name").asText();
      ObjectNode copy = tagged.addObject();
      copy.setAll((ObjectNode) field);
      ArrayNode tags = copy.putArray("tags");
      List<String> byHand = dataset.tags().ofFields().getOrDefault(name, List.of());
      Shapes.tags(byHand, dataset.facets(), name).forEach(tags::add);
    }
    return tagged;
  }

  private static @Nullable List<Derived> columnLineage(JsonNode facet) {
    if (!facet.path("fields").isObject()) {
      return null;
    }
    List<Derived> columns = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column : facet.path("fields").properties()) {
      JsonNode derived = column.getValue();
      String description = Shapes.text(derived.path("transformationDescription"));
      String type = Shapes.text(derived.path("transformationType"));
      List<Origin> origins = new ArrayList<>();
      for (JsonNode input : derived.path("inputFields")) {
        JsonNode how = input.path("transformations").path(0);
        String subtype = Shapes.text(how.path("subtype"));
        origins.add(
            new Origin(
                input.path("namespace").asText(""),
                input.path("name").asText(""),
                input.path("field").asText(""),
                how.isObject() ? Shapes.text(how.path("description")) : description,
                how.isObject() ? subtype == null ? Shapes.text(how.path("type")) : subtype : type));
      }
      columns.add(new Derived(column.getKey(), origins, description, type));
    }
    return columns;
  }
}
