package io.sluice.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a JSON body and where, without naming the classes that were to read it.
 */
final class JsonFault {

  private JsonFault() {}

  static ProblemException describe(JsonProcessingException fault) {
    Map<String, Object> place = new LinkedHashMap<>();
    JsonProcessingException inner = innermost(fault);
    if (fault instanceof JsonMappingException mapping) {
      place.put("pointer", pointer(mapping.getPath()));
    }
    JsonLocation location = inner.getLocation();
    if (location != null && location.getLineNr() > 0) {
      place.put("line", location.getLineNr());
      place.put("column", location.getColumnNr());
    }
    if (inner instanceof StreamReadException) {
      return new ProblemException(
          CommonProblem.MALFORMED_JSON, firstLine(inner.getOriginalMessage()), place);
    }
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail(inner), place);
  }

  /** A parser's fault can be wrapped into one of the binding that only adds the path. */
  private static JsonProcessingException innermost(JsonProcessingException fault) {
    return fault.getCause() instanceof StreamReadException parse ? parse : fault;
  }

  private static String detail(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      return "'"
          + unknown.getPropertyName()
          + "' is not a known member"
          + (known == null || known.isEmpty() ? "" : "; known are " + names(known));
    }
    if (fault instanceof ValueInstantiationException refused) {
      return refusal(refused.getCause());
    }
    if (fault instanceof InvalidFormatException wrong) {
      return "'" + shortened(wrong.getValue()) + "' is not " + expected(wrong.getTargetType());
    }
    if (fault instanceof JsonMappingException mapping
        && mapping.getCause() instanceof IllegalArgumentException refused) {
      return refusal(refused);
    }
    return "the value is missing or not of the expected kind";
  }

  private static String refusal(@Nullable Throwable cause) {
    // Records check themselves and say in their own words what is wrong.
    if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      return cause.getMessage();
    }
    return "a required member is missing or null";
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of the expected kind";
    }
    if (type.isEnum()) {
      return "one of " + List.of(type.getEnumConstants());
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return type == boolean.class ? "true or false" : "a number of the expected range";
    }
    return switch (type.getSimpleName()) {
      case "Instant", "OffsetDateTime" -> "an instant such as 2026-01-31T00:00:00Z";
      case "Duration" -> "a duration such as PT1H";
      case "UUID" -> "a UUID";
      default -> "of the expected kind";
    };
  }

  private static String names(Collection<Object> known) {
    TreeSet<String> names = new TreeSet<>();
    known.forEach(name -> names.add(String.valueOf(name)));
    return String.join(", ", names);
  }

  /** RFC 6901: the path of the fault from the body's root, which is the empty pointer. */
  private static String pointer(List<Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (Reference step : path) {
      pointer.append('/');
      if (step.getFieldName() != null) {
        pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
      } else {
        pointer.append(step.getIndex());
      }
    }
    return pointer.toString();
  }

  private static String shortened(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return shortened(end < 0 ? message : message.substring(0, end));
  }
}
