package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Iceberg counted when it planned a scan or committed: {@code icebergScanReport} of an input,
 * {@code icebergCommitReport} of an output.
 *
 * @param operation append, overwrite …; scan for a scan
 * @param filter the filter of a scan in Iceberg's words, empty if none or a commit
 * @param metrics the counters that are numbers
 */
public record IcebergReport(String operation, String filter, Map<String, Double> metrics) {

  private static final int MAX_METRICS = 100;

  /** Copies the metrics. */
  public IcebergReport {
    metrics = Map.copyOf(metrics);
  }

  /** The report among the facets of one reading or writing, if there is one. */
  public static Optional<IcebergReport> in(ObjectNode roleFacets) {
    ObjectNode commit = Lenient.facet(roleFacets, "icebergCommitReport");
    if (commit != null) {
      return Optional.of(
          new IcebergReport(
              Lenient.text(commit, "operation").orElse("commit"),
              "",
              metrics(commit.path("commitMetrics"))));
    }
    ObjectNode scan = Lenient.facet(roleFacets, "icebergScanReport");
    return scan == null
        ? Optional.empty()
        : Optional.of(
            new IcebergReport(
                "scan",
                Lenient.textOrEmpty(scan, "filterDescription"),
                metrics(scan.path("scanMetrics"))));
  }

  private static Map<String, Double> metrics(JsonNode node) {
    Map<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      if (each.getValue().isNumber() && metrics.size() < MAX_METRICS) {
        metrics.put(each.getKey(), each.getValue().doubleValue());
      }
    }
    return metrics;
  }
}
