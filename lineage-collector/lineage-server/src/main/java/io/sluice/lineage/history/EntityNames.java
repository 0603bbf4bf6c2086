package io.sluice.lineage.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which jobs or datasets a list shows, and how many there are in all. */
final class EntityNames {

  /** Deleted, and not mentioned since. */
  static final String VISIBLE =
      " not exists (select 1 from deletion x where x.entity_id = n.id and x.revived_at is null)";

  private static final String BY_NAME =
      " order by left(n.namespace, 128), left(n.name, 256), n.id limit ? offset ?";

  // The first condition is what the index knows.
  private static final String OF_NAMESPACE =
      " left(n.namespace, 128) = left(?, 128) and n.namespace = ? and";

  private EntityNames() {}

  static List<UUID> page(Connection connection, String table, @Nullable String namespace, Page page)
      throws SQLException {
    String from = "select n.id from " + table + " n where";
    return namespace == null
        ? Sql.query(
            connection,
            row -> Sql.uuid(row, 1),
            from + VISIBLE + BY_NAME,
            page.limit(),
            page.offset())
        : Sql.query(
            connection,
            row -> Sql.uuid(row, 1),
            from + OF_NAMESPACE + VISIBLE + BY_NAME,
            namespace,
            namespace,
            page.limit(),
            page.offset());
  }

  /** All that are kept, less the deleted; neither needs a walk over all names. */
  static long total(Connection connection, String table, @Nullable String namespace)
      throws SQLException {
    String hidden =
        "(select count(*) from deletion x join "
            + table
            + " n on n.id = x.entity_id where x.revived_at is null";
    return namespace == null
        ? Sql.count(
            connection,
            "select coalesce(sum(entities), 0) - " + hidden + ") from entity_count where kind = ?",
            table)
        : Sql.count(
            connection,
            "select coalesce(sum(entities), 0) - "
                + hidden
                + " and n.namespace = ?) from entity_count where kind = ?"
                + " and namespace = md5(?)::uuid",
            namespace,
            table,
            namespace);
  }

  /** The jobs whose newest run is in one of the states. */
  static Listing<UUID> jobsByState(Connection connection, List<String> states, Page page)
      throws SQLException {
    // Few runs are not completed, and an index knows them; completed ones most jobs have.
    boolean few = !states.contains("COMPLETED");
    String found =
        " from job n cross join lateral (select status from run where job_id = n.id"
            + " and begun_at <= now() + interval '1 hour' order by begun_at desc, id limit 1) r"
            + " where r.status = any(?) and"
            + (few
                ? " n.id in (select job_id from run where status <> 'COMPLETED'"
                    + " and status = any(?)) and"
                : "")
            + VISIBLE;
    List<Object> wanted = new ArrayList<>();
    wanted.add(states.toArray(String[]::new));
    if (few) {
      wanted.add(states.toArray(String[]::new));
    }
    long total =
        Sql.count(
            connection,
            "select count(*) from (select 1" + found + " limit " + MAX_COUNT + ") as counted",
            wanted.toArray());
    wanted.add(page.limit());
    wanted.add(page.offset());
    return new Listing<>(
        Sql.query(
            connection, row -> Sql.uuid(row, 1), "select n.id" + found + BY_NAME, wanted.toArray()),
        total);
  }

  /** Where counting stops that no index can do at once. */
  static final int MAX_COUNT = 10_000;
}
