package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.ColumnLink;
import io.sluice.lineage.facet.ExplicitLineage;
import io.sluice.lineage.facet.Facets;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.run.DatasetRole.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an event says of links, each saying under a source of its own. */
final class SaidLinks {

  private final Observed event;
  private final List<LinkBook.Statement> said = new ArrayList<>();

  private SaidLinks(Observed event) {
    this.event = event;
  }

  /** Everything that the event says of links. */
  static List<LinkBook.Statement> of(Observed event) {
    SaidLinks links = new SaidLinks(event);
    if (event.event() instanceof RunEvent run) {
      links.family(run);
      links.dependencies(run);
      links.explicit(run.jobFacets());
    } else if (event.event() instanceof JobEvent job) {
      links.explicit(job.jobFacets());
    }
    for (Observed.Use use : event.uses()) {
      if (use.role() == Role.OUTPUT) {
        links.derived(use);
        links.columns(use);
      }
    }
    return links.said;
  }

  private void say(UUID source, Set<Link> links) {
    said.add(LinkBook.Statement.of(source, event.at(), links));
  }

  private static UUID source(String what, UUID... owners) {
    String[] parts = new String[owners.length + 1];
    parts[0] = what;
    for (int i = 0; i < owners.length; i++) {
      parts[i + 1] = owners[i].toString();
    }
    return EntityIds.hash(parts);
  }

  /** Spark reports each command of an application as a job of its own. */
  private void family(RunEvent run) {
    ParentRun parent = ParentRun.in(run.runFacets()).orElse(null);
    if (parent == null || parent.job().equals(run.job())) {
      return;
    }
    JobDetails details = JobDetails.in(run.jobFacets());
    boolean command =
        details.integration().filter("SPARK"::equalsIgnoreCase).isPresent()
            && details.kind().filter(each -> !each.equalsIgnoreCase("APPLICATION")).isPresent();
    Link.Kind kind = command ? Link.Kind.COMMAND : Link.Kind.PARENT;
    UUID above = EntityIds.of(parent.job());
    say(source("parent", event.job()), Set.of(new Link(kind, event.job(), above, Link.NOTHING)));
  }

  /** One run's word is no reason to end what another's was: each pair is a source of its own. */
  private void dependencies(RunEvent run) {
    JobDependencies dependencies = JobDependencies.in(run.runFacets()).orElse(null);
    if (dependencies == null) {
      return;
    }
    dependencies.upstream().forEach(each -> triggers(EntityIds.of(each.job()), event.job()));
    dependencies.downstream().forEach(each -> triggers(event.job(), EntityIds.of(each.job())));
  }

  private void triggers(UUID first, UUID then) {
    if (!first.equals(then)) {
      say(
          source("triggers", first, then),
          Set.of(new Link(Link.Kind.TRIGGERS, first, then, Link.NOTHING)));
    }
  }

  private void explicit(ObjectNode jobFacets) {
    JsonNode facet = jobFacets.get("lineage");
    if (facet != null && Facets.deleted(facet)) {
      say(source("flow", event.job()), Set.of());
      return;
    }
    ExplicitLineage lineage = ExplicitLineage.ofJob(jobFacets).orElse(null);
    if (lineage == null) {
      return;
    }
    Set<Link> links = new LinkedHashSet<>();
    for (ExplicitLineage.Entry entry : lineage.entries()) {
      UUID target =
          entry.target() instanceof ExplicitLineage.DatasetEnd end
              ? EntityIds.of(end.dataset())
              : Link.NOTHING;
      if (target.equals(Link.NOTHING) && !Mentions.own(entry.target(), event)) {
        continue;
      }
      Map<UUID, Boolean> inputs = inputs(entry);
      inputs.forEach(
          (input, direct) ->
              links.add(
                  new Link(
                      direct ? Link.Kind.FLOW : Link.Kind.INFLUENCE, input, target, event.job())));
      if (inputs.isEmpty()) {
        links.add(new Link(Link.Kind.FLOW, Link.NOTHING, target, event.job()));
      }
    }
    if (links.isEmpty()) {
      links.add(new Link(Link.Kind.FLOW, Link.NOTHING, Link.NOTHING, event.job()));
    }
    say(source("flow", event.job()), links);
  }

  /** The datasets that flow into a target, and whether values do. */
  private static Map<UUID, Boolean> inputs(ExplicitLineage.Entry entry) {
    Map<UUID, Boolean> inputs = new LinkedHashMap<>();
    for (ExplicitLineage.Input input : entry.inputs()) {
      // A field that stands for the whole target is a filter, a key of a join or the like.
      boolean direct =
          input.direct() && (input.field().isEmpty() || !input.transformations().isEmpty());
      add(inputs, input, direct);
    }
    for (ExplicitLineage.FieldEntry field : entry.fields()) {
      field.inputs().forEach(input -> add(inputs, input, input.direct()));
    }
    return inputs;
  }

  private static void add(Map<UUID, Boolean> inputs, ExplicitLineage.Input input, boolean direct) {
    if (input.source() instanceof ExplicitLineage.DatasetEnd end) {
      inputs.merge(EntityIds.of(end.dataset()), direct, Boolean::logicalOr);
    }
  }

  private void derived(Observed.Use use) {
    JsonNode facet = use.sent().facets().get("lineage");
    if (facet == null) {
      return;
    }
    Set<Link> links = new LinkedHashSet<>();
    if (!Facets.deleted(facet)) {
      ExplicitLineage lineage =
          ExplicitLineage.ofDataset(use.sent().id(), use.sent().facets()).orElse(null);
      if (lineage == null) {
        return;
      }
      for (ExplicitLineage.Entry entry : lineage.entries()) {
        entry.inputs().forEach(input -> derive(links, input, use.id()));
        entry.fields().forEach(f -> f.inputs().forEach(each -> derive(links, each, use.id())));
      }
    }
    say(source("derives", use.id()), links);
  }

  private static void derive(Set<Link> links, ExplicitLineage.Input input, UUID target) {
    UUID from = id(input.source());
    if (from != null && !from.equals(target)) {
      links.add(new Link(Link.Kind.DERIVES, from, target, Link.NOTHING));
    }
  }

  private static @Nullable UUID id(ExplicitLineage.End end) {
    if (end instanceof ExplicitLineage.DatasetEnd dataset) {
      return EntityIds.of(dataset.dataset());
    }
    JobId job = ((ExplicitLineage.JobEnd) end).job().orElse(null);
    return job == null ? null : EntityIds.of(job);
  }

  /** Inputs of which the column lineage says nothing but that they influence the output. */
  private void columns(Observed.Use use) {
    ObjectNode facets = use.sent().facets();
    if (!event.tellsOfUse() || !facets.has("columnLineage")) {
      return;
    }
    Map<UUID, Boolean> inputs = new LinkedHashMap<>();
    ColumnLink.influences(facets)
        .forEach(each -> inputs.putIfAbsent(EntityIds.of(each.input()), false));
    ColumnContent content = use.columns();
    if (content != null) {
      content
          .links()
          .forEach(each -> inputs.merge(each.input(), each.direct(), Boolean::logicalOr));
    }
    Set<Link> links = new LinkedHashSet<>();
    inputs.forEach(
        (input, direct) -> {
          if (!direct) {
            links.add(new Link(Link.Kind.INDIRECT, input, use.id(), event.job()));
          }
        });
    say(source("columns", event.job(), use.id()), links);
  }
}
