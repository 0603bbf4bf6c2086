package io.sluice.quality.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.rule.SourceSpec;
import java.util.Optional;
import java.util.Set;

/**
 * The few things about a dataset that gates need.
 *
 * @param schema its current columns, if registered
 * @param location where its files or its table are, as a source is written, if registered
 * @param owners the subjects that own it
 */
public record CatalogDataset(
    Optional<Schema> schema, Optional<JsonNode> location, Set<String> owners) {

  /** Copies the owners. */
  public CatalogDataset {
    owners = Set.copyOf(owners);
  }

  /** Whether those files are where the catalog has the dataset. */
  public boolean isAt(SourceSpec files) {
    try {
      return location
          .map(at -> new RuleSetReader().readSource(at.toString(), "/location"))
          .filter(files::equals)
          .isPresent();
    } catch (RuleSyntaxException e) {
      return false;
    }
  }
}
