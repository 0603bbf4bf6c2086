package io.sluice.lineage.alias;

import io.sluice.access.Caller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.NamingStore.Activation;
import io.sluice.lineage.alias.RulesComparison.Difference;
import io.sluice.lineage.naming.NamingRules;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Keeps versions of the naming rules and tries others. */
@Singleton
class Naming {

  private final NamingStore store;
  private final AliasIndex index;
  private final AliasFeed feed;
  private final AliasSettings settings;
  private final Clock clock;
  // Trying rules on everything holds a good part of all names in memory.
  private final Semaphore trials = new Semaphore(1);

  Naming(NamingStore store, AliasIndex index, AliasFeed feed, AliasSettings settings, Clock clock) {
    this.store = store;
    this.index = index;
    this.feed = feed;
    this.settings = settings;
    this.clock = clock;
  }

  int activeVersion() throws SQLException {
    return store.active().version();
  }

  List<RulesVersion> before(int version, int limit) throws SQLException {
    return store.before(version, limit);
  }

  List<Activation> activations(long before, int limit) throws SQLException {
    return store.activations(before, limit);
  }

  /**
   * A version.
   *
   * @throws ProblemException 404 if there is none of that number
   */
  RulesVersion find(int version) throws SQLException {
    return store.find(version).orElseThrow(() -> missing(version));
  }

  /**
   * The rules of a version.
   *
   * @throws ProblemException 404 if there is none of that number
   */
  NamingRules rules(int version) throws SQLException {
    return store.rules(version).orElseThrow(() -> missing(version));
  }

  private static ProblemException missing(int version) {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "There is no version " + version + " of the naming rules.");
  }

  /** Saves rules as the next version; the latest rules again make no new one. */
  RulesVersion save(NamingRules rules, String note, Caller caller) throws SQLException {
    return find(store.add(rules, note, caller.subject(), now()));
  }

  /** Makes a version hold, and the groups anew. */
  Activation activate(int version, String reason, Caller caller) throws SQLException {
    store.activate(version, reason, caller.subject(), now());
    index.refresh();
    return store.activations(Long.MAX_VALUE, 1).get(0);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * What the rules would change.
   *
   * @param names on these names, null for every dataset
   * @param examples how many examples to show
   */
  Difference tryOut(NamingRules rules, @Nullable List<DatasetId> names, int examples)
      throws SQLException {
    if (!trials.tryAcquire()) {
      throw new ProblemException(
              CommonProblem.TOO_MANY_REQUESTS, "Other rules are being tried at the moment.")
          .retryAfterSeconds(5);
    }
    try {
      RulesComparison comparison =
          new RulesComparison(store.active().rules(), rules, index.ingredients(), examples);
      if (names == null) {
        feed.namesSince(-1, (id, name) -> comparison.add(name));
      } else {
        names.forEach(comparison::add);
      }
      return comparison.difference(settings.maxMembers());
    } finally {
      trials.release();
    }
  }
}
