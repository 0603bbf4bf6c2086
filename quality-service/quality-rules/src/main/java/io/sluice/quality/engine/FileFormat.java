package io.sluice.quality.engine;

import java.util.Locale;
import java.util.Optional;

/** The file formats that can be read. */
public enum FileFormat {
  CSV,
  /** Text separated by tabs. */
  TSV,
  PARQUET,
  JSON,
  NDJSON;

  /** Reads a format's name, ignoring case. */
  public static Optional<FileFormat> named(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "csv" -> Optional.of(CSV);
      case "tsv" -> Optional.of(TSV);
      case "parquet" -> Optional.of(PARQUET);
      case "json" -> Optional.of(JSON);
      case "ndjson", "jsonl" -> Optional.of(NDJSON);
      default -> Optional.empty();
    };
  }

  /** The format that a file's name suggests; a trailing {@code .gz} or {@code .zst} is ignored. */
  public static Optional<FileFormat> ofFileName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz") || name.endsWith(".zst")) {
      name = name.substring(0, name.lastIndexOf('.'));
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : named(name.substring(dot + 1));
  }

  /** Whether its rows are lines of separated values. */
  public boolean isSeparated() {
    return this == CSV || this == TSV;
  }
}
