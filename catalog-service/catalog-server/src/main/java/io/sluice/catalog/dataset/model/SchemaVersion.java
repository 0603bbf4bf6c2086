package io.sluice.catalog.dataset.model;

import io.sluice.catalog.model.Schema;
import java.time.Instant;

/**
 * The columns of a dataset as they were from some time on; it never changes.
 *
 * @param version 1 for the first, without gaps
 * @param schema the columns
 * @param createdAt when it was registered
 * @param createdBy who registered it
 */
public record SchemaVersion(int version, Schema schema, Instant createdAt, String createdBy) {}
