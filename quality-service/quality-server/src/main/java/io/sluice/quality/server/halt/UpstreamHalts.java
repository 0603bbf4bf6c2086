package io.sluice.quality.server.halt;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.decision.OpenHalt;
import io.sluice.quality.server.decision.Reach;
import io.sluice.quality.server.decision.Upstream;
import io.sluice.quality.server.lineage.Downstream;
import io.sluice.quality.server.lineage.LineageUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which open halts reach a dataset. */
@ApplicationScoped
public class UpstreamHalts {

  private final HaltStore halts;
  private final Downstream downstream;

  /** Looks at the given halts and asks the given lineage. */
  @Inject
  public UpstreamHalts(HaltStore halts, Downstream downstream) {
    this.halts = halts;
    this.downstream = downstream;
  }

  /**
   * What was found.
   *
   * @param upstream what it means
   * @param lineagePosition where lineage's log stood, if lineage was asked
   */
  public record Found(Upstream upstream, @Nullable Long lineagePosition) {}

  /** What reaches a batch of a dataset; lineage is asked only while a halt could concern it. */
  public Found reaching(@Nullable DatasetId dataset, String batch) {
    List<OpenHalt> candidates = Upstream.candidates(dataset, batch, halts.open());
    if (dataset == null || candidates.isEmpty()) {
      return new Found(new Upstream.Clear(), null);
    }
    Set<DatasetId> halted =
        candidates.stream().map(OpenHalt::dataset).collect(Collectors.toUnmodifiableSet());
    try {
      Reach reach = downstream.of(halted);
      return new Found(Upstream.judge(dataset, candidates, reach), reach.position());
    } catch (LineageUnavailableException e) {
      return new Found(new Upstream.Unknown(String.valueOf(e.getMessage())), null);
    }
  }
}
