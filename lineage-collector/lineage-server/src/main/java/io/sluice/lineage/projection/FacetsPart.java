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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where in the log the newest instance of each facet is. */
@Singleton
@Priority(50)
class FacetsPart implements ProjectionPart {

  /** In facets. */
  private static final long MAX_REMEMBERED = 100_000;

  @Override
  public List<String> tables() {
    return List.of("facet_place");
  }

  @Override
  public Gathering gather() {
    return gather(new WriterMemory());
  }

  @Override
  public Gathering gather(WriterMemory memory) {
    return new Facets(memory.of(Written.class, Written::new).places);
  }

  /** Whose facets they are. */
  private record Owner(UUID id, FacetScope scope) {}

  private static final class Written {
    private final Bounded<Owner, FacetPlaces> places = new Bounded<>(MAX_REMEMBERED);
  }

  private static final class Facets implements Gathering {

    private final Map<Owner, FacetPlaces> owners = new LinkedHashMap<>();
    private final Bounded<Owner, FacetPlaces> written;

    Facets(Bounded<Owner, FacetPlaces> written) {
      this.written = written;
    }

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
      if (sent.isEmpty()) {
        return;
      }
      FacetPlaces places =
          owners.computeIfAbsent(new Owner(owner, scope), key -> new FacetPlaces());
      String digest = event.digest().substring(0, 32);
      Latest<FacetPlaces.Place> kept =
          new Latest<>(event.at(), digest, new FacetPlaces.Place(event.position(), false));
      for (Map.Entry<String, JsonNode> facet : sent.properties()) {
        boolean deleted = facet.getValue().path("_deleted").asBoolean(false);
        places.add(
            facet.getKey(),
            deleted
                ? new Latest<>(event.at(), digest, new FacetPlaces.Place(event.position(), true))
                : kept);
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows unknown = new Rows("uuid", "text");
      owners.forEach(
          (owner, places) -> {
            FacetPlaces before = written.get(owner);
            if (before == null) {
              unknown.add(owner.id, owner.scope.name());
            } else {
              places.addAll(before);
            }
          });
      load(connection, unknown);
      Rows rows = new Rows("uuid", "text", "text");
      owners.forEach(
          (owner, places) -> {
            rows.add(owner.id, owner.scope.name(), places.write());
            written.put(owner, places, 1 + places.size());
          });
      rows.insert(
          connection,
          "facet_place (owner_id, scope, places)",
          "on conflict (owner_id, scope) do update set places = excluded.places");
    }

    private void load(Connection connection, Rows unknown) throws SQLException {
      if (unknown.isEmpty()) {
        return;
      }
      try (PreparedStatement query =
          connection.prepareStatement(
              "select owner_id, scope, places from facet_place join "
                  + unknown.unnest()
                  + " as wanted(owner_id, scope) using (owner_id, scope)")) {
        unknown.bind(query, 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            Owner owner =
                new Owner(rows.getObject(1, UUID.class), FacetScope.valueOf(rows.getString(2)));
            owners
                .computeIfAbsent(owner, key -> new FacetPlaces())
                .addAll(FacetPlaces.read(rows.getString(3)));
          }
        }
      }
    }
  }
}
