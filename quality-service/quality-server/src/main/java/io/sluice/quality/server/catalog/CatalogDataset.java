package io.sluice.quality.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.model.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * The few things about a dataset that gates need.
 *
 * @param schema its current columns, if registered
 * @param location where its files are, as the catalog keeps it, if registered
 * @param owners the subjects that own it
 */
public record CatalogDataset(
    Optional<Schema> schema, Optional<JsonNode> location, Set<String> owners) {

  /** Copies the owners. */
  public CatalogDataset {
    owners = Set.copyOf(owners);
  }
}
