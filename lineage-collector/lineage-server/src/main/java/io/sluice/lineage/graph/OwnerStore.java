package io.sluice.lineage.graph;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Who answers for jobs and datasets. */
@Singleton
class OwnerStore {

  private static final int FEW = 5_000;

  private final DataSource database;
  private volatile @Nullable Everybody everybody;

  private record Everybody(long position, Map<UUID, List<String>> owners) {}

  OwnerStore(DataSource database) {
    this.database = database;
  }

  /**
   * The owners of each of some jobs and datasets that have any; of very many, of all there are, as
   * of a position of the log.
   */
  Map<UUID, List<String>> of(Collection<UUID> ids, long position) throws SQLException {
    if (ids.size() <= FEW) {
      return read(ids);
    }
    Everybody known = everybody;
    if (known == null || known.position != position) {
      known = new Everybody(position, read(null));
      everybody = known;
    }
    return known.owners;
  }

  private Map<UUID, List<String>> read(@Nullable Collection<UUID> ids) throws SQLException {
    Map<UUID, List<String>> owners = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select id, owners from owned" + (ids == null ? "" : " where id = any(?)"))) {
      if (ids != null) {
        query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<String> names = rows.getString(2).lines().toList();
          if (!names.isEmpty()) {
            owners.put(rows.getObject(1, UUID.class), names);
          }
        }
      }
    }
    return owners;
  }
}
