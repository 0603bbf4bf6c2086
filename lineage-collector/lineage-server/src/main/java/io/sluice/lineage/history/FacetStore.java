package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.FacetScope;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches facets from the log, where the projection says that they are. */
@Singleton
class FacetStore {

  private final EventLog log;

  FacetStore(EventLog log) {
    this.log = log;
  }

  private record Place(UUID owner, FacetScope scope, String key, long position) {}

  /** Where it is told how many of an owner's facets were left out. */
  static final String LEFT_OUT = "sluice_facetsLeftOut";

  /**
   * The facets of each owner; those of a dataset's writer hold over those of its readers. Facets of
   * very large events are left out where they would be too much at once; a facet says how many.
   */
  Map<UUID, ObjectNode> load(Connection connection, Collection<UUID> owners) throws SQLException {
    Map<UUID, ObjectNode> facets = new HashMap<>();
    owners.forEach(owner -> facets.put(owner, JsonNodeFactory.instance.objectNode()));
    // DATASET_AS_INPUT sorts after DATASET, so descending order lets the writer's word come last.
    List<Place> places =
        Sql.query(
            connection,
            row ->
                new Place(
                    Sql.uuid(row, 1),
                    FacetScope.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getLong(4)),
            "select owner_id, scope, key, position from facet where owner_id = any(?)"
                + " and not deleted order by scope desc, key",
            owners);
    Set<Long> positions = new HashSet<>();
    places.forEach(place -> positions.add(place.position));
    Map<Long, Facets> events = new HashMap<>();
    if (!positions.isEmpty()) {
      for (LoggedEvent event : log.at(connection, positions)) {
        events.put(event.position(), Facets.of(event.event()));
      }
    }
    for (Place place : places) {
      Facets event = events.get(place.position);
      JsonNode facet = event == null ? null : event.find(place);
      ObjectNode mine = facets.get(place.owner);
      if (facet != null && mine != null) {
        mine.set(place.key, facet);
      } else if (event == null && mine != null) {
        mine.withObjectProperty(LEFT_OUT)
            .put("count", mine.path(LEFT_OUT).path("count").asInt() + 1);
      }
    }
    return facets;
  }

  /** The facets of one event, by owner: an event may name thousands of datasets. */
  private record Facets(
      LineageEvent event, Map<UUID, List<DatasetUse>> inputs, Map<UUID, List<DatasetUse>> outputs) {

    static Facets of(LineageEvent event) {
      return new Facets(event, byId(event.inputs()), byId(event.outputs()));
    }

    private static Map<UUID, List<DatasetUse>> byId(List<DatasetUse> uses) {
      return uses.stream().collect(Collectors.groupingBy(use -> EntityIds.of(use.id())));
    }

    @Nullable JsonNode find(Place place) {
      return switch (place.scope) {
        case RUN -> event instanceof RunEvent run ? run.runFacets().get(place.key) : null;
        case JOB ->
            event instanceof RunEvent run
                ? run.jobFacets().get(place.key)
                : event instanceof JobEvent job ? job.jobFacets().get(place.key) : null;
        case DATASET -> find(outputs, place);
        case DATASET_AS_INPUT -> find(inputs, place);
      };
    }

    private static @Nullable JsonNode find(Map<UUID, List<DatasetUse>> uses, Place place) {
      for (DatasetUse use : uses.getOrDefault(place.owner, List.of())) {
        if (use.facets().has(place.key)) {
          return use.facets().get(place.key);
        }
      }
      return null;
    }
  }
}
