package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventTimes;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read as Marquez reads it: members nobody knows are passed over, but a
 * known one of the wrong kind is told with its place.
 */
final class Body {

  private static final int MAX_TEXT = 65_536;
  private static final int MAX_ITEMS = 10_000;

  private final ObjectNode body;

  private Body(ObjectNode body) {
    this.body = body;
  }

  /** The body, which has to be an object; nothing at all counts as an empty one. */
  static Body of(@Nullable JsonNode body) {
    if (body == null || body.isNull() || body.isMissingNode()) {
      return new Body(JsonNodeFactory.instance.objectNode());
    }
    if (body instanceof ObjectNode object) {
      return new Body(object);
    }
    throw wrong("", "the body must be a JSON object");
  }

  Optional<String> text(String member) {
    return text(body.path(member), "/" + member);
  }

  private static Optional<String> text(JsonNode value, String pointer) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(pointer, "must be text");
    }
    return Optional.of(bounded(value.textValue(), MAX_TEXT, pointer));
  }

  /** A text that is not too long and holds no NUL, which PostgreSQL's text cannot. */
  static String bounded(String text, int max, String pointer) {
    if (text.length() > max) {
      throw wrong(pointer, "must have at most " + max + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw wrong(pointer, "must not contain NUL");
    }
    return text;
  }

  String required(String member) {
    return text(member)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> wrong("/" + member, "is required"));
  }

  /** One of some texts, null if it is not there. */
  Optional<String> oneOf(String member, Set<String> allowed) {
    Optional<String> text = text(member);
    if (text.isPresent() && !allowed.contains(text.get())) {
      throw wrong(
          "/" + member, "must be one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return text;
  }

  Optional<Instant> time(String member) {
    return text(member)
        .map(
            text ->
                EventTimes.parse(text)
                    .map(EventTimes.EventTime::instant)
                    .orElseThrow(() -> wrong("/" + member, "must be an ISO-8601 time")));
  }

  /** The members of an object as text; a number or truth value is written as JSON. */
  Map<String, String> texts(String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonNode value = body.path(member);
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      throw wrong("/" + member, "must be an object");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode each = entry.getValue();
      if (!each.isNull()) {
        texts.put(entry.getKey(), each.isTextual() ? each.textValue() : each.toString());
      }
    }
    return texts;
  }

  /** The items of a list, empty if there is none. */
  List<Item> items(String member) {
    JsonNode value = body.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > MAX_ITEMS) {
      throw wrong("/" + member, "must be a list of at most " + MAX_ITEMS);
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      items.add(new Item(value.get(i), "/" + member + "/" + i));
    }
    return items;
  }

  /** An item of a list, and where it is. */
  record Item(JsonNode value, String pointer) {

    Optional<String> text(String member) {
      return Body.text(value.path(member), pointer + "/" + member);
    }

    String required(String member) {
      return text(member)
          .filter(text -> !text.isBlank())
          .orElseThrow(() -> wrong(pointer + "/" + member, "is required"));
    }

    /** The item as text itself. */
    String text() {
      return Body.text(value, pointer).orElseThrow(() -> wrong(pointer, "must be text"));
    }

    /** The texts of a list within the item. */
    List<String> texts(String member) {
      List<String> texts = new ArrayList<>();
      for (JsonNode each : value.path(member)) {
        texts.add(
            Body.text(each, pointer + "/" + member)
                .orElseThrow(() -> wrong(pointer + "/" + member, "must be texts")));
      }
      return texts;
    }

    /** A dataset as {@code {"namespace", "name"}}. */
    DatasetId dataset() {
      try {
        return new DatasetId(required("namespace"), required("name"));
      } catch (IllegalArgumentException e) {
        throw wrong(pointer, String.valueOf(e.getMessage()));
      }
    }
  }

  static ProblemException wrong(String pointer, String detail) {
    String place = pointer.isEmpty() ? "" : pointer + " ";
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, place + detail, Map.of("pointer", pointer));
  }
}
