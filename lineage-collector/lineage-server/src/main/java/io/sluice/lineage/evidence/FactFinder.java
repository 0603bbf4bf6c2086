package io.sluice.lineage.evidence;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;

/** Finds the facts that a question asks for, once the reads show what the reader asked for. */
@Singleton
class FactFinder {

  private final FactStore store;
  private final SameDataset same;
  private final Freshness freshness;

  FactFinder(FactStore store, SameDataset same, Freshness freshness) {
    this.store = store;
    this.same = same;
    this.freshness = freshness;
  }

  FactStore.Page find(
      FactQuestion question, DatasetId dataset, Set<FactKind> kinds, boolean testsOfUsers)
      throws SQLException {
    FactStore.Filter filter =
        new FactStore.Filter(
            same.members(EntityIds.of(dataset)),
            kinds,
            testsOfUsers,
            question.since(),
            question.run(),
            question.batch());
    FactCursor after = question.after();
    int limit = question.limit();
    freshness.await(question.minPosition);
    return store.find(filter, after, limit);
  }

  Freshness.State freshness() {
    return freshness.now();
  }
}
