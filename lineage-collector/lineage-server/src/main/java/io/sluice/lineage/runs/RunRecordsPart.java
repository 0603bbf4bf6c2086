package io.sluice.lineage.runs;

import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.ExternalQuery;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.projection.EntityIds;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which events are about which run, which queries runs made, and which jobs wait for which. */
@Singleton
@Priority(30)
public class RunRecordsPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("run_event", "run_query", "job_dependency");
  }

  @Override
  public Gathering gather() {
    return new Records();
  }

  /** An event of a run. */
  private record RunEventRow(UUID run, long position, Instant at, @Nullable String type) {}

  /** A query that a run made. */
  private record RunQueryRow(ExternalQuery query, UUID run) {}

  /** A job that waits for another. */
  private record Dependency(JobId upstream, JobId downstream) {}

  /** When something was said. */
  private record Said(Instant first, Instant last) {
    Said merge(Said other) {
      return new Said(
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private static final class Records implements Gathering {

    private final List<RunEventRow> events = new ArrayList<>();
    private final Set<RunQueryRow> queries = new LinkedHashSet<>();
    private final Map<Dependency, Said> dependencies = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        UUID id = run.run().uuid();
        events.add(
            new RunEventRow(
                id, event.position(), event.at(), run.type().map(EventType::name).orElse(null)));
        ExternalQuery.in(run.runFacets())
            .ifPresent(query -> queries.add(new RunQueryRow(query, id)));
        JobDependencies.in(run.runFacets())
            .ifPresent(
                named -> {
                  Said said = new Said(event.at(), event.at());
                  named
                      .upstream()
                      .forEach(each -> add(new Dependency(each.job(), run.job()), said));
                  named
                      .downstream()
                      .forEach(each -> add(new Dependency(run.job(), each.job()), said));
                });
      }
    }

    private void add(Dependency dependency, Said said) {
      dependencies.merge(dependency, said, Said::merge);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows eventRows = new Rows("uuid", "bigint", "timestamptz", "text");
      events.forEach(event -> eventRows.add(event.run, event.position, event.at, event.type));
      eventRows.insert(connection, "run_event", "on conflict do nothing");
      Rows queryRows = new Rows("text", "text", "uuid");
      queries.forEach(row -> queryRows.add(row.query.id(), row.query.source(), row.run));
      queryRows.insert(connection, "run_query", "on conflict do nothing");
      Rows dependencyRows =
          new Rows("uuid", "uuid", "text", "text", "text", "text", "timestamptz", "timestamptz");
      dependencies.forEach(
          (dependency, said) ->
              dependencyRows.add(
                  EntityIds.of(dependency.upstream),
                  EntityIds.of(dependency.downstream),
                  dependency.upstream.namespace(),
                  dependency.upstream.name(),
                  dependency.downstream.namespace(),
                  dependency.downstream.name(),
                  said.first,
                  said.last));
      dependencyRows.insert(
          connection,
          "job_dependency",
          "on conflict (upstream_id, downstream_id) do update set"
              + " first_seen = least(job_dependency.first_seen, excluded.first_seen),"
              + " last_seen = greatest(job_dependency.last_seen, excluded.last_seen)");
    }
  }
}
