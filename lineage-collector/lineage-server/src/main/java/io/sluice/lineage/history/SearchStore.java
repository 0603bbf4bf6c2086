package io.sluice.lineage.history;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds jobs and datasets by a part of their name. */
@Singleton
public class SearchStore {

  private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant ALWAYS = Instant.parse("9999-12-31T23:59:59Z");

  /** How many characters in a row the index knows. */
  private static final int GRAM = 3;

  private final DataSource database;

  SearchStore(DataSource database) {
    this.database = database;
  }

  /** What is searched. */
  public enum Kind {
    JOB("job"),
    DATASET("dataset");

    private final String table;

    Kind(String table) {
      this.table = table;
    }
  }

  /** What comes first. */
  public enum Sort {
    NAME,
    UPDATED_AT
  }

  /**
   * What to search for.
   *
   * @param text a part of the name, in any case; no character stands for another
   * @param kinds what to search
   * @param namespace the one namespace to search, null for all
   * @param after mentioned at this time or later, null for ever
   * @param before mentioned last before this time, null for always
   * @param sort what comes first
   */
  public record Query(
      String text,
      List<Kind> kinds,
      @Nullable String namespace,
      @Nullable Instant after,
      @Nullable Instant before,
      Sort sort) {

    /** Copies the kinds. */
    public Query {
      kinds = List.copyOf(kinds);
    }
  }

  /**
   * Something that a search found.
   *
   * @param kind what it is
   * @param id its id
   * @param namespace its namespace
   * @param name its name
   * @param lastSeen the latest event that mentions it
   */
  public record Hit(Kind kind, UUID id, String namespace, String name, Instant lastSeen) {}

  /** What is found; the count stops at 10,000 of each kind. */
  public Listing<Hit> search(Query query, Page page) throws SQLException {
    String order =
        switch (query.sort) {
          case NAME -> " order by left(n.name, 256), left(n.namespace, 128), n.id";
          case UPDATED_AT -> " order by n.last_seen desc, n.id";
        };
    List<String> parts = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    List<@Nullable Object> partParameters = new ArrayList<>();
    List<@Nullable Object> countParameters = new ArrayList<>();
    for (Kind kind : query.kinds) {
      String found = found(kind, query, countParameters);
      counts.add("(select count(*) from (select 1" + found + " limit 10000) as c)");
      found(kind, query, partParameters);
      parts.add(
          "(select '"
              + kind
              + "' as kind, n.id, n.namespace, n.name, n.last_seen"
              + found
              + order
              + " limit ?)");
      partParameters.add(page.limit() + page.offset());
    }
    partParameters.add(page.limit());
    partParameters.add(page.offset());
    try (Connection connection = database.getConnection()) {
      return new Listing<>(
          Sql.query(
              connection,
              row ->
                  new Hit(
                      Kind.valueOf(row.getString(1)),
                      Sql.uuid(row, 2),
                      row.getString(3),
                      row.getString(4),
                      Sql.instant(row, 5)),
              "select * from ("
                  + String.join(" union all ", parts)
                  + ") as n"
                  + order
                  + " limit ? offset ?",
              partParameters.toArray()),
          Sql.count(connection, "select " + String.join(" + ", counts), countParameters.toArray()));
    }
  }

  /** Which rows match, from FROM on; what it takes is added to the parameters. */
  private static String found(Kind kind, Query query, List<@Nullable Object> parameters) {
    StringBuilder sql = new StringBuilder(" from ").append(kind.table).append(" n where");
    if (query.text.codePointCount(0, query.text.length()) >= GRAM) {
      sql.append(" name_grams(n.name) @> name_grams(?) and");
      parameters.add(query.text);
    }
    sql.append(" lower(n.name) like ('%' || lower(?) || '%') and");
    parameters.add(escaped(query.text));
    if (query.namespace != null) {
      sql.append(" n.namespace = ? and");
      parameters.add(query.namespace);
    }
    sql.append(" n.last_seen >= ? and n.last_seen < ? and").append(EntityNames.VISIBLE);
    parameters.add(query.after == null ? EVER : query.after);
    parameters.add(query.before == null ? ALWAYS : query.before);
    return sql.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
