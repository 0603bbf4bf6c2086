package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the producer could not read the lineage of: the {@code extractionError} facet.
 *
 * @param total how many tasks there were
 * @param failed of how many it could not read the lineage
 */
public record ExtractionGaps(long total, long failed) {

  /** The gaps that the run facets tell of, if they do. */
  public static Optional<ExtractionGaps> in(ObjectNode runFacets) {
    if (!(runFacets.get("extractionError") instanceof ObjectNode facet)) {
      return Optional.empty();
    }
    long listed = 0;
    for (var ignored : Lenient.list(facet, "errors")) {
      listed++;
    }
    long failed = Lenient.count(facet, "failedTasks").orElse(listed);
    return Optional.of(new ExtractionGaps(Lenient.count(facet, "totalTasks").orElse(0), failed));
  }
}
