package io.sluice.quality.server.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps rule sets and all their versions. */
@ApplicationScoped
public class RuleSetStore {

  private static final String SELECT =
      """
      select v.name, v.version, v.text, v.media_type, r.dataset_namespace, r.dataset_name,
        v.warnings, v.created_at, v.created_by
      from rule_set r join rule_set_version v on v.name = r.name""";

  private final Database database;
  private final ObjectMapper json = new ObjectMapper();

  /** Keeps them in the given database. */
  @Inject
  public RuleSetStore(Database database) {
    this.database = database;
  }

  /** What became of a document that was to be saved. */
  public sealed interface Kept {

    /**
     * It is a new version.
     *
     * @param version that version
     */
    record Saved(RuleSetVersion version) implements Kept {}

    /**
     * It is the current version, to the letter.
     *
     * @param version that version
     */
    record Unchanged(RuleSetVersion version) implements Kept {}

    /**
     * The current version is not the one that the caller had seen.
     *
     * @param current the current version's number, 0 if there is none
     */
    record Outdated(int current) implements Kept {}
  }

  /**
   * Saves the next version.
   *
   * @param next the version; its number is given here
   * @param seen the version that the caller changed, if it says so
   */
  public Kept save(RuleSetVersion next, @Nullable Integer seen) {
    return database.transaction(connection -> save(connection, next, seen));
  }

  private Kept save(Connection connection, RuleSetVersion next, @Nullable Integer seen)
      throws SQLException {
    // The first version of a name has no row to lock yet; two of them must not both be version 1.
    Statement.of(
            connection,
            "select pg_advisory_xact_lock(hashtextextended(?, 0))",
            "rule_set:" + next.name())
        .first(row -> true);
    // Whoever accepts an evaluation locks this row too, so it sees either version, never half.
    Statement.of(connection, "select 1 from rule_set where name = ? for no key update", next.name())
        .first(row -> true);
    Optional<RuleSetVersion> current = current(connection, next.name());
    int number = current.map(RuleSetVersion::version).orElse(0);
    if (seen != null && seen != number) {
      return new Kept.Outdated(number);
    }
    if (current.isPresent()
        && current.get().text().equals(next.text())
        && current.get().mediaType().equals(next.mediaType())) {
      return new Kept.Unchanged(current.get());
    }
    write(connection, next, number + 1);
    return new Kept.Saved(current(connection, next.name()).orElseThrow());
  }

  private void write(Connection connection, RuleSetVersion next, int number) throws SQLException {
    DatasetId dataset = next.dataset();
    Statement.of(
            connection,
            """
            insert into rule_set (name, current_version, dataset_namespace, dataset_name,
              created_at, updated_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (name) do update set current_version = excluded.current_version,
              dataset_namespace = excluded.dataset_namespace,
              dataset_name = excluded.dataset_name, updated_at = excluded.updated_at""",
            next.name(),
            number,
            dataset == null ? null : dataset.namespace(),
            dataset == null ? null : dataset.name(),
            next.createdAt(),
            next.createdAt())
        .update();
    Statement.of(
            connection,
            """
            insert into rule_set_version (name, version, text, media_type, digest, warnings,
              created_at, created_by)
            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)""",
            next.name(),
            number,
            next.text(),
            next.mediaType(),
            digest(next.text()),
            write(next.warnings()),
            next.createdAt(),
            next.createdBy())
        .update();
  }

  private Optional<RuleSetVersion> current(Connection connection, String name) throws SQLException {
    return Statement.of(
            connection, SELECT + " and v.version = r.current_version where r.name = ?", name)
        .first(this::version);
  }

  /** The current version of a rule set. */
  public Optional<RuleSetVersion> current(String name) {
    return database.transaction(connection -> current(connection, name));
  }

  /** One version of a rule set. */
  public Optional<RuleSetVersion> find(String name, int number) {
    return database.transaction(
        connection ->
            Statement.of(connection, SELECT + " where v.name = ? and v.version = ?", name, number)
                .first(this::version));
  }

  /** The versions of a rule set below a number, newest first. */
  public List<RuleSetVersion> versions(String name, int below, int limit) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    SELECT + " where v.name = ? and v.version < ? order by v.version desc limit ?",
                    name,
                    below,
                    limit)
                .list(this::version));
  }

  /** The current versions of all rule sets, by name after the given one. */
  public List<RuleSetVersion> list(String after, int limit) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    SELECT
                        + " and v.version = r.current_version"
                        + " where r.name > ? order by r.name limit ?",
                    after,
                    limit)
                .list(this::version));
  }

  private RuleSetVersion version(ResultSet row) throws SQLException {
    String namespace = row.getString("dataset_namespace");
    return new RuleSetVersion(
        row.getString("name"),
        row.getInt("version"),
        row.getString("text"),
        row.getString("media_type"),
        namespace == null ? null : new DatasetId(namespace, row.getString("dataset_name")),
        read(row.getString("warnings")),
        Statement.instant(row, "created_at"),
        row.getString("created_by"));
  }

  private String write(List<String> warnings) {
    try {
      return json.writeValueAsString(warnings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("warnings cannot be written as JSON", e);
    }
  }

  private List<String> read(String warnings) {
    try {
      return json.readValue(warnings, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored warnings cannot be read", e);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
