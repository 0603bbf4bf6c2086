package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a job or dataset is, for people: the {@code documentation} facet.
 *
 * @param description the words
 * @param contentType text/markdown …, empty if not said
 */
public record Documentation(String description, String contentType) {

  /** The documentation among the facets, if there is any. */
  public static Optional<Documentation> in(ObjectNode facets) {
    ObjectNode facet = Lenient.facet(facets, "documentation");
    return Lenient.text(facet, "description")
        .map(words -> new Documentation(words, Lenient.textOrEmpty(facet, "contentType")));
  }
}
