package io.sluice.quality.server.lineage;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.decision.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers what lies downstream of a set of halted datasets until lineage's log moves on. */
@ApplicationScoped
public class Downstream {

  private static final int REMEMBERED = 64;

  private final LineageClient lineage;
  private final Map<Set<DatasetId>, Reach> known = new LinkedHashMap<>(REMEMBERED, 0.75f, true);

  /** Asks the given client. */
  @Inject
  public Downstream(LineageClient lineage) {
    this.lineage = lineage;
  }

  /**
   * What lies downstream of the datasets, at least as new as lineage's log now.
   *
   * @throws LineageUnavailableException if lineage cannot be asked; what is remembered does not
   *     count then, since the log may have moved
   */
  public Reach of(Set<DatasetId> datasets) {
    long position = lineage.position();
    Set<DatasetId> key = Set.copyOf(datasets);
    synchronized (known) {
      Reach reach = known.get(key);
      if (reach != null && reach.position() == position) {
        return reach;
      }
    }
    Reach reach = lineage.downstream(key, position);
    synchronized (known) {
      known.put(key, reach);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return reach;
  }
}
