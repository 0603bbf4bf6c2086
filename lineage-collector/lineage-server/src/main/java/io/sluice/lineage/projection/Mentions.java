package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.ExplicitLineage;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.run.DatasetRole.Role;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The jobs and datasets that an event names outside of its job, inputs and outputs: in explicit
 * lineage and in dependencies between jobs.
 *
 * @param datasets the datasets
 * @param jobs the jobs
 */
record Mentions(Set<DatasetId> datasets, Set<JobId> jobs) {

  Mentions {
    datasets = Set.copyOf(datasets);
    jobs = Set.copyOf(jobs);
  }

  /** What the event names besides. */
  static Mentions in(Observed event) {
    Set<DatasetId> datasets = new LinkedHashSet<>();
    Set<JobId> jobs = new LinkedHashSet<>();
    Consumer<ExplicitLineage.End> take =
        end -> {
          if (end instanceof ExplicitLineage.DatasetEnd dataset) {
            datasets.add(dataset.dataset());
          } else if (end instanceof ExplicitLineage.JobEnd job) {
            job.job().ifPresent(jobs::add);
          }
        };
    ofJob(event).ifPresent(lineage -> ends(lineage, take));
    for (Observed.Use use : event.uses()) {
      if (use.role() == Role.OUTPUT && use.sent().facets().has("lineage")) {
        ExplicitLineage.ofDataset(use.sent().id(), use.sent().facets())
            .ifPresent(lineage -> ends(lineage, take));
      }
    }
    if (event.event() instanceof RunEvent run) {
      JobDependencies.in(run.runFacets())
          .ifPresent(
              dependencies -> {
                dependencies.upstream().forEach(each -> jobs.add(each.job()));
                dependencies.downstream().forEach(each -> jobs.add(each.job()));
              });
    }
    return new Mentions(datasets, jobs);
  }

  /** The explicit lineage of the event's job, if it carries any. */
  static Optional<ExplicitLineage> ofJob(Observed event) {
    ObjectNode facets =
        event.event() instanceof RunEvent run
            ? run.jobFacets()
            : event.event() instanceof JobEvent job ? job.jobFacets() : null;
    return facets == null || !facets.has("lineage")
        ? Optional.empty()
        : ExplicitLineage.ofJob(facets);
  }

  private static void ends(ExplicitLineage lineage, Consumer<ExplicitLineage.End> take) {
    for (ExplicitLineage.Entry entry : lineage.entries()) {
      take.accept(entry.target());
      entry.inputs().forEach(input -> take.accept(input.source()));
      entry.fields().forEach(f -> f.inputs().forEach(input -> take.accept(input.source())));
    }
  }

  /** Whether an end is the event's own job. */
  static boolean own(ExplicitLineage.End end, Observed event) {
    return end instanceof ExplicitLineage.JobEnd job
        && job.job().map(EntityIds::of).map(id -> id.equals(event.job())).orElse(true);
  }

  /** What the explicit lineage of the event's job says that the job reads and writes. */
  static Optional<Set<EdgeKey>> explicitUses(Observed event) {
    return ofJob(event).map(lineage -> uses(lineage, event));
  }

  private static Set<EdgeKey> uses(ExplicitLineage lineage, Observed event) {
    UUID job = event.job();
    Set<EdgeKey> uses = new LinkedHashSet<>();
    for (ExplicitLineage.Entry entry : lineage.entries()) {
      boolean dataset = entry.target() instanceof ExplicitLineage.DatasetEnd;
      if (!dataset && !own(entry.target(), event)) {
        continue;
      }
      if (entry.target() instanceof ExplicitLineage.DatasetEnd target) {
        uses.add(new EdgeKey(job, EntityIds.of(target.dataset()), Role.OUTPUT));
      }
      Consumer<ExplicitLineage.Input> read =
          input -> {
            if (input.source() instanceof ExplicitLineage.DatasetEnd source) {
              uses.add(new EdgeKey(job, EntityIds.of(source.dataset()), Role.INPUT));
            }
          };
      entry.inputs().forEach(read);
      entry.fields().forEach(field -> field.inputs().forEach(read));
    }
    return uses;
  }
}
