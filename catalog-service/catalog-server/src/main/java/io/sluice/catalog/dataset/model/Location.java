package io.sluice.catalog.dataset.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset's data is found.
 *
 * @param type {@code file} or {@code table}
 * @param path of a file: a path with {@code ${batch}} where batches differ
 * @param format of a file, for example {@code csv}
 * @param connection of a table: the name of a configured connection
 * @param table of a table: its qualified name
 * @param options what the reader of the format takes
 */
public record Location(
    String type,
    @Nullable String path,
    @Nullable String format,
    @Nullable String connection,
    @Nullable String table,
    @Nullable Map<String, String> options) {

  /**
   * Checks that a file has a path and a table a connection, and neither has what is the other's.
   *
   * @throws IllegalArgumentException if not
   */
  public Location {
    switch (type) {
      case "file" -> {
        require("path", path);
        refuse("connection", connection);
        refuse("table", table);
      }
      case "table" -> {
        require("connection", connection);
        require("table", table);
        refuse("path", path);
        refuse("format", format);
      }
      default -> throw new IllegalArgumentException("location type is file or table");
    }
    options = options == null ? null : Map.copyOf(new TreeMap<>(options));
  }

  private static void require(String member, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("location needs " + member);
    }
  }

  private static void refuse(String member, @Nullable String value) {
    if (value != null) {
      throw new IllegalArgumentException("location of this type takes no " + member);
    }
  }
}
