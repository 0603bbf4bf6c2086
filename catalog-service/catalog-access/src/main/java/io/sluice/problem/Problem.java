package io.sluice.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is sent.
 *
 * @param type its kind
 * @param detail what happened this time
 * @param instance the path that was asked for
 * @param traceId the trace in which the server's log tells more
 * @param extensions further members; those that would hide a standard member are left out
 */
public record Problem(
    ProblemType type,
    String detail,
    String instance,
    @Nullable String traceId,
    Map<String, Object> extensions) {

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance", "traceId");

  /** The problem as JSON text. */
  public String toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", type.uri().toString());
    members.put("title", type.title());
    members.put("status", type.status());
    members.put("detail", detail);
    members.put("instance", instance);
    if (traceId != null) {
      members.put("traceId", traceId);
    }
    extensions.forEach(
        (name, value) -> {
          if (!STANDARD.contains(name)) {
            members.put(name, value);
          }
        });
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalStateException("a problem's extensions must be plain data", unwritable);
    }
  }
}
