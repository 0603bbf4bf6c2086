package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.EventTimes;
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
    var facet = runFacets.get("nominalTime");
    return time(Lenient.text(facet, "nominalStartTime"))
        .map(
            start ->
                new NominalTime(start, time(Lenient.text(facet, "nominalEndTime")).orElse(null)));
  }

  private static Optional<Instant> time(Optional<String> text) {
    return text.flatMap(EventTimes::parse).map(EventTimes.EventTime::instant);
  }
}
