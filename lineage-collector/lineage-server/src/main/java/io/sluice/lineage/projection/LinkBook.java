package io.sluice.lineage.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The links that a stretch of the log touches, and how each event changes them. What a source says
 * stands until it says something else, by event time; of each thing said only the first and the
 * last time are kept, so that what is believed is a pure function of what has been said, whatever
 * the order. Rows are never overwritten, as in {@link EdgeBook}.
 */
final class LinkBook {

  /** A row of the table: an interval, and the positions between which it was believed. */
  static final class Row {
    final UUID source;
    final Link link;
    final EdgeInterval interval;
    final long knownFrom;
    @Nullable Long knownTo;

    Row(UUID source, Link link, EdgeInterval interval, long knownFrom) {
      this.source = source;
      this.link = link;
      this.interval = interval;
      this.knownFrom = knownFrom;
    }
  }

  /** Something said in full, and when it was said first and last. */
  record Statement(UUID source, UUID content, TimeSpan said, Set<Link> links) {
    Statement {
      links = Set.copyOf(links);
    }

    /** Said once. */
    static Statement of(UUID source, Instant at, Set<Link> links) {
      String[] texts = links.stream().map(Link::text).sorted().toArray(String[]::new);
      return new Statement(source, EntityIds.hash(texts), TimeSpan.at(at), links);
    }

    Statement merge(Statement other) {
      return new Statement(source, content, said.merge(other.said), links);
    }
  }

  private final Map<UUID, Map<UUID, Statement>> statements = new HashMap<>();
  private final Map<UUID, List<Row>> current = new HashMap<>();
  private final Map<UUID, NavigableMap<Instant, CloseReason>> ends = new HashMap<>();
  private final Map<UUID, Set<UUID>> sourcesOfDataset = new HashMap<>();
  private final Set<Row> added = new LinkedHashSet<>();
  private final List<Row> ended = new ArrayList<>();
  private final Map<UUID, Set<UUID>> said = new HashMap<>();

  /** Tells of a row that was believed before the stretch. */
  void know(Row row) {
    current.computeIfAbsent(row.source, source -> new ArrayList<>()).add(row);
  }

  /** Tells of something said before the stretch. */
  void know(Statement statement) {
    statements
        .computeIfAbsent(statement.source, source -> new TreeMap<>())
        .merge(statement.content, statement, Statement::merge);
    for (Link link : statement.links) {
      if (link.kind() == Link.Kind.DERIVES) {
        sourcesOfDataset.computeIfAbsent(link.from(), id -> new HashSet<>()).add(statement.source);
        sourcesOfDataset.computeIfAbsent(link.to(), id -> new HashSet<>()).add(statement.source);
      }
    }
  }

  /** Tells that a dataset was dropped or renamed before the stretch. */
  void know(UUID dataset, Instant at, CloseReason reason) {
    ends.computeIfAbsent(dataset, id -> new TreeMap<>()).merge(at, reason, LinkBook::first);
  }

  private static CloseReason first(CloseReason left, CloseReason right) {
    return left.compareTo(right) <= 0 ? left : right;
  }

  /** Applies what an event says. */
  void apply(long position, Statement statement) {
    know(statement);
    said.computeIfAbsent(statement.source, source -> new HashSet<>()).add(statement.content);
    revise(statement.source, position);
  }

  /** Applies the end of a dataset, or of its name. */
  void apply(long position, UUID dataset, Instant at, CloseReason reason) {
    know(dataset, at, reason);
    for (UUID source : Set.copyOf(sourcesOfDataset.getOrDefault(dataset, Set.of()))) {
      revise(source, position);
    }
  }

  private void revise(UUID source, long position) {
    List<Row> rows = current.computeIfAbsent(source, id -> new ArrayList<>());
    Map<Link, Set<EdgeInterval>> wanted = believed(source);
    for (Row row : List.copyOf(rows)) {
      if (!wanted.getOrDefault(row.link, Set.of()).remove(row.interval)) {
        rows.remove(row);
        row.knownTo = position;
        // One event may name a source twice; what it took back itself was never believed.
        if (row.knownFrom != position || !added.remove(row)) {
          ended.add(row);
        }
      }
    }
    wanted.forEach(
        (link, intervals) -> {
          for (EdgeInterval interval : intervals) {
            Row row = new Row(source, link, interval, position);
            rows.add(row);
            added.add(row);
          }
        });
  }

  /** When each link of a source holds, by all that the source has said. */
  private Map<Link, Set<EdgeInterval>> believed(UUID source) {
    Collection<Statement> all = statements.getOrDefault(source, Map.of()).values();
    // Of two things said at one instant the one with the greater content counts.
    NavigableMap<Instant, Statement> times = new TreeMap<>();
    for (Statement statement : all) {
      times.merge(statement.said.first(), statement, LinkBook::greater);
      times.merge(statement.said.last(), statement, LinkBook::greater);
    }
    Set<Link> links = new LinkedHashSet<>();
    all.forEach(statement -> links.addAll(statement.links));
    Map<Link, Set<EdgeInterval>> believed = new HashMap<>();
    for (Link link : links) {
      List<TimeSpan> seen = new ArrayList<>();
      NavigableMap<Instant, CloseReason> closers = new TreeMap<>();
      times.forEach(
          (at, statement) -> {
            if (statement.links.contains(link)) {
              seen.add(TimeSpan.at(at));
            } else {
              closers.put(at, CloseReason.LINEAGE_FACET);
            }
          });
      if (link.kind() == Link.Kind.DERIVES) {
        closers.putAll(ends.getOrDefault(link.from(), new TreeMap<>()));
        closers.putAll(ends.getOrDefault(link.to(), new TreeMap<>()));
      }
      believed.put(link, new LinkedHashSet<>(EdgeInterval.of(seen, closers)));
    }
    return believed;
  }

  private static Statement greater(Statement left, Statement right) {
    return left.content.compareTo(right.content) >= 0 ? left : right;
  }

  /** The rows to insert; some may have ended again within the stretch. */
  Collection<Row> added() {
    return added;
  }

  /** The rows that were there before and are believed no longer. */
  List<Row> ended() {
    return ended.stream().filter(row -> !added.contains(row)).toList();
  }

  /** Whether a source is known to have said one thing only. */
  boolean saidOnce(UUID source) {
    return statements.getOrDefault(source, Map.of()).size() == 1;
  }

  /** What was said in the stretch, with all that is known of when it was said. */
  Collection<Statement> said() {
    List<Statement> all = new ArrayList<>();
    said.forEach(
        (source, contents) ->
            statements
                .getOrDefault(source, Map.of())
                .forEach(
                    (content, statement) -> {
                      if (contents.contains(content)) {
                        all.add(statement);
                      }
                    }));
    return all;
  }
}
