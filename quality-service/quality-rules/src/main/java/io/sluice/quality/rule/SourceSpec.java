package io.sluice.quality.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files to read as a rule set or a request names them, before {@code ${batch}} is filled in and the
 * paths are confined.
 *
 * @param paths paths or globs, absolute or relative to a data root
 * @param format {@code csv}, {@code parquet}, {@code json} or {@code ndjson}; else by the name's
 *     ending
 * @param options how to read, for example {@code delimiter}
 */
public record SourceSpec(List<String> paths, @Nullable String format, Map<String, String> options) {

  /** The most paths one source may name. */
  public static final int MAX_PATHS = 1000;

  /** Copies the parts. */
  public SourceSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
    if (paths.isEmpty() || paths.size() > MAX_PATHS) {
      throw new IllegalArgumentException("a source names 1 to " + MAX_PATHS + " paths");
    }
  }

  /** One path or glob, read by its ending. */
  public static SourceSpec file(String path) {
    return new SourceSpec(List.of(path), null, Map.of());
  }
}
