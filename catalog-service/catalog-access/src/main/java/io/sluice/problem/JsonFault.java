package io.sluice.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
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
    if (inner instanceof StreamReadException || inner instanceof StreamConstraintsException) {
      return new ProblemException(CommonProblem.MALFORMED_JSON, parseFault(inner), place);
    }
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail(inner), place);
  }

  /** A parser's fault can be wrapped into one of the binding that only adds the path. */
  private static JsonProcessingException innermost(JsonProcessingException fault) {
    if (fault.getCause() instanceof StreamReadException parse) {
      return parse;
    }
    return fault.getCause() instanceof StreamConstraintsException limit ? limit : fault;
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

  /** In words of our own: the parser's speak of its settings, which no sender can change. */
  private static String parseFault(JsonProcessingException fault) {
    String said = fault.getOriginalMessage();
    if (fault instanceof StreamConstraintsException) {
      return said.contains("nesting depth")
          ? "the body is nested too deeply"
          : "a number, name or text in the body is too long";
    }
    if (fault instanceof JsonEOFException || said.contains("end-of-input")) {
      return "the body ends in the middle";
    }
    if (said.startsWith("Duplicate field")) {
      return "the member " + quoted(said) + " is there twice";
    }
    if (said.contains("NaN") || said.contains("INF") || said.contains("Infinity")) {
      return "NaN and Infinity are not numbers in JSON";
    }
    if (said.startsWith("Unrecognized token")) {
      return quoted(said) + " is not a value; texts need double quotes";
    }
    if (said.startsWith("Unexpected character")) {
      return "there is a character that does not belong here";
    }
    if (said.contains("UTF-8") || said.contains("UTF-32") || said.contains("surrogate")) {
      return "the body is not valid UTF-8";
    }
    return "the JSON is broken here";
  }

  private static String quoted(String message) {
    int start = message.indexOf('\'');
    int end = message.indexOf('\'', start + 1);
    return start < 0 || end < 0 ? "the word" : shortened(message.substring(start, end + 1));
  }
}
