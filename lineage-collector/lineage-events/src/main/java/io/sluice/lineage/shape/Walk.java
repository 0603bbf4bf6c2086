package io.sluice.lineage.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.event.ConformanceWarning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where in an event a check is, and what it has found so far. */
final class Walk {

  /** A hostile event could earn a finding for each of its values; these tell the story. */
  static final int MAX_FINDINGS = 200;

  private static final int MAX_PLACE = 200;

  private final List<Finding> findings = new ArrayList<>();
  private final StringBuilder pointer = new StringBuilder();
  private final StringBuilder place = new StringBuilder();
  private final Deque<int[]> lengths = new ArrayDeque<>();

  /** Goes on to a member or element. */
  void enter(String name, String general) {
    lengths.push(new int[] {pointer.length(), place.length()});
    append(pointer, name);
    append(place, general);
  }

  void leave() {
    int[] before = lengths.pop();
    pointer.setLength(before[0]);
    place.setLength(before[1]);
  }

  /** Escapes as JSON pointers do. */
  private static void append(StringBuilder to, String name) {
    to.append('/');
    if (name.indexOf('~') < 0 && name.indexOf('/') < 0) {
      to.append(name);
    } else {
      to.append(name.replace("~", "~0").replace("/", "~1"));
    }
  }

  /** Whether it is worth looking further. */
  boolean more() {
    return findings.size() < MAX_FINDINGS;
  }

  /** Checks what stands here; a null is a fault of its own, and no more than that. */
  void element(JsonNode value, Shape shape) {
    if (value.isNull()) {
      find("NULL_MEMBER", "is null; it should be left out");
    } else {
      shape.check(value, this);
    }
  }

  /** Finds fault unless the value is as expected. */
  boolean expect(boolean as, String what, JsonNode value) {
    if (!as) {
      find("WRONG_TYPE", "should be " + what + " and is " + kind(value) + "; it was set aside");
    }
    return as;
  }

  void find(String code, String message) {
    if (more()) {
      String general =
          place.length() <= MAX_PLACE ? place.toString() : place.substring(0, MAX_PLACE);
      findings.add(new Finding(general, new ConformanceWarning(pointer.toString(), code, message)));
    }
  }

  /** Adds what the reader of the event found. */
  void add(ConformanceWarning warning) {
    if (more()) {
      findings.add(new Finding(general(warning.pointer()), warning));
    }
  }

  /** A pointer with a star for each place in a list. */
  private static String general(String pointer) {
    StringBuilder general = new StringBuilder(pointer.length());
    for (int i = 0; i < pointer.length() && general.length() < MAX_PLACE; i++) {
      char c = pointer.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit) {
        general.append(c);
      } else if (general.length() > 0 && general.charAt(general.length() - 1) == '/') {
        general.append('*');
      }
    }
    return general.toString();
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number such as this";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
    };
  }
}
