package io.sluice.lineage.projection;

import io.sluice.lineage.facet.SchemaField;
import java.util.List;
import java.util.UUID;

/**
 * What a {@code schema} facet says.
 *
 * @param version the same for the same fields
 * @param fields the fields as the projection stores them: a JSON array
 */
public record SchemaContent(UUID version, String fields) {

  static SchemaContent of(List<SchemaField> fields) {
    String json = SchemaJson.write(fields);
    return new SchemaContent(EntityIds.hash(json), json);
  }
}
