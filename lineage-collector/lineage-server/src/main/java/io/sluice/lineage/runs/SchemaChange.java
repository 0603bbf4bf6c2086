package io.sluice.lineage.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the columns of a dataset differ between two times.
 *
 * @param at when the later columns were first seen
 * @param added the columns that are new
 * @param removed the columns that are gone
 * @param retyped the columns that have another type, such as {@code id: long -> string}
 */
record SchemaChange(Instant at, List<String> added, List<String> removed, List<String> retyped) {

  private static final int MAX_NAMES = 50;
  private static final int MAX_DEPTH = 50;

  SchemaChange {
    added = shortened(added);
    removed = shortened(removed);
    retyped = shortened(retyped);
  }

  /**
   * A version of a dataset's schema.
   *
   * @param authoritative whether it was told by who writes the dataset; who reads it may name only
   *     the columns that it needs
   * @param fields the columns, as the projection stores them
   * @param firstSeen when it was first told
   * @param lastSeen when it was last told
   */
  record Version(boolean authoritative, JsonNode fields, Instant firstSeen, Instant lastSeen) {}

  /** What changed between the two times, as those versions have it. */
  static Optional<SchemaChange> between(Collection<Version> versions, Instant from, Instant to) {
    boolean written = versions.stream().anyMatch(Version::authoritative);
    List<Version> telling =
        versions.stream().filter(version -> version.authoritative == written).toList();
    Optional<Version> before = inForce(telling, from);
    Optional<Version> after = inForce(telling, to);
    if (before.isEmpty() || after.isEmpty() || before.get().equals(after.get())) {
      return Optional.empty();
    }
    Map<String, String> old = columns(before.get());
    Map<String, String> now = columns(after.get());
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> retyped = new ArrayList<>();
    now.forEach(
        (name, type) -> {
          String was = old.get(name);
          if (was == null) {
            added.add(name);
          } else if (!was.equals(type)) {
            retyped.add(name + ": " + was + " -> " + type);
          }
        });
    old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(removed::add);
    if (!written) {
      // A reader that names fewer or more columns says nothing of the dataset.
      added.clear();
      removed.clear();
    }
    Instant seen = after.get().firstSeen;
    return added.isEmpty() && removed.isEmpty() && retyped.isEmpty()
        ? Optional.empty()
        // A version that comes back was first seen before.
        : Optional.of(new SchemaChange(seen.isAfter(from) ? seen : to, added, removed, retyped));
  }

  /** The version told last by then; of two the one that is newer as a whole. */
  private static Optional<Version> inForce(List<Version> versions, Instant time) {
    return versions.stream()
        .filter(version -> !version.firstSeen.isAfter(time))
        .max(
            Comparator.comparing(
                    (Version version) -> version.lastSeen.isBefore(time) ? version.lastSeen : time)
                .thenComparing(Version::firstSeen));
  }

  private static Map<String, String> columns(Version version) {
    Map<String, String> columns = new LinkedHashMap<>();
    collect(version.fields, "", 0, columns);
    return columns;
  }

  private static void collect(
      JsonNode fields, String prefix, int depth, Map<String, String> columns) {
    for (JsonNode field : fields) {
      String name = prefix + field.path("name").asText();
      columns.put(name, field.path("type").asText());
      if (depth < MAX_DEPTH) {
        collect(field.path("fields"), name + ".", depth + 1, columns);
      }
    }
  }

  private static List<String> shortened(List<String> names) {
    return names.size() <= MAX_NAMES
        ? List.copyOf(names)
        : List.copyOf(names.subList(0, MAX_NAMES));
  }
}
