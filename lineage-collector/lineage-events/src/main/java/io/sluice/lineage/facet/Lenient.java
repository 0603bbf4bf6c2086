package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventTimes;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of a facet without ever failing. */
final class Lenient {

  /** Longer texts (stack traces, SQL) are cut: they are for people. */
  private static final int MAX_TEXT = 65_536;

  private static final int MAX_FIELD_NAME = 512;

  private Lenient() {}

  /** The facet of that key, null if there is none or it was deleted. */
  static @Nullable ObjectNode facet(ObjectNode facets, String key) {
    return facets.get(key) instanceof ObjectNode facet && !Facets.deleted(facet) ? facet : null;
  }

  static Optional<String> text(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value == null || !value.isTextual() ? Optional.empty() : usable(value.textValue());
  }

  static String textOrEmpty(@Nullable JsonNode owner, String member) {
    return text(owner, member).orElse("");
  }

  /** A text, or a number or boolean as text: parameters and expected values come as either. */
  static Optional<String> scalar(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value == null || !value.isValueNode() || value.isNull()
        ? Optional.empty()
        : usable(value.asText());
  }

  private static Optional<String> usable(String sent) {
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    // PostgreSQL text cannot hold NUL; the log keeps what was sent.
    String text = sent.replace('\0', '\uFFFD');
    return Optional.of(text.length() <= MAX_TEXT ? text : cut(text));
  }

  private static String cut(String text) {
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, splitsPair ? MAX_TEXT - 1 : MAX_TEXT);
  }

  /** A number that is whole and not negative; Python and Iceberg also write it as 12.0. */
  static OptionalLong count(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null
            && value.isNumber()
            && value.canConvertToExactIntegral()
            && value.canConvertToLong()
            && value.longValue() >= 0
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  static @Nullable Long countOrNull(@Nullable JsonNode owner, String member) {
    OptionalLong count = count(owner, member);
    return count.isPresent() ? count.getAsLong() : null;
  }

  static @Nullable Double numberOrNull(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null && value.isNumber() ? value.doubleValue() : null;
  }

  static @Nullable Boolean flagOrNull(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    if (value == null || !value.isBoolean()) {
      return null;
    }
    return value.booleanValue();
  }

  static @Nullable Instant timeOrNull(@Nullable JsonNode owner, String member) {
    return text(owner, member)
        .flatMap(EventTimes::parse)
        .map(EventTimes.EventTime::instant)
        .orElse(null);
  }

  static Iterable<JsonNode> list(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null && value.isArray() ? value : List.of();
  }

  /** What can be read of a list, at most so much. */
  static <T> List<T> list(
      @Nullable JsonNode owner,
      String member,
      int max,
      Function<JsonNode, Optional<? extends T>> reader) {
    JsonNode value = owner == null ? null : owner.get(member);
    if (value == null || !value.isArray() || value.isEmpty()) {
      return List.of();
    }
    List<T> read = new ArrayList<>(Math.min(value.size(), max));
    for (JsonNode each : value) {
      if (read.size() >= max) {
        break;
      }
      reader.apply(each).ifPresent(read::add);
    }
    return read;
  }

  /** A dataset or job of such a name can be stored. */
  private static boolean nameable(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    if (value == null || !value.isTextual()) {
      return false;
    }
    String text = value.textValue();
    return text.length() <= DatasetId.MAX_LENGTH && !text.isBlank() && text.indexOf('\0') < 0;
  }

  static Optional<DatasetId> dataset(@Nullable JsonNode owner) {
    return owner != null && nameable(owner, "namespace") && nameable(owner, "name")
        ? Optional.of(
            new DatasetId(owner.get("namespace").textValue(), owner.get("name").textValue()))
        : Optional.empty();
  }

  static Optional<JobId> job(@Nullable JsonNode owner) {
    return owner != null && nameable(owner, "namespace") && nameable(owner, "name")
        ? Optional.of(new JobId(owner.get("namespace").textValue(), owner.get("name").textValue()))
        : Optional.empty();
  }

  /** The run whose id stands in the member {@code runId}. */
  static Optional<RunId> run(@Nullable JsonNode owner) {
    return owner != null && nameable(owner, "runId")
        ? Optional.of(RunId.of(owner.get("runId").textValue()))
        : Optional.empty();
  }

  /** Whether a field may be called so: names of columns are part of keys. */
  static boolean usableField(String field) {
    return !field.isEmpty() && field.length() <= MAX_FIELD_NAME && field.indexOf('\0') < 0;
  }
}
