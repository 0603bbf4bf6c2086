package io.sluice.quality.rule;

import io.sluice.catalog.model.LogicalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code source} of a rule set or a request. */
final class SourceReading {

  private static final Set<String> FILE =
      Set.of("type", "path", "paths", "glob", "format", "options", "schema");
  private static final Set<String> TABLE = Set.of("type", "connection", "table", "query");
  private static final Pattern CONNECTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LONGEST_QUERY = 100_000;
  private static final int LONGEST_TABLE = 300;

  private final Reading reading;

  SourceReading(Reading reading) {
    this.reading = reading;
  }

  /** The source; null if it is at fault. */
  @Nullable SourceSpec source(Node node) {
    Node.Members members = reading.members(node, "'source'");
    if (members == null) {
      return null;
    }
    String type = reading.text(members, "type");
    if ("table".equals(type)) {
      return table(members);
    }
    if (!"file".equals(type)) {
      Node named = members.get("type");
      reading.fault(
          named == null ? members.place() : named.place(),
          type == null ? "a source needs a 'type'" : "there is no source type '" + type + "' here",
          "type: file or type: table");
      return null;
    }
    return files(members);
  }

  private @Nullable SourceSpec files(Node.Members members) {
    reading.known(members, FILE);
    List<String> paths = new ArrayList<>(reading.texts(members, "paths"));
    for (String single : List.of("path", "glob")) {
      String path = reading.text(members, single);
      if (path != null) {
        paths.add(path);
      }
    }
    if (paths.isEmpty() || paths.size() > SourceSpec.MAX_PATHS) {
      reading.fault(
          members.place(), "a file source names 1 to " + SourceSpec.MAX_PATHS + " paths", null);
      return null;
    }
    Map<String, String> options = options(members.get("options"));
    schema(members.get("schema"), options);
    return new SourceSpec(paths, reading.text(members, "format"), options);
  }

  /** The types of columns go on as options, one for each. */
  private void schema(@Nullable Node node, Map<String, String> options) {
    Node.Members columns =
        node == null || Node.isNull(node) ? null : reading.members(node, "'schema'");
    if (columns == null) {
      return;
    }
    columns
        .members()
        .forEach(
            (name, member) -> {
              try {
                String type = String.valueOf(Reading.plain(member.value()));
                options.put("schema." + name, LogicalType.parse(type).toString());
              } catch (IllegalArgumentException unknown) {
                reading.fault(member.keyPlace(), String.valueOf(unknown.getMessage()), null);
              }
            });
  }

  private Map<String, String> options(@Nullable Node node) {
    Map<String, String> options = new HashMap<>();
    if (node == null || Node.isNull(node)) {
      return options;
    }
    Node.Members members = reading.members(node, "'options'");
    if (members != null) {
      members
          .members()
          .forEach(
              (name, member) -> {
                Object value = Reading.plain(member.value());
                if (value instanceof String || value instanceof Boolean) {
                  options.put(name, value.toString());
                } else {
                  reading.fault(member.keyPlace(), "an option is text, true or false", null);
                }
              });
    }
    return options;
  }

  private @Nullable SourceSpec table(Node.Members members) {
    reading.known(members, TABLE);
    String connection = reading.text(members, "connection");
    String table = reading.text(members, "table");
    String query = reading.text(members, "query");
    if (connection == null) {
      reading.fault(
          members.place(), "a table source names its 'connection'", "connection: warehouse");
    } else if (!CONNECTION.matcher(connection).matches()) {
      fault(members, "connection", "a connection's name takes letters, digits and . _ - only");
    }
    if ((table == null) == (query == null)) {
      reading.fault(
          members.place(),
          "a table source names either a 'table' or a 'query'",
          "table: schema.name");
      return null;
    }
    if (table != null) {
      requireTable(members, table);
    } else if (query != null && (query.isBlank() || query.length() > LONGEST_QUERY)) {
      fault(members, "query", "a query takes 1 to " + LONGEST_QUERY + " characters");
    }
    return connection == null ? null : SourceSpec.table(new TableSpec(connection, table, query));
  }

  private void requireTable(Node.Members members, String table) {
    if (table.isBlank() || table.length() > LONGEST_TABLE || table.indexOf('\0') >= 0) {
      fault(members, "table", "a table is named name or schema.name");
    } else if (table.contains(TableSpec.BATCH)) {
      fault(
          members, "table", "a batch cannot be part of a table's name; write a query with a WHERE");
    }
  }

  private void fault(Node.Members members, String name, String message) {
    Node node = members.get(name);
    reading.fault(node == null ? members.place() : node.place(), message, null);
  }
}
