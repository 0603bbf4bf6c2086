package io.sluice.lineage.hidden;

import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.hidden.HiddenStore.Matches;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hides jobs and datasets and brings them back. Whether the caller may is for the route to check.
 */
@Singleton
public class Hiding {

  private static final int MAX_PATTERNS = 200;

  private final HiddenStore store;
  private final HiddenIndex index;
  private final Clock clock;

  Hiding(HiddenStore store, HiddenIndex index, Clock clock) {
    this.store = store;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Hides one job or dataset by its name as sent; one that is hidden already stays as it is.
   *
   * @param type job or dataset
   * @param namespace its namespace
   * @param name its name
   * @param reason why
   * @param by whose wish it is
   * @throws IllegalArgumentException if that is no name
   */
  public HiddenEntry hide(
      GraphNode.Type type, String namespace, String name, String reason, String by)
      throws SQLException {
    HiddenEntry wanted =
        new HiddenEntry(0, type, namespace, name, false, reason, by, now(), null, null);
    Optional<Long> id = store.add(wanted);
    index.refresh();
    return id.isPresent() ? find(id.get()) : store.of(HiddenStore.id(wanted)).orElse(wanted);
  }

  /**
   * Hides whatever fits, now and later; {@code *} stands for any text.
   *
   * @throws ProblemException 422 if there are too many patterns
   */
  HiddenEntry hideAll(GraphNode.Type type, String namespace, String name, String reason, String by)
      throws SQLException {
    if (store.patterns() >= MAX_PATTERNS) {
      throw new ProblemException(
          CommonProblem.UNPROCESSABLE, "At most " + MAX_PATTERNS + " patterns may hide something.");
    }
    HiddenEntry wanted =
        new HiddenEntry(0, type, namespace, name, true, reason, by, now(), null, null);
    long id = store.add(wanted).orElseThrow();
    index.refresh();
    return find(id);
  }

  /** What patterns would hide now. */
  Matches preview(GraphNode.Type type, String namespace, String name, int examples)
      throws SQLException {
    return store.matches(type, new Pattern(namespace), new Pattern(name), examples);
  }

  /**
   * An entry.
   *
   * @throws ProblemException 404 if there is none of that number
   */
  HiddenEntry find(long id) throws SQLException {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND, "Nothing hidden has this number.", Map.of("id", id)));
  }

  /** Takes an entry back; one that was taken back already stays as it is. */
  HiddenEntry bringBack(HiddenEntry entry, String by) throws SQLException {
    store.bringBack(entry.id(), by, now());
    index.refresh();
    return find(entry.id());
  }

  /** Brings one job or dataset back that was hidden by its name; nothing if it was not. */
  public void bringBack(GraphNode.Type type, String namespace, String name, String by)
      throws SQLException {
    HiddenEntry wanted =
        new HiddenEntry(0, type, namespace, name, false, "", by, now(), null, null);
    HiddenEntry entry = store.of(HiddenStore.id(wanted)).orElse(null);
    if (entry != null) {
      bringBack(entry, by);
    }
  }

  List<HiddenEntry> before(long id, int limit, boolean all) throws SQLException {
    return store.before(id, limit, all);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
