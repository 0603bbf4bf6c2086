package io.sluice.catalog.dataset.model;

import io.sluice.access.DatasetScope;
import io.sluice.catalog.model.DatasetId;
import java.util.List;
import java.util.Optional;

/**
 * Which datasets a list shows, in the order of namespace and name.
 *
 * @param namespace only this namespace
 * @param tag only with this tag
 * @param owner only with this owner
 * @param text only with this text in namespace, name, description or a tag, ignoring case
 * @param scopes only what these cover; empty means all
 * @param after only what follows this dataset
 * @param limit how many at most
 */
public record DatasetFilter(
    Optional<String> namespace,
    Optional<String> tag,
    Optional<String> owner,
    Optional<String> text,
    Optional<List<DatasetScope>> scopes,
    Optional<DatasetId> after,
    int limit) {}
