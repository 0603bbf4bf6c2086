package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Namespaces, jobs and datasets. */
@Singleton
public class EntityStore {

  private static final String BY_NAME =
      " order by left(namespace, 128), left(name, 256), id limit ? offset ?";

  private final DataSource database;
  private final FacetStore facets;

  EntityStore(DataSource database, FacetStore facets) {
    this.database = database;
    this.facets = facets;
  }

  /**
   * A namespace.
   *
   * @param name its name
   * @param firstSeen the earliest event that mentions it
   * @param lastSeen the latest event that mentions it
   */
  public record NamespaceRow(String name, Instant firstSeen, Instant lastSeen) {}

  /**
   * A version of something.
   *
   * @param version its id
   * @param firstSeen when it was first seen
   * @param lastSeen when it was last seen
   * @param fields the fields of a dataset's version; empty for a job's
   */
  public record VersionRow(UUID version, Instant firstSeen, Instant lastSeen, JsonNode fields) {}

  /** The namespaces, by name. */
  public List<NamespaceRow> namespaces(Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          EntityStore::namespace,
          "select name, first_seen, last_seen from namespace order by name, id limit ? offset ?",
          page.limit(),
          page.offset());
    }
  }

  /** The namespace of that id. */
  public List<NamespaceRow> namespace(UUID id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          EntityStore::namespace,
          "select name, first_seen, last_seen from namespace where id = ?",
          id);
    }
  }

  private static NamespaceRow namespace(ResultSet row) throws SQLException {
    return new NamespaceRow(row.getString(1), Sql.instant(row, 2), Sql.instant(row, 3));
  }

  /** The jobs of a namespace, or all, by name. */
  public Listing<JobRow> jobs(@Nullable String namespace, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<UUID> ids = ids(connection, "job", namespace, page);
      return new Listing<>(jobs(connection, ids, true), total(connection, "job", namespace));
    }
  }

  /** The datasets of a namespace, or all, by name. */
  public Listing<DatasetRow> datasets(@Nullable String namespace, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<UUID> ids = ids(connection, "dataset", namespace, page);
      return new Listing<>(
          datasets(connection, ids, true), total(connection, "dataset", namespace));
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

  /** The versions of a job, newest first. */
  public List<VersionRow> jobVersions(UUID job, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row ->
              new VersionRow(
                  Sql.uuid(row, 1),
                  Sql.instant(row, 2),
                  Sql.instant(row, 3),
                  JsonNodeFactory.instance.arrayNode()),
          "select version, first_seen, last_seen from job_version where job_id = ?"
              + " order by last_seen desc, version limit ? offset ?",
          job,
          page.limit(),
          page.offset());
    }
  }

  /** The versions of a dataset's schema, newest first. */
  public Listing<VersionRow> schemaVersions(UUID dataset, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new Listing<>(
          Sql.query(
              connection,
              row ->
                  new VersionRow(
                      Sql.uuid(row, 1),
                      Sql.instant(row, 2),
                      Sql.instant(row, 3),
                      Sql.json(row.getString(4))),
              "select version, first_seen, last_seen, fields from dataset_schema"
                  + " where dataset_id = ? order by authoritative desc, last_seen desc, version"
                  + " limit ? offset ?",
              dataset,
              page.limit(),
              page.offset()),
          Sql.count(
              connection, "select count(*) from dataset_schema where dataset_id = ?", dataset));
    }
  }

  private static List<UUID> ids(
      Connection connection, String table, @Nullable String namespace, Page page)
      throws SQLException {
    String from = "select id from " + table;
    return namespace == null
        ? Sql.query(
            connection, row -> Sql.uuid(row, 1), from + BY_NAME, page.limit(), page.offset())
        : Sql.query(
            connection,
            row -> Sql.uuid(row, 1),
            // The first condition is what the index knows.
            from + " where left(namespace, 128) = left(?, 128) and namespace = ?" + BY_NAME,
            namespace,
            namespace,
            page.limit(),
            page.offset());
  }

  private static long total(Connection connection, String table, @Nullable String namespace)
      throws SQLException {
    return namespace == null
        ? Sql.count(connection, "select count(*) from " + table)
        : Sql.count(
            connection,
            "select count(*) from "
                + table
                + " where left(namespace, 128) = left(?, 128) and namespace = ?",
            namespace,
            namespace);
  }

  private List<JobRow> jobs(Connection connection, Collection<UUID> ids, boolean withFacets)
      throws SQLException {
    Map<UUID, ObjectNode> facetsOf = withFacets ? facets.load(connection, ids) : Map.of();
    Map<UUID, RunRow> runs = RunStore.latest(connection, ids);
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
              runs.get(id),
              facetsOf.getOrDefault(id, JsonNodeFactory.instance.objectNode()));
        },
        "select j.id, j.namespace, j.name, j.first_seen, j.last_seen,"
            + " (select version from job_version v where v.job_id = j.id"
            + " order by last_seen desc, version limit 1)"
            + " from job j join unnest(?::uuid[]) with ordinality as wanted(id, place)"
            + " using (id) order by place",
        ids);
  }

  private List<DatasetRow> datasets(Connection connection, Collection<UUID> ids, boolean withFacets)
      throws SQLException {
    Map<UUID, ObjectNode> facetsOf = withFacets ? facets.load(connection, ids) : Map.of();
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
              facetsOf.getOrDefault(id, JsonNodeFactory.instance.objectNode()));
        },
        "select d.id, d.namespace, d.name, d.first_seen, d.last_seen,"
            + " d.dropped_at is not null and (d.alive_at is null or d.dropped_at >= d.alive_at),"
            + " (select change from dataset_change c where c.dataset_id = d.id"
            + " order by event_time desc, digest desc limit 1), s.version, s.fields"
            + " from dataset d join unnest(?::uuid[]) with ordinality as wanted(id, place)"
            + " using (id) left join lateral (select version, fields from dataset_schema"
            + " where dataset_id = d.id order by authoritative desc, last_seen desc, version"
            + " limit 1) s on true order by place",
        ids);
  }
}
