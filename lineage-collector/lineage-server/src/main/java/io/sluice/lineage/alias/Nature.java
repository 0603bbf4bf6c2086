package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.util.Locale;
import java.util.Set;

/** What kind of name a name is; the earlier, the better it stands for the dataset. */
enum Nature {
  TABLE,
  UNKNOWN,
  LOCATION;

  /** Schemes of stores whose names are paths, after OpenLineage's naming specification. */
  private static final Set<String> PATHS =
      Set.of(
          "s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "wasb", "wasbs", "adl", "dbfs", "hdfs",
          "file", "oss", "cos");

  /** What the {@code type} of a symlinks facet's identifier says. */
  static Nature ofType(String type) {
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "TABLE", "VIEW" -> TABLE;
      case "LOCATION", "PATH" -> LOCATION;
      default -> UNKNOWN;
    };
  }

  /** What the name itself looks like. */
  static Nature ofName(DatasetId name) {
    String namespace = name.namespace();
    int scheme = namespace.indexOf(':');
    String store = scheme < 0 ? namespace : namespace.substring(0, scheme);
    return PATHS.contains(store.toLowerCase(Locale.ROOT)) ? LOCATION : UNKNOWN;
  }
}
