package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The query of a warehouse that a run made: the {@code externalQuery} facet.
 *
 * @param id the id that the warehouse gave it
 * @param source the warehouse, empty if not said
 */
public record ExternalQuery(String id, String source) {

  /** The longest id that can be found again; those of warehouses have some 40 characters. */
  public static final int MAX_ID = 500;

  /** The query that the run facets name, if they name one. */
  public static Optional<ExternalQuery> in(ObjectNode runFacets) {
    var facet = runFacets.get("externalQuery");
    return Lenient.text(facet, "externalQueryId")
        .filter(id -> id.length() <= MAX_ID)
        .map(id -> new ExternalQuery(id, source(Lenient.text(facet, "source").orElse(""))));
  }

  private static String source(String text) {
    return text.length() <= MAX_ID ? text : "";
  }
}
