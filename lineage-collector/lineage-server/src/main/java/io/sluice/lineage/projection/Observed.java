package io.sluice.lineage.projection;

import io.sluice.lineage.event.DatasetEvent;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.run.DatasetRole.Role;
import io.sluice.lineage.run.Latest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log with the ids of what it names, worked out once for all parts.
 *
 * @param position its place in the log
 * @param event what it says
 * @param job the job's id, {@link #NO_JOB} for a dataset event
 * @param run the run's id, null unless it is a run event
 * @param uses the datasets it names: what is read first, then what is written or described
 */
public record Observed(
    long position, LineageEvent event, UUID job, @Nullable UUID run, List<Use> uses) {

  /** Stands where a dataset event names no job. */
  public static final UUID NO_JOB = new UUID(0, 0);

  /**
   * A dataset in an event.
   *
   * @param role what the job does with it; a dataset event describes it, which counts as OUTPUT
   * @param id the dataset's id
   * @param sent what was sent about it
   * @param schema what its schema facet says, null if there is none
   * @param columns what its column lineage facet says, null if there is none or it is only read
   */
  public record Use(
      Role role,
      UUID id,
      DatasetUse sent,
      @Nullable SchemaContent schema,
      @Nullable ColumnContent columns) {

    private static Use of(Role role, DatasetUse sent) {
      return new Use(
          role,
          EntityIds.of(sent.id()),
          sent,
          FacetContents.schema(sent.facets()),
          role == Role.OUTPUT ? FacetContents.columns(sent.facets()) : null);
    }
  }

  /** Copies the uses. */
  public Observed {
    uses = List.copyOf(uses);
  }

  static Observed of(LoggedEvent logged) {
    LineageEvent event = logged.event();
    UUID job = NO_JOB;
    UUID run = null;
    if (event instanceof RunEvent runEvent) {
      job = EntityIds.of(runEvent.job());
      run = runEvent.run().uuid();
    } else if (event instanceof JobEvent jobEvent) {
      job = EntityIds.of(jobEvent.job());
    }
    List<Use> uses = new ArrayList<>(event.inputs().size() + event.outputs().size());
    event.inputs().forEach(use -> uses.add(Use.of(Role.INPUT, use)));
    event.outputs().forEach(use -> uses.add(Use.of(Role.OUTPUT, use)));
    return new Observed(logged.position(), event, job, run, uses);
  }

  /** When it happened by the producer's clock. */
  public Instant at() {
    return event.header().eventTime();
  }

  /** The SHA-256 of the event, lower-case hex: breaks ties between events of one instant. */
  public String digest() {
    return event.header().digest();
  }

  /** Whether it says that the job does something with the dataset, not only what the dataset is. */
  public boolean tellsOfUse() {
    return !(event instanceof DatasetEvent);
  }

  /**
   * The first 16 bytes of the digest: orders as the digest does, and two events of one run and
   * instant that agree in them are not to be expected.
   */
  static UUID digestPrefix(String digest) {
    return new UUID(
        Long.parseUnsignedLong(digest, 0, 16, 16), Long.parseUnsignedLong(digest, 16, 32, 16));
  }

  /** A value as this event's report, to be compared with other events' reports. */
  public <T> Latest<T> report(T value) {
    return new Latest<>(at(), digest(), value);
  }
}
