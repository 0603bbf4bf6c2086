package io.sluice.lineage.conformance;

import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.shape.Conformance;
import io.sluice.lineage.shape.Finding;
import io.sluice.lineage.shape.Producer;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the departures of each producer's events from the specification. */
@Singleton
@Priority(10)
public class ConformancePart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("conformance_producer", "conformance_finding");
  }

  @Override
  public Gathering gather() {
    return new Findings();
  }

  /** What is counted together. */
  private record Key(String producer, String code, String place) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byProducer = producer.compareTo(other.producer);
      int byCode = byProducer != 0 ? byProducer : code.compareTo(other.code);
      return byCode != 0 ? byCode : place.compareTo(other.place);
    }
  }

  /** Where an example is. */
  private record Example(long position, String pointer, String message) {}

  /** How often something was seen, when, and the newest example of it. */
  private record Count(long events, Instant first, Latest<Example> last) {
    Count merge(Count other) {
      return new Count(
          events + other.events,
          first.isBefore(other.first) ? first : other.first,
          Latest.newer(last, other.last));
    }
  }

  private static final class Findings implements Gathering {

    /** Both sorted, so that writers that meet lock the rows in one order. */
    private final Map<Key, Count> findings = new TreeMap<>();

    private final Map<String, Count> producers = new TreeMap<>();

    @Override
    public void add(Observed event) {
      String producer = Text.bounded(event.event().header().producer(), Text.MAX_PRODUCER);
      producers.merge(producer, count(event, "", ""), Count::merge);
      List<Finding> found = Conformance.of(event.event());
      if (found.isEmpty()) {
        return;
      }
      Set<Key> seen = new HashSet<>();
      for (Finding finding : found) {
        Key key =
            new Key(
                producer, finding.warning().code(), Text.bounded(finding.place(), Text.MAX_PLACE));
        if (seen.add(key)) {
          findings.merge(
              key,
              count(event, finding.warning().pointer(), finding.warning().message()),
              Count::merge);
        }
      }
    }

    private static Count count(Observed event, String pointer, String message) {
      Example example =
          new Example(event.position(), Text.bounded(pointer, Text.MAX_POINTER), message);
      return new Count(1, event.at(), event.report(example));
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows producerRows = new Rows("text", "text", "text", "bigint", "timestamptz", "timestamptz");
      producers.forEach(
          (uri, count) -> {
            Producer producer = Producer.of(uri);
            producerRows.add(
                uri,
                producer.name(),
                producer.version(),
                count.events,
                count.first,
                count.last.at());
          });
      producerRows.insert(
          connection,
          "conformance_producer",
          "on conflict (producer) do update set"
              + " events = conformance_producer.events + excluded.events,"
              + " first_seen = least(conformance_producer.first_seen, excluded.first_seen),"
              + " last_seen = greatest(conformance_producer.last_seen, excluded.last_seen)");
      Rows rows =
          new Rows(
              "text",
              "text",
              "text",
              "bigint",
              "timestamptz",
              "timestamptz",
              "text",
              "bigint",
              "text",
              "text");
      findings.forEach(
          (key, count) ->
              rows.add(
                  key.producer,
                  key.code,
                  key.place,
                  count.events,
                  count.first,
                  count.last.at(),
                  count.last.digest(),
                  count.last.value().position,
                  count.last.value().pointer,
                  count.last.value().message));
      rows.insert(
          connection,
          "conformance_finding as f",
          "on conflict (producer, code, place) do update set"
              + " events = f.events + excluded.events,"
              + " first_seen = least(f.first_seen, excluded.first_seen),"
              + newest("position")
              + newest("pointer")
              + newest("message")
              + newest("digest")
              + " last_seen = greatest(f.last_seen, excluded.last_seen)");
    }

    private static String newest(String column) {
      return " "
          + column
          + " = case when (excluded.last_seen, excluded.digest) > (f.last_seen, f.digest)"
          + " then excluded."
          + column
          + " else f."
          + column
          + " end,";
    }
  }
}
