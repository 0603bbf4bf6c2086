package io.sluice.lineage.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The tags that somebody gave to a job or a dataset.
 *
 * @param own those of the whole
 * @param ofFields those of a dataset's fields, by field
 */
public record EntityTags(List<String> own, Map<String, List<String>> ofFields) {

  /** No tags. */
  public static final EntityTags NONE = new EntityTags(List.of(), Map.of());

  /** Copies what it is given. */
  public EntityTags {
    own = List.copyOf(own);
    ofFields = Map.copyOf(ofFields);
  }

  /** The tags of each entity that has any. */
  static Map<UUID, EntityTags> load(Connection connection, Collection<UUID> entities)
      throws SQLException {
    record Row(UUID entity, String field, String tag) {}
    Map<UUID, Map<String, List<String>>> found = new HashMap<>();
    for (Row row :
        Sql.query(
            connection,
            row -> new Row(Sql.uuid(row, 1), row.getString(2), row.getString(3)),
            "select entity_id, field, tag from entity_tag where entity_id = any(?) order by tag",
            entities)) {
      found
          .computeIfAbsent(row.entity, entity -> new TreeMap<>())
          .computeIfAbsent(row.field, field -> new ArrayList<>())
          .add(row.tag);
    }
    Map<UUID, EntityTags> tags = new HashMap<>();
    found.forEach(
        (entity, byField) -> {
          List<String> own = byField.getOrDefault("", List.of());
          byField.remove("");
          tags.put(entity, new EntityTags(own, byField));
        });
    return tags;
  }
}
