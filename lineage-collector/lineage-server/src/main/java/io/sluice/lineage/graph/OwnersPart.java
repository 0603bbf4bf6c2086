package io.sluice.lineage.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.Owner;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who answers for jobs and datasets: the newest ownership facet of each. */
@Singleton
@Priority(25)
class OwnersPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("owned");
  }

  @Override
  public Gathering gather() {
    return new Owners();
  }

  private static final class Owners implements Gathering {

    private final Map<UUID, Latest<String>> owners = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        take(event, event.job(), run.jobFacets());
      } else if (event.event() instanceof JobEvent job) {
        take(event, event.job(), job.jobFacets());
      }
      event.uses().forEach(use -> take(event, use.id(), use.sent().facets()));
    }

    private void take(Observed event, UUID owned, ObjectNode facets) {
      if (facets.has("ownership")) {
        String names =
            Owner.in(facets).stream()
                .map(owner -> owner.name().replace('\n', ' '))
                .distinct()
                .collect(Collectors.joining("\n"));
        owners.merge(owned, event.report(names), Latest::newer);
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "timestamptz", "text", "text");
      owners.forEach((id, newest) -> rows.add(id, newest.at(), newest.digest(), newest.value()));
      rows.insert(
          connection,
          "owned as kept",
          "on conflict (id) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, owners = excluded.owners"
              + " where (excluded.event_time, excluded.digest) > (kept.event_time, kept.digest)");
    }
  }
}
