package io.sluice.lineage.tags;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The labels that the newest {@code tags} facet of a dataset holds. */
@Singleton
public class EventTags implements TagSource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource database;

  EventTags(DataSource database) {
    this.database = database;
  }

  @Override
  public Map<UUID, List<OwnTag>> of(Collection<UUID> datasets) throws SQLException {
    Map<UUID, List<OwnTag>> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select owner_id, event_time, content from dataset_fact"
                    + " where owner_id = any(?) and kind = 'TAGS'")) {
      query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<OwnTag> tags =
              found.computeIfAbsent(rows.getObject(1, UUID.class), id -> new ArrayList<>());
          Instant at = rows.getObject(2, OffsetDateTime.class).toInstant();
          for (JsonNode tag : read(rows.getString(3))) {
            String field = tag.path("field").asText();
            tags.add(
                new OwnTag(
                    tag.path("key").asText(),
                    tag.path("value").asText(),
                    field.isEmpty() ? null : field,
                    tag.path("source").asText(),
                    OwnTag.By.EVENT,
                    at));
          }
        }
      }
    }
    return found;
  }

  private static JsonNode read(String content) {
    try {
      return JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored fact cannot be read", e);
    }
  }
}
