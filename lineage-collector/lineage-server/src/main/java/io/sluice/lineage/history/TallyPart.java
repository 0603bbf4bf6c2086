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
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events of each type there were in each quarter of an hour. The log holds an event once
 * and applies it once, so that counting is a fold like the others.
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

    private final Map<Key, Long> counts = new TreeMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run && run.type().isPresent()) {
        long quarter = Math.floorDiv(event.at().getEpochSecond(), QUARTER_SECONDS);
        counts.merge(new Key(quarter, run.type().get()), 1L, Long::sum);
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("timestamptz", "text", "bigint");
      counts.forEach(
          (key, count) ->
              rows.add(
                  Instant.ofEpochSecond(key.quarter * QUARTER_SECONDS), key.type.name(), count));
      rows.insert(
          connection,
          "event_tally",
          "on conflict (quarter, type) do update"
              + " set events = event_tally.events + excluded.events");
    }
  }
}
