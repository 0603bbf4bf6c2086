package io.sluice.catalog.dataset;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.catalog.request.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns a client sends.
 *
 * @param columns the columns, in the source's order
 */
record SchemaBody(@Nullable List<@Nullable ColumnBody> columns) {

  private static final int MAX_NAME = 1024;
  private static final int MAX_DESCRIPTION = 4000;
  private static final int MAX_TYPE = 100;

  /** A column as it is sent; nullable unless it says otherwise. */
  record ColumnBody(
      @Nullable String name,
      @Nullable String type,
      @Nullable Boolean nullable,
      @Nullable String description) {}

  Schema schema() {
    if (columns == null) {
      throw Text.wrong("/columns", "must be given");
    }
    if (columns.size() > Schema.MAX_COLUMNS) {
      throw Text.wrong("/columns", "holds more than " + Schema.MAX_COLUMNS);
    }
    List<Column> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = column("/columns/" + i, columns.get(i));
      if (!names.add(column.name())) {
        throw Text.wrong("/columns/" + i + "/name", "occurs twice: " + column.name());
      }
      read.add(column);
    }
    return new Schema(read);
  }

  private static Column column(String place, @Nullable ColumnBody body) {
    if (body == null) {
      throw Text.wrong(place, "must not be null");
    }
    return new Column(
        Text.required(place + "/name", body.name, MAX_NAME),
        type(place + "/type", Text.required(place + "/type", body.type, MAX_TYPE)),
        body.nullable == null || body.nullable,
        Text.optional(place + "/description", body.description, MAX_DESCRIPTION));
  }

  /** One spelling of each type, so that a different spelling makes no new version. */
  private static String type(String place, String text) {
    try {
      return LogicalType.parse(text).toString();
    } catch (IllegalArgumentException unknown) {
      throw Text.wrong(place, "is not a type: " + unknown.getMessage());
    }
  }
}
