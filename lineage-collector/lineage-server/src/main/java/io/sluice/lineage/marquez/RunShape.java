package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.marquez.Shapes.VersionId;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run in Marquez's shape. */
public record RunShape(
    String id,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant nominalStartTime,
    @Nullable Instant nominalEndTime,
    String state,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMs,
    Map<String, String> args,
    @Nullable VersionId jobVersion,
    List<Used> inputDatasetVersions,
    List<Used> outputDatasetVersions,
    ObjectNode facets) {

  /** A version of a dataset that the run read or wrote. */
  public record Used(VersionId datasetVersionId, ObjectNode facets) {}

  /** The run without its facets, as lists show it. */
  static RunShape of(RunRow row, Extras extras) {
    return of(row, extras, JsonNodeFactory.instance.objectNode());
  }

  /** The run with its facets. */
  static RunShape of(RunRow row, Extras extras, ObjectNode facets) {
    RunState state = row.state();
    Latest<NominalTime> nominal = state.nominalTime();
    Instant ended = state.endedAt();
    Instant begun = state.begunAt();
    UUID version = row.jobVersion();
    var job = state.job().value();
    String status = state.status().name();
    return new RunShape(
        state.run().text(),
        state.firstSeen(),
        state.lastSeen(),
        nominal == null ? null : nominal.value().start(),
        nominal == null ? null : nominal.value().end(),
        status,
        status.equals("NEW") ? null : begun,
        ended,
        ended == null ? null : Math.max(0, Duration.between(begun, ended).toMillis()),
        extras.args(),
        version == null ? null : new VersionId(job.namespace(), job.name(), version),
        used(extras, DatasetRole.Role.INPUT),
        used(extras, DatasetRole.Role.OUTPUT),
        facets);
  }

  private static List<Used> used(Extras extras, DatasetRole.Role role) {
    List<Used> used = new ArrayList<>();
    extras
        .versions()
        .forEach(
            (use, version) -> {
              if (use.role() == role) {
                used.add(
                    new Used(
                        new VersionId(use.dataset().namespace(), use.dataset().name(), version),
                        JsonNodeFactory.instance.objectNode()));
              }
            });
    return used;
  }
}
