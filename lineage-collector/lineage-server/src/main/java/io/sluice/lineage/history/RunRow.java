package io.sluice.lineage.history;

import io.sluice.lineage.run.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as the projection knows it.
 *
 * @param id its id
 * @param jobVersion the version of the job that it showed
 * @param state the fold of its events
 */
public record RunRow(UUID id, @Nullable UUID jobVersion, RunState state) {}
