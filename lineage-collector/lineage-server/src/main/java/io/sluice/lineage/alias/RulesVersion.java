package io.sluice.lineage.alias;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the naming rules.
 *
 * @param version its number; 1 comes with the program
 * @param note what its maker says about it
 * @param createdBy who made it, null for version 1
 * @param createdAt when, null for version 1
 * @param rules the rules, {@code [{"id", "kind", "parameters"}]}
 */
public record RulesVersion(
    int version,
    String note,
    @Nullable String createdBy,
    @Nullable Instant createdAt,
    JsonNode rules) {}
