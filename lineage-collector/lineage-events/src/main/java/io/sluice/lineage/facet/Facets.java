package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What all facets have in common. */
public final class Facets {

  private Facets() {}

  /**
   * Whether the facet takes back what was said under its key: {@code "_deleted": true}, which the
   * specification knows for facets of jobs and datasets.
   */
  public static boolean deleted(JsonNode facet) {
    JsonNode deleted = facet.get("_deleted");
    return deleted != null && deleted.isBoolean() && deleted.booleanValue();
  }

  /** Whether the facet of that key is there and takes back what was said under the key. */
  public static boolean deleted(ObjectNode facets, String key) {
    JsonNode facet = facets.get(key);
    return facet != null && deleted(facet);
  }
}
