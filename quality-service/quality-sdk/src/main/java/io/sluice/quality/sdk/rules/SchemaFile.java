package io.sluice.quality.sdk.rules;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Columns written down in a file, YAML or JSON: {@code {id: integer, name: string}}, a list of
 * {@code {name: id, type: integer}}, or either below {@code columns}.
 */
public final class SchemaFile {

  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private SchemaFile() {}

  /**
   * Reads the columns.
   *
   * @throws IOException if the file cannot be read or lists no columns
   */
  public static Schema read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("the file is larger than " + MAX_BYTES + " bytes");
    }
    try {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      Object columns =
          root instanceof Map<?, ?> map && map.get("columns") != null ? map.get("columns") : root;
      return new Schema(columns(columns));
    } catch (YAMLException | IllegalArgumentException unfit) {
      throw new IOException(unfit.getMessage(), unfit);
    }
  }

  private static List<Column> columns(@Nullable Object columns) throws IOException {
    List<Column> result = new ArrayList<>();
    if (columns instanceof Map<?, ?> byName) {
      byName.forEach((name, type) -> result.add(column(name, type)));
    } else if (columns instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map) {
          result.add(column(map.get("name"), map.get("type")));
        } else {
          throw new IOException("a column is {name: …, type: …}");
        }
      }
    }
    if (result.isEmpty()) {
      throw new IOException("it lists no columns; write {id: integer, name: string}");
    }
    return result;
  }

  private static Column column(@Nullable Object name, @Nullable Object type) {
    return new Column(String.valueOf(name), String.valueOf(type), true, null);
  }
}
