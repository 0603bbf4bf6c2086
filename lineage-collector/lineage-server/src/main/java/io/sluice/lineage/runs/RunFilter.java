package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a list is of; what is null does not matter.
 *
 * @param job runs of that job
 * @param states runs whose own state is one of these; empty does not matter
 * @param since runs that began at that time or later
 * @param until runs that began before that time
 * @param externalQuery the run that made that query in a warehouse
 * @param datasets runs that read or wrote a dataset of one of these names
 * @param parent runs that this run started
 */
record RunFilter(
    @Nullable UUID job,
    Set<RunStatus> states,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String externalQuery,
    @Nullable Set<UUID> datasets,
    @Nullable UUID parent) {

  RunFilter {
    states = Set.copyOf(states);
  }
}
