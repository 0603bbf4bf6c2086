package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import java.util.Optional;

/**
 * The run that started this one: the {@code parent} facet, or {@code parentRun} as old producers
 * spell it.
 *
 * @param run the parent run
 * @param job the parent's job
 * @param root the run at the top, if the producer says
 * @param rootJob the job at the top, if the producer says
 */
public record ParentRun(RunId run, JobId job, Optional<RunId> root, Optional<JobId> rootJob) {

  /** The parent that the run facets name, if they name one whole. */
  public static Optional<ParentRun> in(ObjectNode runFacets) {
    ObjectNode sent = Lenient.facet(runFacets, "parent");
    ObjectNode facet = sent == null ? Lenient.facet(runFacets, "parentRun") : sent;
    if (facet == null) {
      return Optional.empty();
    }
    Optional<RunId> run = Lenient.run(facet.get("run"));
    Optional<JobId> job = Lenient.job(facet.get("job"));
    if (run.isEmpty() || job.isEmpty()) {
      return Optional.empty();
    }
    var root = facet.path("root");
    return Optional.of(
        new ParentRun(
            run.get(), job.get(), Lenient.run(root.get("run")), Lenient.job(root.get("job"))));
  }
}
