package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.lineage.facet.ColumnLink;
import io.sluice.lineage.facet.SchemaField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What schema and column lineage facets say. Most events repeat what the job's last run said, so a
 * facet is recognised by the SHA-256 of its tree and worked out once; how many are held is bounded.
 */
final class FacetContents {

  /** Fields and links, of some 200 bytes each. */
  private static final int MAX_WEIGHT = 100_000;

  private static final Bounded<UUID, SchemaContent> SCHEMAS = new Bounded<>(MAX_WEIGHT);
  private static final Bounded<UUID, ColumnContent> COLUMNS = new Bounded<>(MAX_WEIGHT);

  private FacetContents() {}

  static @Nullable SchemaContent schema(ObjectNode facets) {
    JsonNode facet = facets.get("schema");
    if (facet == null) {
      return null;
    }
    UUID key = new TreeDigest().of(facet);
    SchemaContent known = SCHEMAS.get(key);
    if (known == null) {
      known = SchemaField.in(facets).map(SchemaContent::of).orElse(null);
      if (known != null) {
        SCHEMAS.put(key, known, 1 + known.fields().length() / 200);
      }
    }
    return known;
  }

  static @Nullable ColumnContent columns(ObjectNode facets) {
    JsonNode facet = facets.get("columnLineage");
    if (facet == null) {
      return null;
    }
    UUID key = new TreeDigest().of(facet);
    ColumnContent known = COLUMNS.get(key);
    if (known == null) {
      known = ColumnLink.in(facets).map(ColumnContent::of).orElse(null);
      if (known != null) {
        COLUMNS.put(key, known, 1 + known.links().size());
      }
    }
    return known;
  }

  /** Digests a tree without writing it out as JSON. */
  private static final class TreeDigest {

    private final MessageDigest sha256 = sha256();
    private final byte[] buffer = new byte[16_384];
    private int size;

    UUID of(JsonNode tree) {
      add(tree);
      flush();
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      return new UUID(digest.getLong(), digest.getLong());
    }

    private void add(JsonNode node) {
      if (node instanceof TextNode text) {
        add('t', text.textValue());
      } else if (node instanceof ObjectNode object) {
        mark('o', object.size());
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          add('n', member.getKey());
          add(member.getValue());
        }
      } else if (node instanceof ArrayNode array) {
        mark('a', array.size());
        for (int i = 0; i < array.size(); i++) {
          add(array.get(i));
        }
      } else {
        add('v', node.asText());
      }
    }

    private void add(char kind, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      mark(kind, bytes.length);
      if (bytes.length > buffer.length - size) {
        flush();
      }
      if (bytes.length > buffer.length) {
        sha256.update(bytes);
      } else {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
      }
    }

    private void mark(char kind, int length) {
      if (buffer.length - size < 5) {
        flush();
      }
      buffer[size++] = (byte) kind;
      buffer[size++] = (byte) (length >>> 24);
      buffer[size++] = (byte) (length >>> 16);
      buffer[size++] = (byte) (length >>> 8);
      buffer[size++] = (byte) length;
    }

    private void flush() {
      sha256.update(buffer, 0, size);
      size = 0;
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
