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
import java.util.Comparator;
import java.util.HashMap;
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
  private final RunListStore runs;

  RunLineage(RunLineageStore store, RunDetailStore details, RunListStore runs) {
    this.store = store;
    this.details = details;
    this.runs = runs;
  }

  /**
   * A dataset read, and who wrote it.
   *
   * @param reading what was read
   * @param dataset the dataset
   * @param choice who wrote it
   */
  record Resolved(WriterChoice.Reading reading, DatasetId dataset, WriterChoice.Choice choice) {

    @Nullable UUID writer() {
      WriterChoice.Writing writing = choice.writing();
      return writing == null ? null : writing.run();
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
      Level found = direction == Direction.UPSTREAM ? upstream(level) : downstream(level);
      truncated = found.truncated;
      List<RunRow> next = new ArrayList<>();
      for (RunRow far : found.far) {
        if (!nodes.containsKey(far.id())) {
          if (nodes.size() >= MAX_RUNS) {
            truncated = true;
            break;
          }
          nodes.put(far.id(), new RunGraph.Node(far, distance));
          next.add(far);
        }
      }
      reads.addAll(found.reads);
      level = next;
    }
    return new RunGraph(List.copyOf(nodes.values()), List.copyOf(reads), truncated);
  }

  /** What was read between the runs of one distance and those of the next. */
  private record Level(List<RunGraph.Read> reads, Collection<RunRow> far, boolean truncated) {}

  private Level upstream(List<RunRow> readers) throws SQLException {
    List<RunGraph.Read> reads = new ArrayList<>();
    Set<UUID> writers = new LinkedHashSet<>();
    boolean truncated = false;
    for (List<Resolved> all : resolve(readers).values()) {
      for (Resolved each : all) {
        UUID writer = each.writer();
        truncated |= reads.size() >= MAX_READS;
        if (!truncated) {
          reads.add(read(each));
          if (writer != null) {
            writers.add(writer);
          }
        }
      }
    }
    truncated |= writers.size() > MAX_RUNS;
    // In the order of what was read, which does not change from one time to the next.
    Map<UUID, RunRow> rows = new HashMap<>();
    runs.byId(writers.stream().limit(MAX_RUNS).toList()).forEach(row -> rows.put(row.id(), row));
    List<RunRow> far = new ArrayList<>();
    for (UUID writer : writers) {
      RunRow row = rows.get(writer);
      if (row != null) {
        far.add(row);
      }
    }
    return new Level(reads, far, truncated);
  }

  private Level downstream(List<RunRow> writers) throws SQLException {
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
    store.readers(written).stream()
        .sorted(
            Comparator.comparing((RunRow row) -> row.state().begunAt()).thenComparing(RunRow::id))
        .forEach(row -> readers.put(row.id(), row));
    List<RunGraph.Read> reads = new ArrayList<>();
    Map<UUID, RunRow> far = new LinkedHashMap<>();
    boolean truncated = false;
    for (Map.Entry<UUID, List<Resolved>> entry : resolve(readers.values()).entrySet()) {
      for (Resolved each : entry.getValue()) {
        UUID writer = each.writer();
        RunRow reader = readers.get(entry.getKey());
        if (writer != null && reader != null && ids.contains(writer)) {
          truncated |= reads.size() >= MAX_READS;
          if (!truncated) {
            reads.add(read(each));
            far.putIfAbsent(reader.id(), reader);
          }
        }
      }
    }
    return new Level(reads, far.values(), truncated);
  }

  /** Who wrote what each of the runs read. */
  Map<UUID, List<Resolved>> resolve(Collection<RunRow> readers) throws SQLException {
    Map<RunDetailStore.UseKey, RunDetailStore.Versions> versions = details.versions(readers);
    Map<WriterChoice.Reading, DatasetId> readings = new LinkedHashMap<>();
    Map<UUID, List<Resolved>> resolved = new LinkedHashMap<>();
    for (RunRow reader : readers) {
      resolved.put(reader.id(), new ArrayList<>());
      for (DatasetRole use : uses(reader, Role.INPUT)) {
        if (readings.size() > MAX_READS) {
          // One more than is given, so that who gives them sees that there are more.
          break;
        }
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
    Map<WriterChoice.Reading, List<WriterChoice.Writing>> writers =
        store.writers(List.copyOf(readings.keySet()));
    List<Resolved> resolved = new ArrayList<>();
    readings.forEach(
        (reading, dataset) ->
            resolved.add(
                new Resolved(
                    reading,
                    dataset,
                    WriterChoice.choose(reading, writers.getOrDefault(reading, List.of())))));
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
