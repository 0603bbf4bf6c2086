package io.sluice.quality.check;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.rule.SourceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /checks} strictly. */
final class RequestReading {

  private static final Set<String> KNOWN =
      Set.of("source", "rules", "suite", "resultFormat", "engine", "parameters");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(60)
                          .maxNumberLength(400)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Set<LogicalType.Kind> NESTED =
      EnumSet.of(LogicalType.Kind.JSON, LogicalType.Kind.LIST, LogicalType.Kind.STRUCT);

  private RequestReading() {}

  static CheckRequest read(String json) {
    JsonNode root = parse(json);
    if (!root.isObject()) {
      throw fault("", "the request must be an object");
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        throw fault(pointer("", name), "unknown key '" + name + "'");
      }
    }
    JsonNode source = root.path("source");
    if (!source.isObject()) {
      throw fault("/source", "a source is needed");
    }
    boolean inline = "inline".equals(source.path("type").asText(""));
    ResultOptions results = results(root.path("resultFormat"));
    EngineChoice engine = oneOf(root, "engine", EngineChoice.class, EngineChoice.DUCKDB);
    SourceSpec files = inline ? null : new RuleSetReader().readSource(source.toString(), "/source");
    if (files != null && files.table() != null && engine == EngineChoice.ROW) {
      throw fault("/engine", "the row engine judges files and inline rows, not tables");
    }
    return new CheckRequest(
        inline ? inline(source) : null,
        files,
        rules(root),
        results,
        parameters(root.path("parameters")),
        engine);
  }

  private static JsonNode parse(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root == null || root.isMissingNode()) {
        throw fault("", "the request is empty");
      }
      return root;
    } catch (NumberFormatException beyond) {
      throw fault("", "not JSON: a number's exponent is out of range");
    } catch (JsonProcessingException malformed) {
      JsonLocation at = malformed.getLocation();
      int line = at == null ? 0 : at.getLineNr();
      int column = at == null ? 0 : at.getColumnNr();
      throw new RuleSyntaxException(
          List.of(
              new Fault("", line, column, "not JSON: " + malformed.getOriginalMessage(), null)));
    }
  }

  private static List<Rule> rules(JsonNode root) {
    boolean hasRules = root.has("rules");
    if (hasRules == root.has("suite")) {
      throw fault("/rules", "either 'rules' or 'suite' is needed");
    }
    return hasRules
        ? new RuleSetReader().readRules(root.path("rules").toString(), "/rules")
        : new RuleSetReader().readSuite(root.path("suite").toString(), "/suite");
  }

  private static ResultOptions results(JsonNode node) {
    try {
      return ResultOptions.read(node.isMissingNode() ? null : nested(node));
    } catch (ResultOptions.InvalidException invalid) {
      throw fault("/resultFormat", String.valueOf(invalid.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> parameters(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw fault("/parameters", "'parameters' must be an object of values by name");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    node.properties().forEach(entry -> values.put(entry.getKey(), nested(entry.getValue())));
    return values;
  }

  /** A value with its lists and objects, as rules hold them. */
  private static @Nullable Object nested(JsonNode node) {
    if (node.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      node.forEach(item -> items.add(nested(item)));
      return items;
    } else if (node.isObject()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      node.properties().forEach(entry -> members.put(entry.getKey(), nested(entry.getValue())));
      return members;
    }
    return plain(node);
  }

  private static <E extends Enum<E>> E oneOf(
      JsonNode root, String name, Class<E> type, E fallback) {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fallback;
    }
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(node.asText())) {
        return value;
      }
    }
    throw fault("/" + name, "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  private static InlineSource inline(JsonNode source) {
    for (Iterator<String> names = source.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!Set.of("type", "columns", "rows").contains(name)) {
        throw fault(pointer("/source", name), "unknown key '" + name + "'");
      }
    }
    List<Column> columns = columns(source.path("columns"));
    JsonNode rows = source.path("rows");
    if (!rows.isArray()) {
      throw fault("/source/rows", "'rows' must be a list of rows");
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (JsonNode row : rows) {
      if (values.size() >= InlineSource.MAX_ROWS) {
        throw fault("/source/rows", "inline rows are limited to " + InlineSource.MAX_ROWS);
      }
      values.add(row(row, columns, "/source/rows/" + values.size()));
    }
    try {
      return new InlineSource(columns, values);
    } catch (IllegalArgumentException invalid) {
      throw fault("/source", String.valueOf(invalid.getMessage()));
    }
  }

  private static List<@Nullable Object> row(JsonNode row, List<Column> columns, String pointer) {
    int width = columns.size();
    if (!row.isArray() || row.size() != width) {
      throw fault(pointer, "a row must be a list of " + width + " values");
    }
    List<@Nullable Object> values = new ArrayList<>(width);
    for (JsonNode value : row) {
      if (value.isTextual() && value.textValue().indexOf('\0') >= 0) {
        throw fault(pointer + "/" + values.size(), "text must not contain NUL");
      }
      Column column = columns.get(values.size());
      if (value.isContainerNode() && !NESTED.contains(LogicalType.parse(column.type()).kind())) {
        throw fault(
            pointer + "/" + values.size(),
            "column '" + column.name() + "' is a " + column.type() + ", not a list or an object");
      }
      values.add(plain(value));
    }
    return values;
  }

  private static List<Column> columns(JsonNode node) {
    List<Column> columns = new ArrayList<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String place = pointer("/source/columns", entry.getKey());
        columns.add(column(entry.getKey(), entry.getValue(), place));
      }
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        columns.add(listed(item, "/source/columns/" + columns.size()));
      }
    } else {
      throw fault("/source/columns", "'columns' must name each column and its type");
    }
    if (columns.isEmpty()) {
      throw fault("/source/columns", "at least one column is needed");
    }
    requireDistinct(columns, node.isArray());
    return columns;
  }

  private static Column listed(JsonNode item, String place) {
    if (!item.isObject() || !item.path("name").isTextual()) {
      throw fault(place, "a column is an object with a name and a type");
    }
    for (Map.Entry<String, JsonNode> entry : item.properties()) {
      if (!Set.of("name", "type").contains(entry.getKey())) {
        throw fault(pointer(place, entry.getKey()), "unknown key '" + entry.getKey() + "'");
      }
    }
    return column(item.path("name").textValue(), item.path("type"), place);
  }

  private static Column column(String name, JsonNode type, String place) {
    if (!type.isTextual()) {
      throw fault(place, "the type of column '" + name + "' must be text");
    }
    if (name.indexOf('\0') >= 0) {
      throw fault(place, "a column's name must not contain NUL");
    }
    try {
      return new Column(name, type.textValue(), true, null);
    } catch (IllegalArgumentException invalid) {
      throw fault(place, String.valueOf(invalid.getMessage()));
    }
  }

  /** Engines of SQL ignore case in names, so names that differ in nothing else are one name. */
  private static void requireDistinct(List<Column> columns, boolean listed) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw fault(
            listed ? "/source/columns/" + i : pointer("/source/columns", name),
            "column '" + name + "' occurs twice (case does not count)");
      }
    }
  }

  private static String pointer(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isNull()) {
      return null;
    } else if (node.isTextual()) {
      return node.textValue();
    } else if (node.isBoolean()) {
      return node.booleanValue();
    } else if (node.isNumber()) {
      return node.decimalValue();
    }
    return node.toString();
  }

  private static RuleSyntaxException fault(String pointer, String message) {
    return new RuleSyntaxException(List.of(new Fault(pointer, 0, 0, message, null)));
  }
}
