package io.sluice.lineage.history;

import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events of each type there were in each quarter of an hour. The log holds an event once,
 * and a count knows up to which position it goes, so that events that are applied again are not
 * counted again.
 */
@Singleton
@Priority(27)
public class TallyPart implements ProjectionPart {

  private static final long QUARTER_SECONDS = 900;

  @Override
  public List<String> tables() {
    return List.of("event_tally");
  }

  @Override
  public Gathering gather() {
    return new Tally();
  }

  private record Key(long quarter, EventType type) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byQuarter = Long.compare(quarter, other.quarter);
      return byQuarter != 0 ? byQuarter : type.compareTo(other.type);
    }
  }

  private static final class Tally implements Gathering {

    private final Map<Key, List<Long>> positions = new TreeMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run && run.type().isPresent()) {
        long quarter = Math.floorDiv(event.at().getEpochSecond(), QUARTER_SECONDS);
        positions
            .computeIfAbsent(new Key(quarter, run.type().get()), key -> new ArrayList<>())
            .add(event.position());
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      if (positions.isEmpty()) {
        return;
      }
      Map<Key, Long> counted = counted(connection);
      Rows rows = new Rows("timestamptz", "text", "bigint", "bigint");
      positions.forEach(
          (key, all) -> {
            long through = counted.getOrDefault(key, 0L);
            long more = all.stream().filter(position -> position > through).count();
            if (more > 0) {
              rows.add(start(key), key.type.name(), more, Collections.max(all));
            }
          });
      rows.insert(
          connection,
          "event_tally",
          "on conflict (quarter, type) do update"
              + " set events = event_tally.events + excluded.events, through = excluded.through");
    }

    private Map<Key, Long> counted(Connection connection) throws SQLException {
      Rows keys = new Rows("timestamptz", "text");
      positions.keySet().forEach(key -> keys.add(start(key), key.type.name()));
      Map<Key, Long> counted = new HashMap<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "select extract(epoch from t.quarter)::bigint, t.type, t.through from event_tally t"
                  + " join "
                  + keys.unnest()
                  + " as wanted(quarter, type) using (quarter, type)")) {
        keys.bind(query, 1);
        try (ResultSet found = query.executeQuery()) {
          while (found.next()) {
            counted.put(
                new Key(
                    Math.floorDiv(found.getLong(1), QUARTER_SECONDS),
                    EventType.valueOf(found.getString(2))),
                found.getLong(3));
          }
        }
      }
      return counted;
    }

    private static Instant start(Key key) {
      return Instant.ofEpochSecond(key.quarter * QUARTER_SECONDS);
    }
  }
}
