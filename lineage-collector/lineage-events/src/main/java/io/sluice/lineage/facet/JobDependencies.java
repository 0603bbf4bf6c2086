package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run waits for and what waits for it, as the scheduler has it: the {@code jobDependencies}
 * facet. These are no flows of data.
 *
 * @param upstream what it waits for, at most a hundred
 * @param downstream what waits for it, at most a hundred
 * @param triggerRule when it runs at all, null if not said
 */
public record JobDependencies(
    List<Dependency> upstream, List<Dependency> downstream, @Nullable String triggerRule) {

  private static final int MAX_DEPENDENCIES = 100;

  /** Copies the lists. */
  public JobDependencies {
    upstream = List.copyOf(upstream);
    downstream = List.copyOf(downstream);
  }

  /**
   * One of them.
   *
   * @param job the other job
   * @param run its run, as sent; null if not said
   * @param type DIRECT_INVOCATION, IMPLICIT_DEPENDENCY …; null if not said
   * @param sequenceRule FINISH_TO_START …; null if not said
   * @param statusRule EXECUTE_ON_SUCCESS …; null if not said
   */
  public record Dependency(
      JobId job,
      @Nullable String run,
      @Nullable String type,
      @Nullable String sequenceRule,
      @Nullable String statusRule) {}

  /** The dependencies that the run facets tell of, if they do. */
  public static Optional<JobDependencies> in(ObjectNode runFacets) {
    return runFacets.get("jobDependencies") instanceof ObjectNode facet
        ? Optional.of(
            new JobDependencies(
                list(facet, "upstream"),
                list(facet, "downstream"),
                Lenient.text(facet, "trigger_rule").orElse(null)))
        : Optional.empty();
  }

  private static List<Dependency> list(ObjectNode facet, String member) {
    List<Dependency> read = new ArrayList<>();
    for (JsonNode each : Lenient.list(facet, member)) {
      JobId job = job(each.get("job"));
      if (job != null && read.size() < MAX_DEPENDENCIES) {
        read.add(
            new Dependency(
                job,
                run(each.get("run")),
                Lenient.text(each, "dependency_type").orElse(null),
                Lenient.text(each, "sequence_trigger_rule").orElse(null),
                Lenient.text(each, "status_trigger_rule").orElse(null)));
      }
    }
    return read;
  }

  private static @Nullable JobId job(@Nullable JsonNode node) {
    try {
      return Lenient.text(node, "namespace")
          .flatMap(ns -> Lenient.text(node, "name").map(name -> new JobId(ns, name)))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String run(@Nullable JsonNode node) {
    try {
      return Lenient.text(node, "runId").map(text -> RunId.of(text).text()).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
