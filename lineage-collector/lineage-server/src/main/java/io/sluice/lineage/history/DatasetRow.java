package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as the projection knows it.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param firstSeen the earliest event that mentions it
 * @param lastSeen the latest event that mentions it
 * @param deleted whether the latest word on it is DROP
 * @param lastChange its latest change of life
 * @param schemaVersion its newest schema version
 * @param fields the fields of that version
 * @param facets its facets
 * @param tags the tags that somebody gave it and its fields
 */
public record DatasetRow(
    UUID id,
    String namespace,
    String name,
    Instant firstSeen,
    Instant lastSeen,
    boolean deleted,
    @Nullable String lastChange,
    @Nullable UUID schemaVersion,
    JsonNode fields,
    ObjectNode facets,
    EntityTags tags) {
  /** The same with another schema. */
  DatasetRow with(@Nullable UUID version, JsonNode otherFields) {
    return new DatasetRow(
        id,
        namespace,
        name,
        firstSeen,
        lastSeen,
        deleted,
        lastChange,
        version,
        otherFields,
        facets,
        tags);
  }
}
