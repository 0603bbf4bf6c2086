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
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.rule.SourceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /checks} strictly. */
final class RequestReading {

  private static final Set<String> KNOWN =
      Set.of("source", "rules", "suite", "resultFormat", "engine");

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

  private RequestReading() {}

  static CheckRequest read(String json) {
    JsonNode root = parse(json);
    if (!root.isObject()) {
      throw fault("", "the request must be an object");
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KNOWN.contains(name)) {
        throw fault("/" + name, "unknown key '" + name + "'");
      }
    }
    JsonNode source = root.path("source");
    if (!source.isObject()) {
      throw fault("/source", "a source is needed");
    }
    boolean inline = "inline".equals(source.path("type").asText(""));
    ResultFormat format = oneOf(root, "resultFormat", ResultFormat.class, ResultFormat.SUMMARY);
    EngineChoice engine = oneOf(root, "engine", EngineChoice.class, EngineChoice.DUCKDB);
    if (!inline && engine == EngineChoice.ROW) {
      throw fault("/engine", "the row engine judges inline rows only");
    }
    SourceSpec files = inline ? null : new RuleSetReader().readSource(source.toString(), "/source");
    return new CheckRequest(inline ? inline(source) : null, files, rules(root), format, engine);
  }

  private static JsonNode parse(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (root == null || root.isMissingNode()) {
        throw fault("", "the request is empty");
      }
      return root;
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
        throw fault("/source/" + name, "unknown key '" + name + "'");
      }
    }
    List<Column> columns = columns(source.path("columns"));
    JsonNode rows = source.path("rows");
    if (!rows.isArray()) {
      throw fault("/source/rows", "'rows' must be a list of rows");
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (JsonNode row : rows) {
      values.add(row(row, columns.size(), "/source/rows/" + values.size()));
    }
    try {
      return new InlineSource(columns, values);
    } catch (IllegalArgumentException invalid) {
      throw fault("/source", String.valueOf(invalid.getMessage()));
    }
  }

  private static List<@Nullable Object> row(JsonNode row, int width, String pointer) {
    if (!row.isArray() || row.size() != width) {
      throw fault(pointer, "a row must be a list of " + width + " values");
    }
    List<@Nullable Object> values = new ArrayList<>(width);
    for (JsonNode value : row) {
      if (value.isTextual() && value.textValue().indexOf('\0') >= 0) {
        throw fault(pointer + "/" + values.size(), "text must not contain NUL");
      }
      values.add(plain(value));
    }
    return values;
  }

  private static List<Column> columns(JsonNode node) {
    Map<String, String> types = new LinkedHashMap<>();
    if (node.isObject()) {
      node.fields().forEachRemaining(entry -> types.put(entry.getKey(), entry.getValue().asText()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String name = node.get(i).path("name").asText("");
        if (types.put(name, node.get(i).path("type").asText("")) != null) {
          throw fault("/source/columns/" + i, "column '" + name + "' occurs twice");
        }
      }
    } else {
      throw fault("/source/columns", "'columns' must name each column and its type");
    }
    if (types.isEmpty()) {
      throw fault("/source/columns", "at least one column is needed");
    }
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          try {
            columns.add(new Column(name, type, true, null));
          } catch (IllegalArgumentException invalid) {
            throw fault("/source/columns", String.valueOf(invalid.getMessage()));
          }
        });
    return columns;
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
