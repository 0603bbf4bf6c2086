package io.sluice.lineage.dataset;

import io.sluice.catalog.model.DatasetId;
import java.time.Instant;
import java.util.List;

/**
 * A dataset with all its names.
 *
 * @param namespace of the name it is shown under
 * @param name the name it is shown under
 * @param aliases its other names, at most 20 of them
 * @param aliasCount how many there are
 * @param firstSeen the earliest event that mentions it
 * @param lastSeen the latest event that mentions it
 * @param deleted whether every name that events use was dropped
 * @param hidden whether people hide it
 */
public record DatasetSummary(
    String namespace,
    String name,
    List<DatasetId> aliases,
    int aliasCount,
    Instant firstSeen,
    Instant lastSeen,
    boolean deleted,
    boolean hidden) {}
