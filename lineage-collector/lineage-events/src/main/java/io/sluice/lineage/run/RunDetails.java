package io.sluice.lineage.run;

import io.sluice.lineage.facet.CheckResults;
import io.sluice.lineage.facet.Engine;
import io.sluice.lineage.facet.ExtractionGaps;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.facet.Processing;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run beyond its state and its datasets; of each the newest report.
 *
 * @param processing whether it is expected to end
 * @param engine what ran it
 * @param producer what made the events
 * @param tests how its tests went
 * @param extraction of how much of it the lineage could not be read
 * @param dependencies what it waits for by its scheduler
 */
public record RunDetails(
    @Nullable Latest<Processing> processing,
    @Nullable Latest<Engine> engine,
    @Nullable Latest<String> producer,
    @Nullable Latest<CheckResults> tests,
    @Nullable Latest<ExtractionGaps> extraction,
    @Nullable Latest<JobDependencies> dependencies) {

  /** Nothing is known. */
  public static final RunDetails NONE = new RunDetails(null, null, null, null, null, null);

  /** Joins two reports; commutative, associative and idempotent. */
  public RunDetails merge(RunDetails other) {
    return new RunDetails(
        Latest.of(processing, other.processing),
        Latest.of(engine, other.engine),
        Latest.of(producer, other.producer),
        Latest.of(tests, other.tests),
        Latest.of(extraction, other.extraction),
        Latest.of(dependencies, other.dependencies));
  }

  /** Whether the run is expected to end; one that does not say is. */
  public boolean ends() {
    return processing == null || processing.value().type().ends();
  }
}
