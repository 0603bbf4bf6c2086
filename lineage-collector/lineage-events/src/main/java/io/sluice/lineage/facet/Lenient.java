package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.model.DatasetId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads members of a facet without ever failing. */
final class Lenient {

  /** Longer texts (stack traces, SQL) are cut: they are for people. */
  private static final int MAX_TEXT = 65_536;

  private Lenient() {}

  static Optional<String> text(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      return Optional.empty();
    }
    // PostgreSQL text cannot hold NUL; the log keeps what was sent.
    String text = value.textValue().replace('\0', '\uFFFD');
    return Optional.of(text.length() <= MAX_TEXT ? text : cut(text));
  }

  private static String cut(String text) {
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, splitsPair ? MAX_TEXT - 1 : MAX_TEXT);
  }

  static OptionalLong count(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null && value.isNumber() && value.canConvertToLong() && value.longValue() >= 0
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  static Iterable<JsonNode> list(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null && value.isArray() ? value : List.of();
  }

  static Optional<DatasetId> dataset(@Nullable JsonNode owner) {
    Optional<String> namespace = text(owner, "namespace");
    Optional<String> name = text(owner, "name");
    if (namespace.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DatasetId(namespace.get(), name.get()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
