package io.sluice.lineage.alias;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.Claim.Source;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads the claims of the projection that changed after a position. */
@Singleton
class AliasFeed {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NAMES =
      "select id, namespace, name from dataset where known_from > ?";
  private static final String SYMLINKS =
      "select dataset_id, job_id, namespace, name, identifiers from alias_symlink"
          + " where position > ?";
  // A rename holds until its previous name begins to mean a dataset again.
  private static final String RENAMES =
      "select r.dataset_id, r.previous_id, r.namespace, r.name, r.previous_namespace,"
          + " r.previous_name, b.event_time is null or b.event_time <= r.event_time"
          + " from alias_rename r left join alias_birth b on b.dataset_id = r.previous_id"
          + " where r.position > ? or b.position > ?";

  private final DataSource database;

  AliasFeed(DataSource database) {
    this.database = database;
  }

  void changedSince(long position, Consumer<Claim> sink) throws SQLException {
    try (Connection connection = database.getConnection()) {
      // A cursor needs a transaction; without one the driver would hold every row at once.
      connection.setAutoCommit(false);
      try {
        symlinks(connection, position, sink);
        renames(connection, position, sink);
      } finally {
        connection.rollback();
      }
    }
  }

  /** The names of datasets that were first mentioned after a position. */
  void namesSince(long position, BiConsumer<UUID, DatasetId> sink) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(NAMES)) {
        query.setFetchSize(5_000);
        query.setLong(1, position);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            sink.accept(
                rows.getObject(1, UUID.class), new DatasetId(rows.getString(2), rows.getString(3)));
          }
        }
      } finally {
        connection.rollback();
      }
    }
  }

  private static void symlinks(Connection connection, long position, Consumer<Claim> sink)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SYMLINKS)) {
      query.setFetchSize(5_000);
      query.setLong(1, position);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          DatasetId dataset = new DatasetId(rows.getString(3), rows.getString(4));
          List<AliasLink> links = new ArrayList<>();
          for (JsonNode each : parse(rows.getString(5))) {
            links.add(
                new AliasLink(
                    ReasonKind.SYMLINK,
                    dataset,
                    new DatasetId(each.path("namespace").asText(), each.path("name").asText()),
                    Nature.ofType(each.path("type").asText())));
          }
          sink.accept(new Claim(source(ReasonKind.SYMLINK, rows), links));
        }
      }
    }
  }

  private static void renames(Connection connection, long position, Consumer<Claim> sink)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(RENAMES)) {
      query.setFetchSize(5_000);
      query.setLong(1, position);
      query.setLong(2, position);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          AliasLink link =
              new AliasLink(
                  ReasonKind.RENAME,
                  new DatasetId(rows.getString(5), rows.getString(6)),
                  new DatasetId(rows.getString(3), rows.getString(4)));
          sink.accept(
              new Claim(
                  source(ReasonKind.RENAME, rows), rows.getBoolean(7) ? List.of(link) : List.of()));
        }
      }
    }
  }

  private static Source source(ReasonKind kind, ResultSet row) throws SQLException {
    return new Source(kind, row.getObject(1, UUID.class), row.getObject(2, UUID.class));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the projection holds what is no JSON", e);
    }
  }
}
