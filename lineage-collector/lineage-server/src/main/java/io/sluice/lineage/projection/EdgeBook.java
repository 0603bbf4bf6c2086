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
 * The edges that a stretch of the log touches, and how each event changes them. It is filled with
 * what is known before the stretch, told of the events one by one, and then holds the rows to
 * write: a change never overwrites a row, it ends it at the event's position and adds another, so
 * that what was known at any position can be had again.
 */
final class EdgeBook {

  /** A row of the edge table: an interval, and the positions between which it was believed. */
  static final class Row {
    final EdgeKey key;
    final EdgeInterval interval;
    final long knownFrom;
    @Nullable Long knownTo;

    Row(EdgeKey key, EdgeInterval interval, long knownFrom) {
      this.key = key;
      this.interval = interval;
      this.knownFrom = knownFrom;
    }
  }

  /** What one event says about edges. */
  record Observation(
      long position,
      Instant at,
      @Nullable UUID run,
      Set<EdgeKey> seen,
      @Nullable Declaration declaration,
      List<EdgeStatement> statements,
      Map<UUID, CloseReason> ended) {}

  private final Map<EdgeKey, List<Row>> current = new HashMap<>();
  private final Map<UUID, Set<EdgeKey>> edgesOfJob = new HashMap<>();
  private final Map<UUID, Set<EdgeKey>> edgesOfDataset = new HashMap<>();
  private final Map<EdgeKey, Map<UUID, TimeSpan>> spans = new HashMap<>();
  private final Map<UUID, NavigableMap<Instant, Declaration>> declarations = new HashMap<>();
  private final Map<UUID, Map<String, EdgeStatement>> statements = new HashMap<>();
  private final Map<UUID, NavigableMap<Instant, CloseReason>> ends = new HashMap<>();
  private final Set<Row> added = new LinkedHashSet<>();
  private final List<Row> ended = new ArrayList<>();

  /** Tells of a row that was believed before the stretch. */
  void know(Row row) {
    current.computeIfAbsent(row.key, key -> new ArrayList<>()).add(row);
    index(row.key);
  }

  /** Tells of a span in which a run mentioned an edge before the stretch. */
  void know(EdgeKey key, UUID run, TimeSpan span) {
    spans.computeIfAbsent(key, k -> new HashMap<>()).merge(run, span, TimeSpan::merge);
  }

  /** Tells of a declaration made before the stretch. */
  void know(Declaration declaration) {
    declarations
        .computeIfAbsent(declaration.job(), job -> new TreeMap<>())
        .merge(declaration.at(), declaration, Declaration::greater);
  }

  /** Tells of something said in full before the stretch. */
  void know(EdgeStatement statement) {
    statements
        .computeIfAbsent(statement.job(), job -> new HashMap<>())
        .merge(statement.reason() + " " + statement.content(), statement, EdgeStatement::merge);
  }

  /** Tells that a dataset was dropped, or renamed, before the stretch. */
  void know(UUID dataset, Instant at, CloseReason reason) {
    ends.computeIfAbsent(dataset, id -> new TreeMap<>())
        .merge(at, reason, (left, right) -> left.compareTo(right) <= 0 ? left : right);
  }

  /** The edges that are known so far. */
  Set<EdgeKey> edges() {
    return Set.copyOf(current.keySet());
  }

  /** Applies one event. */
  void apply(Observation event) {
    Set<EdgeKey> touched = new LinkedHashSet<>(event.seen);
    if (event.run != null) {
      event.seen.forEach(key -> know(key, event.run, TimeSpan.at(event.at)));
    }
    if (event.declaration != null) {
      know(event.declaration);
      touched.addAll(edgesOfJob.getOrDefault(event.declaration.job(), Set.of()));
    }
    for (EdgeStatement statement : event.statements) {
      know(statement);
      touched.addAll(statement.uses());
      touched.addAll(edgesOfJob.getOrDefault(statement.job(), Set.of()));
    }
    event.ended.forEach(
        (dataset, reason) -> {
          know(dataset, event.at, reason);
          touched.addAll(edgesOfDataset.getOrDefault(dataset, Set.of()));
        });
    touched.forEach(this::index);
    touched.forEach(key -> revise(key, event));
  }

  private void revise(EdgeKey key, Observation event) {
    NavigableMap<Instant, CloseReason> closers = closers(key);
    List<EdgeInterval> intervals =
        closers.isEmpty() ? withoutClosers(key, event.at) : EdgeInterval.of(seen(key), closers);
    List<Row> rows = current.computeIfAbsent(key, k -> new ArrayList<>());
    Set<EdgeInterval> wanted = new LinkedHashSet<>(intervals);
    for (Row row : List.copyOf(rows)) {
      if (!wanted.remove(row.interval)) {
        rows.remove(row);
        row.knownTo = event.position;
        ended.add(row);
      }
    }
    for (EdgeInterval interval : wanted) {
      Row row = new Row(key, interval, event.position);
      rows.add(row);
      added.add(row);
    }
  }

  /** Nothing ever closes it: open since it was first seen; its spans need not be loaded. */
  private List<EdgeInterval> withoutClosers(EdgeKey key, Instant at) {
    Instant from = at;
    for (Row row : current.getOrDefault(key, List.of())) {
      from = row.interval.from().isBefore(from) ? row.interval.from() : from;
    }
    return List.of(new EdgeInterval(from, null, null));
  }

  private NavigableMap<Instant, CloseReason> closers(EdgeKey key) {
    NavigableMap<Instant, CloseReason> closers = new TreeMap<>();
    for (Declaration declaration : declarationsOf(key.job())) {
      if (!declaration.uses().contains(key)) {
        closers.put(declaration.at(), declaration.reason());
      }
    }
    closers.putAll(ends.getOrDefault(key.dataset(), new TreeMap<>()));
    return closers;
  }

  private Collection<TimeSpan> seen(EdgeKey key) {
    List<TimeSpan> seen = new ArrayList<>();
    // Where a job tells all that it uses at a time, a run that goes on holds nothing open between.
    boolean whole = statements.containsKey(key.job());
    for (TimeSpan span : spans.getOrDefault(key, Map.of()).values()) {
      if (whole) {
        seen.add(TimeSpan.at(span.first()));
        seen.add(TimeSpan.at(span.last()));
      } else {
        seen.add(span);
      }
    }
    for (Declaration declaration : declarationsOf(key.job())) {
      if (declaration.uses().contains(key)) {
        seen.add(TimeSpan.at(declaration.at()));
      }
    }
    return seen;
  }

  private Collection<Declaration> declarationsOf(UUID job) {
    NavigableMap<Instant, Declaration> known = declarations.getOrDefault(job, new TreeMap<>());
    Map<String, EdgeStatement> said = statements.get(job);
    if (said == null) {
      return known.values();
    }
    NavigableMap<Instant, Declaration> all = new TreeMap<>(known);
    for (EdgeStatement statement : said.values()) {
      for (Declaration declaration : statement.declarations()) {
        all.merge(declaration.at(), declaration, Declaration::greater);
      }
    }
    return all.values();
  }

  private void index(EdgeKey key) {
    edgesOfJob.computeIfAbsent(key.job(), job -> new HashSet<>()).add(key);
    edgesOfDataset.computeIfAbsent(key.dataset(), dataset -> new HashSet<>()).add(key);
  }

  /** The rows to insert; some may have ended again within the stretch. */
  Collection<Row> added() {
    return added;
  }

  /** The rows that were there before and are believed no longer. */
  List<Row> ended() {
    return ended.stream().filter(row -> !added.contains(row)).toList();
  }
}
