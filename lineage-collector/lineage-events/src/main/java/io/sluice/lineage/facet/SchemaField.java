package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field of a dataset's {@code schema} facet.
 *
 * @param name its name
 * @param type its type as the producer writes it, empty if not said
 * @param description what it means, empty if not said
 * @param fields the fields within it
 */
public record SchemaField(String name, String type, String description, List<SchemaField> fields) {

  private static final int MAX_DEPTH = 50;
  private static final int MAX_FIELDS = 10_000;

  /** Copies the inner fields. */
  public SchemaField {
    fields = List.copyOf(fields);
  }

  /** The fields that the {@code schema} facet lists; empty if there is no such list. */
  public static Optional<List<SchemaField>> in(ObjectNode facets) {
    JsonNode schema = Lenient.facet(facets, "schema");
    return schema != null && schema.path("fields").isArray()
        ? Optional.of(fields(schema, 0))
        : Optional.empty();
  }

  private static List<SchemaField> fields(JsonNode owner, int depth) {
    List<SchemaField> fields = new ArrayList<>();
    if (depth < MAX_DEPTH) {
      for (JsonNode field : Lenient.list(owner, "fields")) {
        Optional<String> name = Lenient.text(field, "name");
        if (name.isPresent() && fields.size() < MAX_FIELDS) {
          fields.add(
              new SchemaField(
                  name.get(),
                  Lenient.text(field, "type").orElse(""),
                  Lenient.text(field, "description").orElse(""),
                  fields(field, depth + 1)));
        }
      }
    }
    return fields;
  }
}
