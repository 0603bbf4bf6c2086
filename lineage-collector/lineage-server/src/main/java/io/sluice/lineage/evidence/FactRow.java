package io.sluice.lineage.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.event.JobId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact as stored, with the names of who reported it. */
record FactRow(
    UUID owner,
    FactKind kind,
    String role,
    Instant at,
    String digest,
    long position,
    @Nullable JobId job,
    @Nullable String run,
    @Nullable Instant nominalStart,
    JsonNode content) {}
