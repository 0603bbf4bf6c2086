package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.graph.Direction;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.DatasetRole.Role;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lineage from run to run: which run wrote the very data that another one read. By the version of
 * the data where both name it, else by time.
 */
@Singleton
public class RunLineage {

  /** The most runs of an answer. */
  public static final int MAX_RUNS = 500;

  private static final int MAX_READS = 10_000;

  private final RunLineageStore store;
  private final RunDetailStore details;

  RunLineage(RunLineageStore store, RunDetailStore details) {
    this.store = store;
    this.details = details;
  }

  /**
   * A dataset read, and who may have written it.
   *
   * @param reading what was read
   * @param dataset the dataset
   * @param choice who wrote it
   * @param writers all who may have
   */
  record Resolved(
      WriterChoice.Reading reading,
      DatasetId dataset,
      WriterChoice.Choice choice,
      List<RunLineageStore.Writer> writers) {

    @Nullable RunRow writer() {
      WriterChoice.Writing writing = choice.writing();
      if (writing == null) {
        return null;
      }
      return writers.stream()
          .map(RunLineageStore.Writer::row)
          .filter(row -> row.id().equals(writing.run()))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Walks from a run to those whose data it read, or to those that read its data, so many runs far.
   * At most {@value #MAX_RUNS} runs; cycles are walked once.
   */
  public RunGraph walk(RunRow start, Direction direction, int depth) throws SQLException {
    Map<UUID, RunGraph.Node> nodes = new LinkedHashMap<>();
    Set<RunGraph.Read> reads = new LinkedHashSet<>();
    nodes.put(start.id(), new RunGraph.Node(start, 0));
    List<RunRow> level = List.of(start);
    boolean truncated = false;
    for (int distance = 1; distance <= depth && !level.isEmpty() && !truncated; distance++) {
      List<RunRow> next = new ArrayList<>();
      for (Found found : direction == Direction.UPSTREAM ? upstream(level) : downstream(level)) {
        RunRow far = found.far;
        boolean known = far == null || nodes.containsKey(far.id());
        if (reads.size() >= MAX_READS || (!known && nodes.size() >= MAX_RUNS)) {
          truncated = true;
          break;
        }
        if (far != null && !known) {
          nodes.put(far.id(), new RunGraph.Node(far, distance));
          next.add(far);
        }
        reads.add(found.read);
      }
      level = next;
    }
    return new RunGraph(List.copyOf(nodes.values()), List.copyOf(reads), truncated);
  }

  /** Something read, and the run at the far end of it, if that is known. */
  private record Found(RunGraph.Read read, @Nullable RunRow far) {}

  private List<Found> upstream(List<RunRow> readers) throws SQLException {
    List<Found> found = new ArrayList<>();
    resolve(readers)
        .values()
        .forEach(all -> all.forEach(each -> found.add(new Found(read(each), each.writer()))));
    return found;
  }

  private List<Found> downstream(List<RunRow> writers) throws SQLException {
    Map<RunDetailStore.UseKey, RunDetailStore.Versions> versions = details.versions(writers);
    List<WriterChoice.Reading> written = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    for (RunRow writer : writers) {
      ids.add(writer.id());
      Instant endedAt = writer.state().endedAt();
      Instant visible =
          endedAt == null || !writer.state().details().ends() ? writer.state().begunAt() : endedAt;
      for (DatasetRole use : uses(writer, Role.OUTPUT)) {
        UUID dataset = EntityIds.of(use.dataset());
        String version =
            versions
                .getOrDefault(
                    new RunDetailStore.UseKey(writer.id(), Role.OUTPUT, dataset),
                    RunDetailStore.Versions.NONE)
                .dataVersion();
        written.add(new WriterChoice.Reading(writer.id(), dataset, visible, version));
      }
    }
    // Who reads what a run wrote is decided from the reader's side, so that both ways agree.
    Map<UUID, RunRow> readers = new LinkedHashMap<>();
    store.readers(written).forEach(row -> readers.put(row.id(), row));
    List<Found> found = new ArrayList<>();
    resolve(readers.values())
        .forEach(
            (reader, all) ->
                all.forEach(
                    each -> {
                      RunRow writer = each.writer();
                      if (writer != null && ids.contains(writer.id())) {
                        found.add(new Found(read(each), readers.get(reader)));
                      }
                    }));
    return found;
  }

  /** Who wrote what each of the runs read. */
  Map<UUID, List<Resolved>> resolve(Collection<RunRow> readers) throws SQLException {
    Map<RunDetailStore.UseKey, RunDetailStore.Versions> versions = details.versions(readers);
    Map<WriterChoice.Reading, DatasetId> readings = new LinkedHashMap<>();
    Map<UUID, List<Resolved>> resolved = new LinkedHashMap<>();
    for (RunRow reader : readers) {
      resolved.put(reader.id(), new ArrayList<>());
      for (DatasetRole use : uses(reader, Role.INPUT)) {
        UUID dataset = EntityIds.of(use.dataset());
        String version =
            versions
                .getOrDefault(
                    new RunDetailStore.UseKey(reader.id(), Role.INPUT, dataset),
                    RunDetailStore.Versions.NONE)
                .dataVersion();
        readings.put(
            new WriterChoice.Reading(reader.id(), dataset, reader.state().begunAt(), version),
            use.dataset());
      }
    }
    for (Resolved each : resolve(readings)) {
      UUID reader = each.reading.reader();
      if (reader != null) {
        resolved.computeIfAbsent(reader, any -> new ArrayList<>()).add(each);
      }
    }
    return resolved;
  }

  /** Who wrote what was read. */
  List<Resolved> resolve(Map<WriterChoice.Reading, DatasetId> readings) throws SQLException {
    Map<WriterChoice.Reading, List<RunLineageStore.Writer>> writers =
        store.writers(List.copyOf(readings.keySet()));
    List<Resolved> resolved = new ArrayList<>();
    readings.forEach(
        (reading, dataset) -> {
          List<RunLineageStore.Writer> all = writers.getOrDefault(reading, List.of());
          resolved.add(
              new Resolved(
                  reading,
                  dataset,
                  WriterChoice.choose(
                      reading, all.stream().map(RunLineageStore.Writer::writing).toList()),
                  all));
        });
    return resolved;
  }

  private static RunGraph.Read read(Resolved resolved) {
    WriterChoice.Reading reading = resolved.reading;
    WriterChoice.Writing writing = resolved.choice.writing();
    String version = reading.version();
    if (version == null && writing != null) {
      version = writing.version();
    }
    UUID reader = reading.reader();
    if (reader == null) {
      throw new IllegalStateException("only runs read here");
    }
    return new RunGraph.Read(
        reader,
        resolved.dataset,
        version,
        writing == null ? null : writing.run(),
        resolved.choice.match());
  }

  private static List<DatasetRole> uses(RunRow run, Role role) {
    return run.state().uses().keySet().stream().filter(use -> use.role() == role).toList();
  }
}
