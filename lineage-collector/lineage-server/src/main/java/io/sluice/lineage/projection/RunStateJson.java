package io.sluice.lineage.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.facet.RunError;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunDetails;
import io.sluice.lineage.run.RunState;
import io.sluice.lineage.run.RunStatus;
import io.sluice.lineage.run.RunUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fold of a run as the projection stores it. */
public final class RunStateJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RunStateJson() {}

  private record Use(DatasetRole dataset, RunUse use) {}

  private record Stored(
      RunId run,
      Latest<JobId> job,
      RunStatus status,
      Instant statusAt,
      @Nullable Instant startedAt,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable Latest<ParentRun> parent,
      @Nullable Latest<NominalTime> nominalTime,
      @Nullable Latest<RunError> error,
      @Nullable Latest<String> code,
      @Nullable RunDetails details,
      List<Use> uses) {}

  /** The state as JSON. */
  public static String write(RunState state) {
    List<Use> uses = new ArrayList<>();
    state.uses().forEach((dataset, use) -> uses.add(new Use(dataset, use)));
    try {
      return MAPPER.writeValueAsString(
          new Stored(
              state.run(),
              state.job(),
              state.status(),
              state.statusAt(),
              state.startedAt(),
              state.firstSeen(),
              state.lastSeen(),
              state.parent(),
              state.nominalTime(),
              state.error(),
              state.code(),
              state.details(),
              uses));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run state is plain data", e);
    }
  }

  /** The state that the JSON holds. */
  public static RunState read(String json) {
    try {
      Stored stored = MAPPER.readValue(json, Stored.class);
      TreeMap<DatasetRole, RunUse> uses = new TreeMap<>();
      stored.uses.forEach(use -> uses.put(use.dataset, use.use));
      return new RunState(
          stored.run,
          stored.job,
          stored.status,
          stored.statusAt,
          stored.startedAt,
          stored.firstSeen,
          stored.lastSeen,
          stored.parent,
          stored.nominalTime,
          stored.error,
          stored.code,
          // Rows from before there were details have none.
          stored.details == null ? RunDetails.NONE : stored.details,
          uses);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored run state cannot be read", e);
    }
  }
}
