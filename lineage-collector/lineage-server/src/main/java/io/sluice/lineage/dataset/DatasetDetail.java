package io.sluice.lineage.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.facet.Documentation;
import io.sluice.lineage.facet.Owner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a dataset under all its names.
 *
 * @param summary its names and when it was seen
 * @param owners who answers for it, by the newest ownership facet
 * @param documentation what it is, by the newest documentation facet
 * @param schema the schema that held at the time asked for; null if none was seen by then
 * @param schemaVersions the newest 200 versions of its schema, the newest first
 * @param lifecycle what happened to it as a whole, the newest 500 first
 * @param facets the newest instance of each facet
 */
public record DatasetDetail(
    DatasetSummary summary,
    List<Owner> owners,
    @Nullable Documentation documentation,
    @Nullable SchemaVersion schema,
    List<SchemaVersion> schemaVersions,
    List<LifecycleEntry> lifecycle,
    ObjectNode facets) {

  /**
   * A version of the schema.
   *
   * @param version its id, made from the fields
   * @param authoritative whether who wrote or described the dataset told it; what only readers told
   *     may be a part of the columns
   * @param fields the fields
   * @param firstSeen when it was first seen
   * @param lastSeen when it was last seen
   * @param changes what changed since the version before it of the same authority, null for the
   *     first
   */
  public record SchemaVersion(
      UUID version,
      boolean authoritative,
      JsonNode fields,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable SchemaDiff changes) {}

  /**
   * Something that happened to the dataset.
   *
   * @param at when, by the producer's clock
   * @param change ALTER, CREATE, DROP, OVERWRITE, RENAME or TRUNCATE
   * @param dataset the name that it was told of
   * @param previous the name before a rename, if this is the newest rename between the two
   */
  public record LifecycleEntry(
      Instant at, String change, DatasetId dataset, @Nullable DatasetId previous) {}
}
