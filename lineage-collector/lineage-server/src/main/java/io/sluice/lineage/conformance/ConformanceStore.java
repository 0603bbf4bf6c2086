package io.sluice.lineage.conformance;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what was found of producers. */
@Singleton
class ConformanceStore {

  private final DataSource database;

  ConformanceStore(DataSource database) {
    this.database = database;
  }

  /** Which findings are wanted; what is null does not matter. */
  record Filter(@Nullable String producer, @Nullable String name, @Nullable String code) {}

  /** The findings after a place of the list, in the order of producer, code and place. */
  List<ConformanceResource.Item> find(
      Filter filter, ConformanceResource.@Nullable Place after, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select f.producer, p.name, p.version, p.events, f.code, f.place, f.events,"
                    + " f.first_seen, f.last_seen, f.position, f.pointer, f.message"
                    + " from conformance_finding f join conformance_producer p using (producer)"
                    + " where (?::text is null or f.producer = ?)"
                    + " and (?::text is null or p.name = ?) and (?::text is null or f.code = ?)"
                    + " and (?::text is null or (f.producer, f.code, f.place) > (?, ?, ?))"
                    + " order by f.producer, f.code, f.place limit ?")) {
      int parameter = 1;
      for (String each : new String[] {filter.producer, filter.name, filter.code}) {
        query.setString(parameter++, each);
        query.setString(parameter++, each);
      }
      query.setString(parameter++, after == null ? null : after.producer());
      query.setString(parameter++, after == null ? null : after.producer());
      query.setString(parameter++, after == null ? null : after.code());
      query.setString(parameter++, after == null ? null : after.place());
      query.setInt(parameter, limit);
      List<ConformanceResource.Item> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(item(rows));
        }
      }
      return found;
    }
  }

  private static ConformanceResource.Item item(ResultSet row) throws SQLException {
    return new ConformanceResource.Item(
        new ConformanceResource.Sender(
            row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        new ConformanceResource.Example(row.getLong(10), row.getString(11), row.getString(12)));
  }
}
