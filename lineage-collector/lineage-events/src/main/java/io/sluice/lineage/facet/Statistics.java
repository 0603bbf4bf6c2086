package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much was read or written: the {@code inputStatistics} or {@code outputStatistics} facet, or
 * else the row count and bytes of {@code dataQualityMetrics}.
 *
 * @param rowCount rows, null if not said
 * @param bytes size in bytes, null if not said
 * @param fileCount files, null if not said
 */
public record Statistics(@Nullable Long rowCount, @Nullable Long bytes, @Nullable Long fileCount) {

  /** The statistics among the facets of one reading or writing. */
  public static Optional<Statistics> in(ObjectNode roleFacets) {
    return read(roleFacets.get("outputStatistics"), "size")
        .or(() -> read(roleFacets.get("inputStatistics"), "size"))
        .or(() -> read(roleFacets.get("dataQualityMetrics"), "bytes"));
  }

  private static Optional<Statistics> read(@Nullable JsonNode facet, String sizeMember) {
    Statistics read =
        new Statistics(
            number(facet, "rowCount"), number(facet, sizeMember), number(facet, "fileCount"));
    return read.rowCount == null && read.bytes == null && read.fileCount == null
        ? Optional.empty()
        : Optional.of(read);
  }

  private static @Nullable Long number(@Nullable JsonNode facet, String member) {
    var count = Lenient.count(facet, member);
    return count.isPresent() ? count.getAsLong() : null;
  }
}
