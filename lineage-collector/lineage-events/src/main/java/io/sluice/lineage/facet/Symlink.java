package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.util.ArrayList;
import java.util.List;

/**
 * Another name of the same dataset: one identifier of the {@code symlinks} facet.
 *
 * @param dataset the other name
 * @param type TABLE, LOCATION … as sent
 */
public record Symlink(DatasetId dataset, String type) {

  private static final int MAX_SYMLINKS = 100;

  /** The other names that the dataset facets list. */
  public static List<Symlink> in(ObjectNode datasetFacets) {
    List<Symlink> links = new ArrayList<>();
    for (JsonNode each : Lenient.list(Lenient.facet(datasetFacets, "symlinks"), "identifiers")) {
      if (links.size() < MAX_SYMLINKS) {
        Lenient.dataset(each)
            .ifPresent(id -> links.add(new Symlink(id, Lenient.text(each, "type").orElse(""))));
      }
    }
    return links;
  }
}
