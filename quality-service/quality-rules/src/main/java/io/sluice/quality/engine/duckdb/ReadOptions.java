package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The options of a file source, read.
 *
 * @param schema the types that are said for columns, by name
 * @param partitions the keys of the directories above every file, outermost first; empty if they
 *     are no columns
 * @param separated the options of separated text, as written
 */
record ReadOptions(
    Map<String, LogicalType> schema, List<String> partitions, Map<String, String> separated) {

  private static final String SCHEMA = "schema.";

  private static final Pattern PARTITION = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=.+");

  static ReadOptions of(FileSource files) {
    Map<String, LogicalType> schema = new TreeMap<>();
    Map<String, String> others = new HashMap<>();
    files
        .options()
        .forEach(
            (option, value) -> {
              if (option.startsWith(SCHEMA)) {
                schema.put(option.substring(SCHEMA.length()), type(value));
              } else {
                others.put(option, value);
              }
            });
    Optional<Boolean> hive = truth(others, "hivePartitioning");
    List<String> keys = partitions(files);
    if (hive.isPresent() && hive.get() && keys.isEmpty()) {
      throw refused("the paths have no directories 'key=value' of the same keys");
    }
    return new ReadOptions(schema, hive.orElse(true) ? keys : List.of(), others);
  }

  private static LogicalType type(String text) {
    try {
      return LogicalType.parse(text);
    } catch (IllegalArgumentException unknown) {
      throw refused(String.valueOf(unknown.getMessage()));
    }
  }

  private static List<String> partitions(FileSource files) {
    List<String> first = keys(files.paths().get(0));
    boolean same = files.paths().stream().allMatch(path -> keys(path).equals(first));
    return same ? first : List.of();
  }

  private static List<String> keys(Path path) {
    Path parent = path.getParent();
    return parent == null
        ? List.of()
        : StreamSupport.stream(parent.spliterator(), false)
            .map(Path::toString)
            .map(PARTITION::matcher)
            .filter(java.util.regex.Matcher::matches)
            .map(found -> found.group(1))
            .toList();
  }

  /** An option that is true or false; taken out of the map. */
  static Optional<Boolean> truth(Map<String, String> given, String option) {
    String value = given.remove(option);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw refused("source option '" + option + "' must be true or false");
    };
  }

  static EvaluationException refused(String message) {
    return new EvaluationException(Kind.SOURCE_UNREADABLE, message);
  }
}
