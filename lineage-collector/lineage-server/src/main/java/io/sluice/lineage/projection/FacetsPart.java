package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.run.DatasetRole.Role;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where in the log the newest instance of each facet is. */
@Singleton
@Priority(50)
class FacetsPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("facet");
  }

  @Override
  public Gathering gather() {
    return new Facets();
  }

  /** Whose facet it is, and which. */
  private record FacetKey(UUID owner, FacetScope scope, String key) {}

  /** Where a facet is. */
  private record FacetPlace(long position, boolean deleted) {}

  private static final class Facets implements Gathering {

    private final Map<FacetKey, Latest<FacetPlace>> facets = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        add(run.run().uuid(), FacetScope.RUN, run.runFacets(), event);
        add(event.job(), FacetScope.JOB, run.jobFacets(), event);
      } else if (event.event() instanceof JobEvent job) {
        add(event.job(), FacetScope.JOB, job.jobFacets(), event);
      }
      for (Observed.Use use : event.uses()) {
        boolean output = use.role() == Role.OUTPUT;
        FacetScope scope = output ? FacetScope.DATASET : FacetScope.DATASET_AS_INPUT;
        add(use.id(), scope, use.sent().facets(), event);
      }
    }

    private void add(UUID owner, FacetScope scope, ObjectNode sent, Observed event) {
      for (Map.Entry<String, JsonNode> facet : sent.properties()) {
        boolean deleted = facet.getValue().path("_deleted").asBoolean(false);
        facets.merge(
            new FacetKey(owner, scope, facet.getKey()),
            event.report(new FacetPlace(event.position(), deleted)),
            Latest::newer);
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "text", "text", "timestamptz", "text", "bigint", "boolean");
      facets.forEach(
          (key, newest) ->
              rows.add(
                  key.owner,
                  key.scope.name(),
                  key.key,
                  newest.at(),
                  newest.digest(),
                  newest.value().position,
                  newest.value().deleted));
      rows.insert(
          connection,
          "facet",
          "on conflict (owner_id, scope, key) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, position = excluded.position,"
              + " deleted = excluded.deleted"
              + " where (excluded.event_time, excluded.digest) > (facet.event_time, facet.digest)");
    }
  }
}
