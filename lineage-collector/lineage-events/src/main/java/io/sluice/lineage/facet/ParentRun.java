package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that started this one: the {@code parent} facet, or {@code parentRun} as old producers
 * spell it.
 *
 * @param run the parent run
 * @param job the parent's job
 * @param root the run at the top, if the producer says
 */
public record ParentRun(RunId run, JobId job, Optional<RunId> root) {

  /** The parent that the run facets name, if they name one whole. */
  public static Optional<ParentRun> in(ObjectNode runFacets) {
    JsonNode facet = runFacets.get("parent");
    facet = facet == null ? runFacets.get("parentRun") : facet;
    if (facet == null) {
      return Optional.empty();
    }
    Optional<RunId> run = run(facet.get("run"));
    Optional<JobId> job = job(facet.get("job"));
    if (run.isEmpty() || job.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ParentRun(run.get(), job.get(), run(facet.path("root").get("run"))));
  }

  private static Optional<RunId> run(@Nullable JsonNode node) {
    try {
      return Lenient.text(node, "runId").map(RunId::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<JobId> job(@Nullable JsonNode node) {
    try {
      return Lenient.text(node, "namespace")
          .flatMap(ns -> Lenient.text(node, "name").map(name -> new JobId(ns, name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
