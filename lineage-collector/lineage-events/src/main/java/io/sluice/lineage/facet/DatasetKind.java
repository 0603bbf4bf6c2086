package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What sort of thing a dataset is and where it lives, from {@code datasetType}, {@code dataSource},
 * {@code storage}, {@code catalog} and {@code hierarchy}. Texts that were not sent are empty.
 *
 * @param type TABLE, VIEW, FILE, TOPIC, STREAM, MODEL … as sent
 * @param subType MATERIALIZED …
 * @param sourceName the source's name
 * @param sourceUri the source's address, which often is no URI
 * @param storageLayer iceberg, delta …
 * @param fileFormat parquet, csv …
 * @param catalog the catalog that lists it, if one does
 * @param hierarchy from the outermost level in
 */
public record DatasetKind(
    String type,
    String subType,
    String sourceName,
    String sourceUri,
    String storageLayer,
    String fileFormat,
    Optional<Catalog> catalog,
    List<Level> hierarchy) {

  private static final int MAX_LEVELS = 20;
  private static final int MAX_PROPERTIES = 100;

  /**
   * A catalog of tables.
   *
   * @param framework iceberg, hive …
   * @param type glue, jdbc, rest …
   * @param name its name
   * @param metadataUri where it keeps its metadata
   * @param warehouseUri where it keeps its data
   * @param source spark, flink …: who uses it so
   * @param properties further properties
   */
  public record Catalog(
      String framework,
      String type,
      String name,
      String metadataUri,
      String warehouseUri,
      String source,
      Map<String, String> properties) {
    /** Copies the properties. */
    public Catalog {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * A level of where a dataset lives.
   *
   * @param type DATABASE, SCHEMA, TABLE …
   * @param name its name
   */
  public record Level(String type, String name) {}

  /** Copies the hierarchy. */
  public DatasetKind {
    hierarchy = List.copyOf(hierarchy);
  }

  /** What the dataset facets say of it. */
  public static DatasetKind in(ObjectNode facets) {
    ObjectNode type = Lenient.facet(facets, "datasetType");
    ObjectNode source = Lenient.facet(facets, "dataSource");
    ObjectNode storage = Lenient.facet(facets, "storage");
    return new DatasetKind(
        Lenient.textOrEmpty(type, "datasetType"),
        Lenient.textOrEmpty(type, "subType"),
        Lenient.textOrEmpty(source, "name"),
        Lenient.textOrEmpty(source, "uri"),
        Lenient.textOrEmpty(storage, "storageLayer"),
        Lenient.textOrEmpty(storage, "fileFormat"),
        Optional.ofNullable(Lenient.facet(facets, "catalog")).map(DatasetKind::catalog),
        Lenient.list(
            Lenient.facet(facets, "hierarchy"),
            "hierarchy",
            MAX_LEVELS,
            each ->
                Lenient.text(each, "name")
                    .map(name -> new Level(Lenient.textOrEmpty(each, "type"), name))));
  }

  private static Catalog catalog(ObjectNode facet) {
    Map<String, String> properties = new TreeMap<>();
    if (facet.get("catalogProperties") instanceof ObjectNode sent) {
      for (Map.Entry<String, JsonNode> each : new ArrayList<>(sent.properties())) {
        if (properties.size() < MAX_PROPERTIES) {
          Lenient.scalar(sent, each.getKey()).ifPresent(v -> properties.put(each.getKey(), v));
        }
      }
    }
    return new Catalog(
        Lenient.textOrEmpty(facet, "framework"),
        Lenient.textOrEmpty(facet, "type"),
        Lenient.textOrEmpty(facet, "name"),
        Lenient.textOrEmpty(facet, "metadataUri"),
        Lenient.textOrEmpty(facet, "warehouseUri"),
        Lenient.textOrEmpty(facet, "source"),
        properties);
  }
}
