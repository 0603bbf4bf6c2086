package io.sluice.lineage.runs;

import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.ExternalQuery;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which events are about which run, and which queries runs made. */
@Singleton
@Priority(30)
public class RunRecordsPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("run_event", "run_query");
  }

  @Override
  public Gathering gather() {
    return new Records();
  }

  /** An event of a run. */
  private record RunEventRow(UUID run, long position, Instant at, @Nullable String type) {}

  /** A query that a run made. */
  private record RunQueryRow(ExternalQuery query, UUID run) {}

  private static final class Records implements Gathering {

    private final List<RunEventRow> events = new ArrayList<>();
    private final Set<RunQueryRow> queries = new LinkedHashSet<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        UUID id = run.run().uuid();
        events.add(
            new RunEventRow(
                id, event.position(), event.at(), run.type().map(EventType::name).orElse(null)));
        ExternalQuery.in(run.runFacets())
            .ifPresent(query -> queries.add(new RunQueryRow(query, id)));
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows eventRows = new Rows("uuid", "bigint", "timestamptz", "text");
      events.forEach(event -> eventRows.add(event.run, event.position, event.at, event.type));
      eventRows.insert(connection, "run_event", "on conflict do nothing");
      Rows queryRows = new Rows("text", "text", "uuid");
      queries.forEach(row -> queryRows.add(row.query.id(), row.query.source(), row.run));
      queryRows.insert(connection, "run_query", "on conflict do nothing");
    }
  }
}
