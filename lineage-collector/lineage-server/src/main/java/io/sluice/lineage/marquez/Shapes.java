package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.history.NamespaceStore.NamespaceRow;
import io.sluice.lineage.history.SourceStore.SourceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Marquez's shapes that others are made of. */
public final class Shapes {

  /** Who owns what nobody claimed, as Marquez says it. */
  private static final String NOBODY = "anonymous";

  /** The source of datasets that name none, as in Marquez. */
  static final String DEFAULT_SOURCE = "default";

  private Shapes() {}

  /** A job or dataset by name. */
  public record EntityId(String namespace, String name) {}

  /** A version of a job or a dataset. */
  public record VersionId(String namespace, String name, UUID version) {}

  /** A namespace. */
  public record Namespace(
      String name,
      Instant createdAt,
      Instant updatedAt,
      String ownerName,
      @Nullable String description,
      boolean isHidden) {

    static Namespace of(NamespaceRow row) {
      String owner = row.owner();
      return new Namespace(
          row.name(),
          row.createdAt(),
          row.updatedAt(),
          owner == null ? NOBODY : owner,
          row.description(),
          row.hidden());
    }
  }

  /** A source. */
  public record Source(
      String type,
      String name,
      Instant createdAt,
      Instant updatedAt,
      String connectionUrl,
      @Nullable String description) {

    static Source of(SourceRow row) {
      String type = row.type();
      return new Source(
          type == null ? typeOf(row.connectionUrl()) : type,
          row.name(),
          row.createdAt(),
          row.updatedAt(),
          row.connectionUrl(),
          row.description());
    }

    /** The scheme, which is all that events tell of a source's type. */
    private static String typeOf(String url) {
      String bare = url.startsWith("jdbc:") ? url.substring(5) : url;
      int end = bare.indexOf(':');
      return end <= 0 ? "UNKNOWN" : bare.substring(0, end).toUpperCase(Locale.ROOT);
    }
  }

  /** Text at a place of some JSON, null if there is none. */
  static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  /**
   * The tags that were given by hand, and those of the {@code tags} facet: a tag with a value is
   * written {@code key:value}.
   *
   * @param field the field whose tags are wanted, empty for those of the whole
   */
  static List<String> tags(List<String> byHand, ObjectNode facets, String field) {
    Set<String> tags = new LinkedHashSet<>(byHand);
    for (JsonNode tag : facets.path("tags").path("tags")) {
      String key = tag.path("key").asText("");
      if (!key.isEmpty() && tag.path("field").asText("").equals(field)) {
        String value = tag.path("value").asText("");
        tags.add(value.isEmpty() || value.equals("true") ? key : key + ":" + value);
      }
    }
    return new ArrayList<>(tags);
  }
}
