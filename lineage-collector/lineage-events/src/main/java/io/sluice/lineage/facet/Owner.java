package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Somebody who answers for a job or dataset: an entry of the {@code ownership} facet.
 *
 * @param name who, often as {@code team:x}
 * @param type in what way (MAINTAINER, OWNER …), empty if not said
 */
public record Owner(String name, String type) {

  private static final int MAX_OWNERS = 100;

  /** The owners among the facets. */
  public static List<Owner> in(ObjectNode facets) {
    return Lenient.list(
        Lenient.facet(facets, "ownership"),
        "owners",
        MAX_OWNERS,
        each ->
            Lenient.text(each, "name")
                .map(name -> new Owner(name, Lenient.textOrEmpty(each, "type"))));
  }
}
