package io.sluice.lineage.alias;

import io.sluice.lineage.naming.NamingRules;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The versions of the naming rules, and which one holds. */
@Singleton
class NamingStore {

  private static final String SELECT =
      "select version, note, created_by, created_at, rules from naming_rules ";
  private static final String ACTIVATIONS =
      "select id, version, reason, activated_by, activated_at from naming_activation ";

  private final DataSource database;
  private final AliasVersion versions;
  private final NamingRules standard = NamingRules.standard();

  NamingStore(DataSource database, AliasVersion versions) {
    this.database = database;
    this.versions = versions;
  }

  /** The rules that hold. */
  record Active(int version, NamingRules rules) {}

  /**
   * That a version was made to hold.
   *
   * @param id its number
   * @param version which version
   * @param reason why
   * @param activatedBy who did it
   * @param activatedAt when
   */
  record Activation(long id, int version, String reason, String activatedBy, Instant activatedAt) {}

  Active active() throws SQLException {
    List<Activation> last = activations(Long.MAX_VALUE, 1);
    int version = last.isEmpty() ? 1 : last.get(0).version();
    return new Active(
        version,
        rules(version).orElseThrow(() -> new IllegalStateException("no rules " + version)));
  }

  /** The rules of a version. */
  Optional<NamingRules> rules(int version) throws SQLException {
    return version == 1
        ? Optional.of(standard)
        : find(version).map(found -> NamingRules.parse(found.rules().toString()));
  }

  Optional<RulesVersion> find(int version) throws SQLException {
    if (version == 1) {
      return Optional.of(first());
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(SELECT + "where version = ?")) {
      query.setInt(1, version);
      return read(query).stream().findFirst();
    }
  }

  private RulesVersion first() {
    return new RulesVersion(1, "comes with the program", null, null, standard.toJson());
  }

  /** The versions before a number, newest first. */
  List<RulesVersion> before(int version, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                SELECT + "where version < ? order by version desc limit ?")) {
      query.setInt(1, version);
      query.setInt(2, limit);
      List<RulesVersion> page = read(query);
      if (page.size() < limit && version > 1) {
        page.add(first());
      }
      return page;
    }
  }

  /** Keeps rules as the next version and returns its number; of the latest rules, their number. */
  int add(NamingRules rules, String note, String by, Instant at) throws SQLException {
    return versions.changing(
        connection -> {
          String text = rules.write();
          try (PreparedStatement query =
                  connection.prepareStatement(SELECT + "order by version desc limit 1");
              PreparedStatement insert =
                  connection.prepareStatement("insert into naming_rules values (?, ?, ?, ?, ?)")) {
            RulesVersion last = read(query).stream().findFirst().orElseGet(this::first);
            if (last.rules().toString().equals(text)) {
              return last.version();
            }
            insert.setInt(1, last.version() + 1);
            insert.setString(2, text);
            insert.setString(3, note);
            insert.setString(4, by);
            insert.setObject(5, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
            return last.version() + 1;
          }
        });
  }

  /** Makes a version hold. */
  void activate(int version, String reason, String by, Instant at) throws SQLException {
    versions.changing(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into naming_activation (version, reason, activated_by, activated_at)"
                      + " values (?, ?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setString(2, reason);
            insert.setString(3, by);
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
          }
        });
  }

  /** What was made to hold before a number, newest first. */
  List<Activation> activations(long before, int limit) throws SQLException {
    List<Activation> activations = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(ACTIVATIONS + "where id < ? order by id desc limit ?")) {
      query.setLong(1, before);
      query.setInt(2, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          activations.add(
              new Activation(
                  rows.getLong(1),
                  rows.getInt(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return activations;
  }

  private static List<RulesVersion> read(PreparedStatement query) throws SQLException {
    List<RulesVersion> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(
            new RulesVersion(
                rows.getInt(1),
                rows.getString(2),
                rows.getString(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                NamingRules.parse(rows.getString(5)).toJson()));
      }
    }
    return found;
  }
}
