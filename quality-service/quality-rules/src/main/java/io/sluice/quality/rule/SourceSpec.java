package io.sluice.quality.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data as a rule set or a request names it, before {@code ${batch}} is filled in, paths are
 * confined and connections are looked up: files, or a table.
 *
 * @param paths paths or globs, absolute or relative to a data root; none of a table
 * @param format {@code csv}, {@code parquet}, {@code json} or {@code ndjson}; else by the name's
 *     ending
 * @param options how to read, for example {@code delimiter}
 * @param table the table; null of files
 */
public record SourceSpec(
    List<String> paths,
    @Nullable String format,
    Map<String, String> options,
    @Nullable TableSpec table) {

  /** The most paths one source may name. */
  public static final int MAX_PATHS = 1000;

  /** Copies the parts. */
  public SourceSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
    if (table == null ? paths.isEmpty() || paths.size() > MAX_PATHS : !paths.isEmpty()) {
      throw new IllegalArgumentException("a source names 1 to " + MAX_PATHS + " paths, or a table");
    }
  }

  /** Files. */
  public SourceSpec(List<String> paths, @Nullable String format, Map<String, String> options) {
    this(paths, format, options, null);
  }

  /** One path or glob, read by its ending. */
  public static SourceSpec file(String path) {
    return new SourceSpec(List.of(path), null, Map.of());
  }

  /** A table. */
  public static SourceSpec table(TableSpec table) {
    return new SourceSpec(List.of(), null, Map.of(), table);
  }
}
