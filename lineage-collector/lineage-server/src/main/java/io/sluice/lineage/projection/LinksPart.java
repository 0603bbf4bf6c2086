package io.sluice.lineage.projection;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The links: fills a {@link LinkBook} with what is known, and writes what it decides. It goes
 * before the parts that write what ends a dataset, which it must know from before the stretch.
 */
@Singleton
@Priority(95)
class LinksPart implements ProjectionPart {

  private static final long MAX_REMEMBERED = 100_000;

  @Override
  public List<String> tables() {
    return List.of("link", "link_statement");
  }

  @Override
  public Gathering gather() {
    return gather(new WriterMemory());
  }

  @Override
  public Gathering gather(WriterMemory memory) {
    return new Links(memory.of(Written.class, Written::new));
  }

  /** What the writer wrote last: of each source the one thing that it ever said, if it is one. */
  private static final class Written {
    private final Bounded<UUID, Optional<LinkBook.Statement>> only = new Bounded<>(MAX_REMEMBERED);
  }

  /** What one event says: a statement, or the end of a dataset. */
  private record Said(
      long position,
      LinkBook.@Nullable Statement statement,
      UUID dataset,
      Instant at,
      CloseReason reason) {}

  private static final class Links implements Gathering {

    private List<Said> said = new ArrayList<>();
    private final Map<UUID, LinkBook.Statement> repeated = new HashMap<>();
    private final Written written;

    Links(Written written) {
      this.written = written;
    }

    @Override
    public void add(Observed event) {
      for (LinkBook.Statement statement : SaidLinks.of(event)) {
        said.add(new Said(event.position(), statement, Link.NOTHING, event.at(), CloseReason.DROP));
      }
      DatasetEnds.of(event)
          .forEach(
              (dataset, reason) ->
                  said.add(new Said(event.position(), null, dataset, event.at(), reason)));
    }

    @Override
    public void write(Connection connection) throws SQLException {
      setRepetitionsAside();
      writeStatements(connection, repeated.values());
      if (said.isEmpty()) {
        return;
      }
      Set<UUID> sources = new HashSet<>();
      Set<UUID> ended = new HashSet<>();
      for (Said each : said) {
        if (each.statement == null) {
          ended.add(each.dataset);
        } else {
          sources.add(each.statement.source());
        }
      }
      sources.addAll(sourcesOf(connection, ended));
      LinkBook book = new LinkBook();
      Set<UUID> datasets = loadStatements(connection, book, sources);
      datasets.addAll(ended);
      said.forEach(each -> datasets.addAll(derived(each.statement)));
      loadEnds(connection, book, datasets);
      loadRows(connection, book, sources);
      for (Said each : said) {
        if (each.statement == null) {
          book.apply(each.position, each.dataset, each.at, each.reason);
        } else {
          book.apply(each.position, each.statement);
        }
      }
      write(connection, book);
    }

    /** A source that says again what it always said changes nothing but when it was said last. */
    private void setRepetitionsAside() {
      Set<UUID> changing = new HashSet<>();
      for (Said each : said) {
        if (each.statement != null && repeats(each.statement) == null) {
          changing.add(each.statement.source());
        }
      }
      List<Said> rest = new ArrayList<>();
      for (Said each : said) {
        LinkBook.Statement known =
            each.statement == null || changing.contains(each.statement.source())
                ? null
                : repeats(each.statement);
        if (each.statement == null || known == null) {
          rest.add(each);
        } else if (each.at.isAfter(known.said().last())) {
          LinkBook.Statement longer = known.merge(each.statement);
          written.only.put(longer.source(), Optional.of(longer), 1);
          repeated.put(longer.source(), longer);
        }
      }
      said = rest;
    }

    /** What is known to have been said by the source, if this is the same and not from earlier. */
    private LinkBook.@Nullable Statement repeats(LinkBook.Statement statement) {
      Optional<LinkBook.Statement> known = written.only.get(statement.source());
      return known == null
          ? null
          : known
              .filter(only -> only.content().equals(statement.content()))
              .filter(only -> !statement.said().first().isBefore(only.said().first()))
              .orElse(null);
    }

    private static Set<UUID> derived(LinkBook.@Nullable Statement statement) {
      Set<UUID> datasets = new HashSet<>();
      if (statement != null) {
        for (Link link : statement.links()) {
          if (link.kind() == Link.Kind.DERIVES) {
            datasets.add(link.from());
            datasets.add(link.to());
          }
        }
      }
      return datasets;
    }

    /** Who says something of datasets that end. */
    private static Set<UUID> sourcesOf(Connection connection, Set<UUID> datasets)
        throws SQLException {
      Set<UUID> sources = new HashSet<>();
      if (datasets.isEmpty()) {
        return sources;
      }
      try (PreparedStatement query =
          connection.prepareStatement(
              "select source_id from link where known_to is null and kind = 'DERIVES'"
                  + " and from_id = any(?) union select source_id from link"
                  + " where known_to is null and kind = 'DERIVES' and to_id = any(?)")) {
        query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
        query.setArray(2, connection.createArrayOf("uuid", datasets.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            sources.add(rows.getObject(1, UUID.class));
          }
        }
      }
      return sources;
    }

    /** Loads what the sources said; returns the datasets that it is about. */
    private static Set<UUID> loadStatements(Connection connection, LinkBook book, Set<UUID> sources)
        throws SQLException {
      Set<UUID> datasets = new HashSet<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              "select source_id, content, first_seen, last_seen, links from link_statement"
                  + " where source_id = any(?)")) {
        query.setArray(1, connection.createArrayOf("uuid", sources.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            Set<Link> links = new HashSet<>();
            rows.getString(5).lines().map(Link::of).forEach(links::add);
            LinkBook.Statement statement =
                new LinkBook.Statement(
                    rows.getObject(1, UUID.class),
                    rows.getObject(2, UUID.class),
                    new TimeSpan(instant(rows, 3), instant(rows, 4)),
                    links);
            book.know(statement);
            datasets.addAll(derived(statement));
          }
        }
      }
      return datasets;
    }

    private static void loadEnds(Connection connection, LinkBook book, Set<UUID> datasets)
        throws SQLException {
      if (datasets.isEmpty()) {
        return;
      }
      try (PreparedStatement query = connection.prepareStatement(DatasetEnds.SELECT)) {
        query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
        query.setArray(2, connection.createArrayOf("uuid", datasets.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            book.know(
                rows.getObject(1, UUID.class),
                instant(rows, 2),
                CloseReason.valueOf(rows.getString(3)));
          }
        }
      }
    }

    private static void loadRows(Connection connection, LinkBook book, Set<UUID> sources)
        throws SQLException {
      try (PreparedStatement query =
          connection.prepareStatement(
              "select source_id, kind, from_id, to_id, job_id, valid_from, valid_to, close_reason,"
                  + " known_from from link where known_to is null and source_id = any(?)")) {
        query.setArray(1, connection.createArrayOf("uuid", sources.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            Link link =
                new Link(
                    Link.Kind.valueOf(rows.getString(2)),
                    rows.getObject(3, UUID.class),
                    rows.getObject(4, UUID.class),
                    rows.getObject(5, UUID.class));
            OffsetDateTime to = rows.getObject(7, OffsetDateTime.class);
            String reason = rows.getString(8);
            book.know(
                new LinkBook.Row(
                    rows.getObject(1, UUID.class),
                    link,
                    new EdgeInterval(
                        instant(rows, 6),
                        to == null ? null : to.toInstant(),
                        reason == null ? null : CloseReason.valueOf(reason)),
                    rows.getLong(9)));
          }
        }
      }
    }

    private void write(Connection connection, LinkBook book) throws SQLException {
      for (LinkBook.Statement statement : book.said()) {
        Optional<LinkBook.Statement> only =
            Optional.of(statement)
                .filter(each -> book.saidOnce(each.source()))
                // What ends a dataset may end those, whatever their source says.
                .filter(each -> derived(each).isEmpty());
        written.only.put(statement.source(), only, 1);
      }
      writeStatements(connection, book.said());
      Rows ended = new Rows("uuid", "text", "uuid", "uuid", "timestamptz", "bigint", "bigint");
      for (LinkBook.Row row : book.ended()) {
        ended.add(
            row.source,
            row.link.kind().name(),
            row.link.from(),
            row.link.to(),
            row.interval.from(),
            row.knownFrom,
            row.knownTo);
      }
      if (!ended.isEmpty()) {
        try (PreparedStatement update =
            connection.prepareStatement(
                "update link set known_to = gone.known_to from "
                    + ended.unnest()
                    + " as gone(source_id, kind, from_id, to_id, valid_from, known_from, known_to)"
                    + " where link.source_id = gone.source_id and link.kind = gone.kind"
                    + " and link.from_id = gone.from_id and link.to_id = gone.to_id"
                    + " and link.valid_from = gone.valid_from"
                    + " and link.known_from = gone.known_from")) {
          ended.bind(update, 1);
          update.executeUpdate();
        }
      }
      Rows added =
          new Rows(
              "uuid",
              "text",
              "uuid",
              "uuid",
              "uuid",
              "timestamptz",
              "timestamptz",
              "text",
              "bigint",
              "bigint");
      for (LinkBook.Row row : book.added()) {
        CloseReason reason = row.interval.reason();
        added.add(
            row.source,
            row.link.kind().name(),
            row.link.from(),
            row.link.to(),
            row.link.job(),
            row.interval.from(),
            row.interval.to(),
            reason == null ? null : reason.name(),
            row.knownFrom,
            row.knownTo);
      }
      added.insert(connection, "link", "");
    }

    private static void writeStatements(
        Connection connection, Collection<LinkBook.Statement> statements) throws SQLException {
      Rows rows = new Rows("uuid", "uuid", "timestamptz", "timestamptz", "text");
      for (LinkBook.Statement statement : statements) {
        rows.add(
            statement.source(),
            statement.content(),
            statement.said().first(),
            statement.said().last(),
            statement.links().stream().map(Link::text).sorted().collect(Collectors.joining("\n")));
      }
      rows.insert(
          connection,
          "link_statement",
          "on conflict (source_id, content) do update set first_seen = excluded.first_seen,"
              + " last_seen = excluded.last_seen");
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
      return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
  }
}
