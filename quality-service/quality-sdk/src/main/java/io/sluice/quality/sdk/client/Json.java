package io.sluice.quality.sdk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.sdk.client.GateException.Kind;
import io.sluice.quality.verdict.Decision;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between the client's records and the JSON of the quality service; reads what it knows, strictly.
 */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(EvaluationRequest request) {
    ObjectNode body = MAPPER.createObjectNode().put("batch", request.batch());
    if (request.batchTime() != null) {
      body.put("batchTime", request.batchTime().toString());
    }
    if (!request.sourceFiles().isEmpty()) {
      ObjectNode source = body.putObject("source").put("type", "file");
      if (request.sourceFiles().size() == 1) {
        source.put("path", request.sourceFiles().get(0));
      } else {
        ArrayNode paths = source.putArray("paths");
        request.sourceFiles().forEach(paths::add);
      }
    }
    if (request.stage() != null) {
      body.put("stage", request.stage());
    }
    if (request.run() != null) {
      ObjectNode run = body.putObject("run").put("runId", request.run().runId().toString());
      run.putObject("job")
          .put("namespace", request.run().jobNamespace())
          .put("name", request.run().jobName());
    }
    return body.toString();
  }

  static String releaseBody(String reason) {
    return MAPPER.createObjectNode().put("reason", reason).toString();
  }

  static JsonNode object(Answer answer) {
    try {
      JsonNode node = MAPPER.readTree(answer.body());
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException notJson) {
      throw notUnderstood("the answer is not JSON", notJson);
    }
    throw notUnderstood("the answer is not a JSON object", null);
  }

  static Evaluation evaluation(JsonNode node) {
    Decision decision =
        node.hasNonNull("decision")
            ? constant(Decision.class, node.get("decision").asText(), "decision")
            : null;
    EvaluationStatus status =
        constant(EvaluationStatus.class, requiredText(node, "status"), "status");
    if (status == EvaluationStatus.DECIDED && decision == null) {
      throw notUnderstood("the evaluation is DECIDED but has no decision", null);
    }
    Map<String, String> links = new HashMap<>();
    node.path("links")
        .properties()
        .forEach(
            link ->
                links.put(
                    link.getKey(),
                    link.getValue().isObject()
                        ? link.getValue().path("href").asText()
                        : link.getValue().asText()));
    return new Evaluation(
        requiredText(node, "id"),
        status,
        requiredText(node, "gate"),
        requiredText(node, "batch"),
        decision,
        // Both must agree: a HALT never proceeds, whatever else the answer says.
        node.path("proceed").asBoolean(false) && decision != null && decision != Decision.HALT,
        reasons(node.path("reasons")),
        instant(node, "decidedAt"),
        instant(node, "validUntil"),
        node.path("ruleSetVersion").isInt() ? node.path("ruleSetVersion").asInt() : null,
        links,
        pretty(node));
  }

  static Halt halt(JsonNode node) {
    return new Halt(
        requiredText(node, "id"),
        node.path("gate").asText(""),
        dataset(node.path("dataset")),
        text(node, "batch"),
        instant(node, "since"),
        instant(node, "endedAt"),
        reasons(node.path("reasons")),
        pretty(node));
  }

  static RuleSetVersion ruleSet(JsonNode node, String asked) {
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : node.path("warnings")) {
      warnings.add(warning.isTextual() ? warning.asText() : warning.path("message").asText());
    }
    return new RuleSetVersion(
        node.path("name").asText(asked), node.path("version").asInt(), warnings, pretty(node));
  }

  /** The problem in one line: what it is, and where in the input if it says so. */
  static String problem(Answer answer) {
    JsonNode node;
    try {
      node = MAPPER.readTree(answer.body());
    } catch (JsonProcessingException notJson) {
      return "HTTP " + answer.status();
    }
    if (node == null || !node.isObject()) {
      return "HTTP " + answer.status();
    }
    StringBuilder text = new StringBuilder(node.path("title").asText("HTTP " + answer.status()));
    JsonNode faults = node.path("faults").isArray() ? node.path("faults") : node.path("errors");
    if (faults.isEmpty()) {
      return text.append(detail(node, text.toString())).toString();
    }
    for (JsonNode fault : faults) {
      text.append("\n  ").append(place(fault)).append(fault.path("message").asText());
      if (fault.hasNonNull("hint")) {
        text.append(" (").append(fault.path("hint").asText()).append(')');
      }
    }
    return text.toString();
  }

  private static String detail(JsonNode node, String title) {
    String detail = node.path("detail").asText("");
    String text = detail.isEmpty() || detail.equals(title) ? "" : ": " + detail;
    return node.hasNonNull("pointer") ? text + " (at " + node.path("pointer").asText() + ")" : text;
  }

  private static String place(JsonNode fault) {
    if (fault.path("line").asInt() > 0) {
      return "line "
          + fault.path("line").asInt()
          + ", column "
          + fault.path("column").asInt()
          + ": ";
    }
    String pointer = fault.path("pointer").asText("");
    return pointer.isEmpty() ? "" : pointer + ": ";
  }

  static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Reason> reasons(JsonNode nodes) {
    List<Reason> reasons = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<String> path = new ArrayList<>();
      for (JsonNode step : node.path("path")) {
        path.add(step.isTextual() ? step.asText() : pathStep(step));
      }
      reasons.add(
          new Reason(
              node.path("code").asText("UNKNOWN"),
              text(node, "rule"),
              dataset(node.path("dataset")),
              path,
              node.path("message").asText("")));
    }
    return reasons;
  }

  private static String pathStep(JsonNode step) {
    String name = step.path("namespace").asText() + "/" + step.path("name").asText();
    return "JOB".equals(step.path("type").asText()) ? "job " + name : name;
  }

  private static @Nullable String dataset(JsonNode node) {
    if (node.isTextual()) {
      return node.asText();
    }
    return node.isObject()
        ? node.path("namespace").asText() + "/" + node.path("name").asText()
        : null;
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static String requiredText(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw notUnderstood("the answer has no " + field, null);
    }
    return node.get(field).asText();
  }

  private static @Nullable Instant instant(JsonNode node, String field) {
    try {
      return node.hasNonNull(field) ? Instant.parse(node.get(field).asText()) : null;
    } catch (DateTimeException malformed) {
      throw notUnderstood(field + " is not an instant", malformed);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String value, String field) {
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw notUnderstood("the answer's " + field + " is unknown: " + value, unknown);
    }
  }

  private static GateException notUnderstood(String what, @Nullable Throwable cause) {
    return new GateException(Kind.NOT_UNDERSTOOD, what, cause);
  }
}
