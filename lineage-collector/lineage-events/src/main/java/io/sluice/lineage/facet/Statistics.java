package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much was read or written: the {@code inputStatistics} or {@code outputStatistics} facet, or
 * else what Iceberg's reports count, or else the row count and bytes of {@code dataQualityMetrics}.
 *
 * @param rowCount rows, null if not said
 * @param bytes size in bytes, null if not said
 * @param fileCount files, null if not said
 */
public record Statistics(@Nullable Long rowCount, @Nullable Long bytes, @Nullable Long fileCount) {

  /** The statistics among the facets of one reading or writing. */
  public static Optional<Statistics> in(ObjectNode roleFacets) {
    if (roleFacets.isEmpty()) {
      return Optional.empty();
    }
    return plain(roleFacets, "outputStatistics", "size")
        .or(() -> plain(roleFacets, "inputStatistics", "size"))
        .or(() -> iceberg(roleFacets))
        .or(() -> plain(roleFacets, "dataQualityMetrics", "bytes"));
  }

  private static Optional<Statistics> plain(ObjectNode facets, String key, String sizeMember) {
    ObjectNode facet = Lenient.facet(facets, key);
    return known(
        Lenient.countOrNull(facet, "rowCount"),
        Lenient.countOrNull(facet, sizeMember),
        Lenient.countOrNull(facet, "fileCount"));
  }

  private static Optional<Statistics> iceberg(ObjectNode facets) {
    ObjectNode commit = Lenient.facet(facets, "icebergCommitReport");
    if (commit != null) {
      var metrics = commit.path("commitMetrics");
      return known(
          Lenient.countOrNull(metrics, "addedRecords"),
          Lenient.countOrNull(metrics, "addedFilesSizeInBytes"),
          Lenient.countOrNull(metrics, "addedDataFiles"));
    }
    ObjectNode scan = Lenient.facet(facets, "icebergScanReport");
    if (scan == null) {
      return Optional.empty();
    }
    var metrics = scan.path("scanMetrics");
    return known(
        null,
        Lenient.countOrNull(metrics, "totalFileSizeInBytes"),
        Lenient.countOrNull(metrics, "resultDataFiles"));
  }

  private static Optional<Statistics> known(
      @Nullable Long rowCount, @Nullable Long bytes, @Nullable Long fileCount) {
    return rowCount == null && bytes == null && fileCount == null
        ? Optional.empty()
        : Optional.of(new Statistics(rowCount, bytes, fileCount));
  }
}
