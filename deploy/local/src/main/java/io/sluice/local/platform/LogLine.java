package io.sluice.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A line of a structured log, for people. */
public final class LogLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LogLine() {}

  /** Time, level, logger and message of a JSON line; anything else as it is. */
  public static String readable(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      JsonNode json = JSON.readTree(line);
      String logger = json.path("loggerName").asText();
      String trace = json.path("mdc").path("traceId").asText(json.path("traceId").asText());
      String stack = json.path("stackTrace").asText(json.path("exception").path("trace").asText());
      return json.path("timestamp").asText()
          + " "
          + json.path("level").asText()
          + " "
          + logger.substring(logger.lastIndexOf('.') + 1)
          + ": "
          + json.path("message").asText()
          + (trace.isEmpty() ? "" : " [trace " + trace + "]")
          + (stack.isEmpty() ? "" : "\n" + stack.strip());
    } catch (JsonProcessingException e) {
      return line;
    }
  }
}
