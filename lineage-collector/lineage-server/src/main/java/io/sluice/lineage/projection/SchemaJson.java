package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.facet.ColumnLink;
import io.sluice.lineage.facet.SchemaField;
import java.util.List;

/** Schemas and transformations as the projection stores them. */
final class SchemaJson {

  private SchemaJson() {}

  static String write(List<SchemaField> fields) {
    return array(fields).toString();
  }

  private static ArrayNode array(List<SchemaField> fields) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (SchemaField field : fields) {
      ObjectNode node =
          list.addObject()
              .put("name", field.name())
              .put("type", field.type())
              .put("description", field.description());
      if (!field.fields().isEmpty()) {
        node.set("fields", array(field.fields()));
      }
    }
    return list;
  }

  static String transformations(ColumnLink link) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (ColumnLink.Transformation each : link.transformations()) {
      list.addObject()
          .put("type", each.type())
          .put("subtype", each.subtype())
          .put("description", each.description())
          .put("masking", each.masking());
    }
    return list.toString();
  }
}
