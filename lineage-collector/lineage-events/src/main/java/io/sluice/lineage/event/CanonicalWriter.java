package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * Writes a tree in canonical form: members sorted, no white space, text as Jackson writes it byte
 * for byte, so that digests stay what they were. The members are sorted in the tree itself, which
 * then is what reading the canonical form would give. Jackson's own writer makes a sorted map of
 * every object on the way, which cost more than all the rest of taking an event in.
 */
final class CanonicalWriter {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };
  private static final int FIRST_BYTES = 32 << 10;

  /** A larger buffer is not kept for the next event. */
  private static final int MOST_BYTES = 256 << 10;

  private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME = Map.Entry.comparingByKey();

  private static final ThreadLocal<CanonicalWriter> WRITERS =
      ThreadLocal.withInitial(CanonicalWriter::new);

  private byte[] buffer = new byte[FIRST_BYTES];
  private int size;

  private CanonicalWriter() {}

  static byte[] write(JsonNode tree) {
    CanonicalWriter writer = WRITERS.get();
    writer.size = 0;
    try {
      writer.node(tree);
      return Arrays.copyOf(writer.buffer, writer.size);
    } finally {
      if (writer.buffer.length > MOST_BYTES) {
        writer.buffer = new byte[FIRST_BYTES];
      }
    }
  }

  private void node(JsonNode node) {
    if (node instanceof TextNode text) {
      text(text.textValue());
    } else if (node instanceof ObjectNode object) {
      object(object);
    } else if (node instanceof ArrayNode array) {
      array(array);
    } else {
      // Numbers as they were written, true, false and null.
      String plain = node.asText();
      reserve(plain.length());
      for (int i = 0; i < plain.length(); i++) {
        buffer[size++] = (byte) plain.charAt(i);
      }
    }
  }

  private void object(ObjectNode object) {
    one('{');
    boolean first = true;
    sort(object);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!first) {
        one(',');
      }
      first = false;
      text(member.getKey());
      one(':');
      node(member.getValue());
    }
    one('}');
  }

  /** Puts the members in order, unless they are. */
  private static void sort(ObjectNode object) {
    String before = "";
    boolean sorted = true;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      sorted = sorted && before.compareTo(name) <= 0;
      before = name;
    }
    if (sorted) {
      return;
    }
    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    Map.Entry<String, JsonNode>[] members = new Map.Entry[object.size()];
    int count = 0;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      members[count++] = member;
    }
    Arrays.sort(members, BY_NAME);
    object.removeAll();
    for (Map.Entry<String, JsonNode> member : members) {
      object.set(member.getKey(), member.getValue());
    }
  }

  private void array(ArrayNode array) {
    one('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        one(',');
      }
      node(array.get(i));
    }
    one(']');
  }

  private void text(String text) {
    int length = text.length();
    // Six bytes for a character that is escaped, and the quotes.
    reserve(length * 6L + 2);
    byte[] to = buffer;
    int at = size;
    to[at++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (c >= 0x20 && c != '"' && c != '\\') {
          to[at++] = (byte) c;
        } else {
          at = escape(c, to, at);
        }
      } else if (c < 0x800) {
        to[at++] = (byte) (0xc0 | (c >> 6));
        to[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isSurrogate(c)) {
        at = unicode(c, to, at);
      } else {
        to[at++] = (byte) (0xe0 | (c >> 12));
        to[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        to[at++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    to[at++] = '"';
    size = at;
  }

  private static int escape(char c, byte[] to, int at) {
    int letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\b' -> 'b';
          case '\t' -> 't';
          case '\n' -> 'n';
          case '\f' -> 'f';
          case '\r' -> 'r';
          default -> 0;
        };
    if (letter == 0) {
      return unicode(c, to, at);
    }
    to[at] = '\\';
    to[at + 1] = (byte) letter;
    return at + 2;
  }

  private static int unicode(char c, byte[] to, int at) {
    to[at] = '\\';
    to[at + 1] = 'u';
    to[at + 2] = HEX[c >> 12];
    to[at + 3] = HEX[(c >> 8) & 0xf];
    to[at + 4] = HEX[(c >> 4) & 0xf];
    to[at + 5] = HEX[c & 0xf];
    return at + 6;
  }

  private void one(char c) {
    reserve(1);
    buffer[size++] = (byte) c;
  }

  private void reserve(long more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(buffer.length * 2L, size + more)));
    }
  }
}
