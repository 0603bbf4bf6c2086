package io.sluice.quality.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of one shape, read in this order as one table.
 *
 * @param paths real paths, already confined to the data roots
 * @param format the format; else by the first file's ending
 * @param options how to read: {@code delimiter}, {@code header}, {@code quote}, {@code escape},
 *     {@code nullText}, {@code dateFormat}, {@code timestampFormat}, {@code allText}, {@code
 *     encoding}
 */
public record FileSource(List<Path> paths, Optional<FileFormat> format, Map<String, String> options)
    implements Source {

  /** Copies the parts; there is at least one path. */
  public FileSource {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("a file source has at least one file");
    }
  }

  /** Files read without options. */
  public FileSource(List<Path> paths, Optional<FileFormat> format) {
    this(paths, format, Map.of());
  }
}
