package io.sluice.lineage.ingest;

import io.sluice.catalog.model.DatasetId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who sends, and what it may touch.
 *
 * @param subject who it is
 * @param mayTouch the datasets that its token covers
 * @param traceId the trace of the request, if there is one
 */
public record Sender(String subject, Predicate<DatasetId> mayTouch, @Nullable String traceId) {}
