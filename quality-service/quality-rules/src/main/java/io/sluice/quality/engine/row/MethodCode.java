package io.sluice.quality.engine.row;

import java.util.Map;
import java.util.TreeMap;

/** The text of one method that is being generated. */
final class MethodCode {

  /**
   * Methods beyond 8,000 bytes are never compiled to machine code; this many characters are fewer.
   */
  private static final int LONGEST = 8_000;

  private static final int DEEPEST = 24;

  private final StringBuilder body = new StringBuilder();
  private final Map<String, String> locals = new TreeMap<>();
  private int names;
  private int depth;

  /** A name that nothing else in the method has. */
  String fresh(String prefix) {
    return prefix + names++;
  }

  void line(String code) {
    body.append(code).append('\n');
  }

  /** Where the body ends now, to go back to. */
  int mark() {
    return body.length();
  }

  void backTo(int mark) {
    body.setLength(mark);
  }

  /** Whether further parts should become methods of their own. */
  boolean isFull() {
    return body.length() > LONGEST || depth > DEEPEST;
  }

  void deeper() {
    depth++;
  }

  void shallower() {
    depth--;
  }

  /** A local name for an array or constant, read once before the first row. */
  String local(String type, String prefix, String array, int place) {
    String name = prefix + place;
    String value = array.equals("constants") ? "(" + type + ") " : "";
    locals.put(name, "final " + type + " " + name + " = " + value + array + "[" + place + "];\n");
    return name;
  }

  /** The declarations of those names. */
  String declarations() {
    return String.join("", locals.values());
  }

  String body() {
    return body.toString();
  }
}
