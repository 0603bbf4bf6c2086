package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The interval that a run is for: the {@code nominalTime} facet.
 *
 * @param start its start
 * @param end its end, null if not said
 */
public record NominalTime(Instant start, @Nullable Instant end) {

  /** The nominal time that the run facets name, if they do. */
  public static Optional<NominalTime> in(ObjectNode runFacets) {
    var facet = Lenient.facet(runFacets, "nominalTime");
    Instant start = Lenient.timeOrNull(facet, "nominalStartTime");
    return start == null
        ? Optional.empty()
        : Optional.of(new NominalTime(start, Lenient.timeOrNull(facet, "nominalEndTime")));
  }
}
