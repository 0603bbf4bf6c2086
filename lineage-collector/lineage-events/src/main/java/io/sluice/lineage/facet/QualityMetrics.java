package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a dataset's content: the {@code dataQualityMetrics} facet of a dataset or of
 * an input.
 *
 * @param rowCount rows, null if not said
 * @param bytes size in bytes, null if not said
 * @param fileCount files, null if not said
 * @param lastUpdated when the data last changed, null if not said
 * @param columns by column, at most 2,000
 */
public record QualityMetrics(
    @Nullable Long rowCount,
    @Nullable Long bytes,
    @Nullable Long fileCount,
    @Nullable Instant lastUpdated,
    Map<String, Column> columns) {

  private static final int MAX_COLUMNS = 2_000;
  private static final int MAX_QUANTILES = 100;

  /**
   * What was measured of a column; what was not said is null.
   *
   * @param nullCount values that are missing
   * @param distinctCount different values
   * @param sum the sum
   * @param count the count
   * @param min the least
   * @param max the greatest
   * @param quantiles by the quantile as text (0.25 …)
   */
  public record Column(
      @Nullable Long nullCount,
      @Nullable Long distinctCount,
      @Nullable Double sum,
      @Nullable Double count,
      @Nullable Double min,
      @Nullable Double max,
      Map<String, Double> quantiles) {
    /** Copies the quantiles. */
    public Column {
      quantiles = Map.copyOf(quantiles);
    }
  }

  /** Copies the columns. */
  public QualityMetrics {
    columns = Map.copyOf(columns);
  }

  /** What was measured, under the facets of the use or of the dataset, if anything was. */
  public static Optional<QualityMetrics> in(ObjectNode facets, ObjectNode roleFacets) {
    ObjectNode facet = Lenient.facet(roleFacets, "dataQualityMetrics");
    facet = facet == null ? Lenient.facet(facets, "dataQualityMetrics") : facet;
    if (facet == null) {
      return Optional.empty();
    }
    Map<String, Column> columns = new TreeMap<>();
    if (facet.get("columnMetrics") instanceof ObjectNode byColumn) {
      for (Map.Entry<String, JsonNode> each : byColumn.properties()) {
        if (columns.size() < MAX_COLUMNS
            && each.getValue().isObject()
            && Lenient.usableField(each.getKey())) {
          columns.put(each.getKey(), column(each.getValue()));
        }
      }
    }
    return Optional.of(
        new QualityMetrics(
            Lenient.countOrNull(facet, "rowCount"),
            Lenient.countOrNull(facet, "bytes"),
            Lenient.countOrNull(facet, "fileCount"),
            Lenient.timeOrNull(facet, "lastUpdated"),
            columns));
  }

  private static Column column(JsonNode node) {
    Map<String, Double> quantiles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("quantiles").properties()) {
      if (each.getValue().isNumber() && quantiles.size() < MAX_QUANTILES) {
        quantiles.put(each.getKey(), each.getValue().doubleValue());
      }
    }
    return new Column(
        Lenient.countOrNull(node, "nullCount"),
        Lenient.countOrNull(node, "distinctCount"),
        Lenient.numberOrNull(node, "sum"),
        Lenient.numberOrNull(node, "count"),
        Lenient.numberOrNull(node, "min"),
        Lenient.numberOrNull(node, "max"),
        quantiles);
  }
}
