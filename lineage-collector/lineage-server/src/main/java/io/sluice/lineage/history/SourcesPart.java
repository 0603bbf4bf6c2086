package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sources that {@code dataSource} facets name, with the newest word on where each is. */
@Singleton
@Priority(29)
public class SourcesPart implements ProjectionPart {

  private static final int MAX_NAME = 1_024;

  @Override
  public List<String> tables() {
    return List.of("source_seen");
  }

  @Override
  public Gathering gather() {
    return new Sources();
  }

  private record Seen(Instant first, Instant last, Latest<String> uri) {
    Seen merge(Seen other) {
      return new Seen(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last,
          Latest.newer(uri, other.uri));
    }
  }

  private static final class Sources implements Gathering {

    private final Map<String, Seen> sources = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        JsonNode facet = use.sent().facets().path("dataSource");
        String name = facet.path("name").asText("");
        if (!name.isBlank() && name.length() <= MAX_NAME && name.indexOf('\0') < 0) {
          sources.merge(
              name,
              new Seen(event.at(), event.at(), event.report(facet.path("uri").asText(""))),
              Seen::merge);
        }
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows =
          new Rows("uuid", "text", "timestamptz", "timestamptz", "text", "timestamptz", "text");
      sources.forEach(
          (name, seen) ->
              rows.add(
                  EntityIds.ofSource(name),
                  name,
                  seen.first,
                  seen.last,
                  seen.uri.value(),
                  seen.uri.at(),
                  seen.uri.digest()));
      rows.insert(
          connection,
          "source_seen as kept",
          "on conflict (id) do update set first_seen = least(kept.first_seen, excluded.first_seen),"
              + " last_seen = greatest(kept.last_seen, excluded.last_seen),"
              + " (uri, uri_at, uri_digest) = (select case when newer then excluded.uri"
              + " else kept.uri end, case when newer then excluded.uri_at else kept.uri_at end,"
              + " case when newer then excluded.uri_digest else kept.uri_digest end from (select"
              + " (excluded.uri_at, excluded.uri_digest) > (kept.uri_at, kept.uri_digest) as newer)"
              + " as compared)");
    }
  }
}
