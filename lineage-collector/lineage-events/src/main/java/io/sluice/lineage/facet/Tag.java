package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A label: an entry of the {@code tags} facet of a run, a job or a dataset.
 *
 * @param key the label
 * @param value its value, empty if not said
 * @param source who says so, empty if not said
 * @param field the column that it is on, empty if it is on the whole
 */
public record Tag(String key, String value, String source, String field) {

  private static final int MAX_TAGS = 1_000;

  /** The tags among the facets; empty if there is no such facet or it was deleted. */
  public static Optional<List<Tag>> in(ObjectNode facets) {
    if (Facets.deleted(facets, "tags")) {
      return Optional.of(List.of());
    }
    ObjectNode facet = Lenient.facet(facets, "tags");
    return facet == null || !facet.path("tags").isArray()
        ? Optional.empty()
        : Optional.of(Lenient.list(facet, "tags", MAX_TAGS, Tag::tag));
  }

  private static Optional<Tag> tag(JsonNode node) {
    return Lenient.text(node, "key")
        .map(
            key ->
                new Tag(
                    key,
                    Lenient.scalar(node, "value").orElse(""),
                    Lenient.textOrEmpty(node, "source"),
                    Lenient.textOrEmpty(node, "field")));
  }
}
