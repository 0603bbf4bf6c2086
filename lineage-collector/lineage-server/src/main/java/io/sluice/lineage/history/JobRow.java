package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the projection knows it.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param firstSeen the earliest event that mentions it
 * @param lastSeen the latest event that mentions it
 * @param inputs what it reads now
 * @param outputs what it writes now
 * @param currentVersion its newest version
 * @param latestRun its newest run
 * @param facets its facets
 */
public record JobRow(
    UUID id,
    String namespace,
    String name,
    Instant firstSeen,
    Instant lastSeen,
    List<NameRow> inputs,
    List<NameRow> outputs,
    @Nullable UUID currentVersion,
    @Nullable RunRow latestRun,
    ObjectNode facets) {}
