package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Jobs and datasets. What was deleted and not mentioned since is not found. */
@Singleton
public class EntityStore {

  /** How many of a job's newest runs come with it. */
  private static final int LATEST_RUNS = 10;

  private final DataSource database;
  private final FacetStore facets;

  EntityStore(DataSource database, FacetStore facets) {
    this.database = database;
    this.facets = facets;
  }

  /** The jobs of a namespace, or all, by name. */
  public Listing<JobRow> jobs(@Nullable String namespace, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<UUID> ids = EntityNames.page(connection, "job", namespace, page);
      return new Listing<>(
          jobs(connection, ids, true), EntityNames.total(connection, "job", namespace));
    }
  }

  /** The jobs whose newest run is in one of the states, by name; the count stops at 10,000. */
  public Listing<JobRow> jobsByState(List<String> states, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Listing<UUID> ids = EntityNames.jobsByState(connection, states, page);
      return new Listing<>(jobs(connection, ids.items(), true), ids.total());
    }
  }

  /** The datasets of a namespace, or all, by name. */
  public Listing<DatasetRow> datasets(@Nullable String namespace, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<UUID> ids = EntityNames.page(connection, "dataset", namespace, page);
      return new Listing<>(
          datasets(connection, ids, true), EntityNames.total(connection, "dataset", namespace));
    }
  }

  /** The jobs of those ids, in their order. */
  public List<JobRow> jobs(Collection<UUID> ids) throws SQLException {
    return jobs(ids, true);
  }

  /** The jobs of those ids, in their order, with or without their facets. */
  public List<JobRow> jobs(Collection<UUID> ids, boolean withFacets) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return jobs(connection, ids, withFacets);
    }
  }

  /** The datasets of those ids, in their order. */
  public List<DatasetRow> datasets(Collection<UUID> ids) throws SQLException {
    return datasets(ids, true);
  }

  /** The datasets of those ids, in their order, with or without their facets. */
  public List<DatasetRow> datasets(Collection<UUID> ids, boolean withFacets) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return datasets(connection, ids, withFacets);
    }
  }

  private List<JobRow> jobs(Connection connection, Collection<UUID> ids, boolean withFacets)
      throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, ObjectNode> facetsOf = withFacets ? facets.load(connection, ids) : Map.of();
    Map<UUID, List<RunRow>> runs = LatestRuns.of(connection, ids, withFacets ? LATEST_RUNS : 1);
    Map<UUID, EntityTags> tags = EntityTags.load(connection, ids);
    record Use(UUID job, String role, NameRow dataset) {}
    Map<UUID, List<NameRow>> inputs = new HashMap<>();
    Map<UUID, List<NameRow>> outputs = new HashMap<>();
    for (Use use :
        Sql.query(
            connection,
            row ->
                new Use(
                    Sql.uuid(row, 1),
                    row.getString(2),
                    new NameRow(row.getString(3), row.getString(4))),
            "select e.job_id, e.role, d.namespace, d.name from edge e"
                + " join dataset d on d.id = e.dataset_id where e.job_id = any(?)"
                + " and e.known_to is null and e.valid_to is null order by d.namespace, d.name",
            ids)) {
      Map<UUID, List<NameRow>> side = use.role.equals("INPUT") ? inputs : outputs;
      side.computeIfAbsent(use.job, job -> new ArrayList<>()).add(use.dataset);
    }
    return Sql.query(
        connection,
        row -> {
          UUID id = Sql.uuid(row, 1);
          return new JobRow(
              id,
              row.getString(2),
              row.getString(3),
              Sql.instant(row, 4),
              Sql.instant(row, 5),
              inputs.getOrDefault(id, List.of()),
              outputs.getOrDefault(id, List.of()),
              row.getObject(6, UUID.class),
              runs.getOrDefault(id, List.of()),
              facetsOf.getOrDefault(id, JsonNodeFactory.instance.objectNode()),
              tags.getOrDefault(id, EntityTags.NONE).own());
        },
        "select n.id, n.namespace, n.name, n.first_seen, n.last_seen,"
            // Of the newest run that showed one and the newest declaration, not of all there ever
            // were.
            + " (select version from ((select job_version as version, begun_at as seen from run"
            + " where job_id = n.id and job_version is not null order by begun_at desc, id limit 1)"
            + " union all (select version, event_time from job_declaration where job_id = n.id"
            + " order by event_time desc, digest desc limit 1)) as newest"
            + " order by seen desc, version limit 1)"
            + " from job n join unnest(?::uuid[]) with ordinality as wanted(id, place)"
            + " using (id) where"
            + EntityNames.VISIBLE
            + " order by place",
        ids);
  }

  private List<DatasetRow> datasets(Connection connection, Collection<UUID> ids, boolean withFacets)
      throws SQLException {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, ObjectNode> facetsOf = withFacets ? facets.load(connection, ids) : Map.of();
    Map<UUID, EntityTags> tags = EntityTags.load(connection, ids);
    return Sql.query(
        connection,
        row -> {
          UUID id = Sql.uuid(row, 1);
          String fields = row.getString(9);
          return new DatasetRow(
              id,
              row.getString(2),
              row.getString(3),
              Sql.instant(row, 4),
              Sql.instant(row, 5),
              row.getBoolean(6),
              row.getString(7),
              row.getObject(8, UUID.class),
              fields == null ? JsonNodeFactory.instance.arrayNode() : Sql.json(fields),
              facetsOf.getOrDefault(id, JsonNodeFactory.instance.objectNode()),
              tags.getOrDefault(id, EntityTags.NONE));
        },
        "select n.id, n.namespace, n.name, n.first_seen, n.last_seen,"
            + " n.dropped_at is not null and (n.alive_at is null or n.dropped_at >= n.alive_at),"
            + " (select change from dataset_change c where c.dataset_id = n.id"
            + " order by event_time desc, digest desc limit 1), s.version, s.fields"
            + " from dataset n join unnest(?::uuid[]) with ordinality as wanted(id, place)"
            + " using (id) left join lateral (select version, fields from dataset_schema"
            + " where dataset_id = n.id order by authoritative desc, last_seen desc, version"
            + " limit 1) s on true where"
            + EntityNames.VISIBLE
            + " order by place",
        ids);
  }

  /** A field's names within a schema, for those who only ask whether it is there. */
  public static boolean hasField(DatasetRow dataset, String name) {
    for (JsonNode field : dataset.fields()) {
      if (name.equals(field.path("name").asText())) {
        return true;
      }
    }
    return false;
  }
}
