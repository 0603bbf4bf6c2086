package io.sluice.quality.engine.row;

import io.sluice.quality.engine.row.ColumnVector.Storage;
import io.sluice.quality.expression.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of one generated class: a method for each of some slots, and methods for parts that are
 * too large to stand in one. Nothing of a rule's text gets into it: names are places, texts and
 * patterns are constants of {@link GeneratedCode}.
 */
final class ClassCode {

  static final String PACKAGE = "io.sluice.quality.engine.row";
  static final String NAME = "GeneratedPredicates";

  private final Shape shape;
  private final List<Object> constants = new ArrayList<>();
  private final StringBuilder methods = new StringBuilder();
  private final StringBuilder cases = new StringBuilder();
  private final Deque<Part> parts = new ArrayDeque<>();
  private final Map<Integer, Set<Integer>> reads = new HashMap<>();
  private int partNames;

  private record Part(String name, Expr expr) {}

  ClassCode(Shape shape) {
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  List<Object> constants() {
    return constants;
  }

  /** Notes that a slot needs another. */
  void reads(int place, int slot) {
    reads.computeIfAbsent(place, unseen -> new HashSet<>()).add(slot);
  }

  /** The slots that a slot needs. */
  Set<Integer> readsOf(int place) {
    return reads.getOrDefault(place, Set.of());
  }

  /** The place of a constant. */
  int constant(Object value) {
    constants.add(value);
    return constants.size() - 1;
  }

  /** The name of the method that will compute a part. */
  String outlined(Expr expr) {
    Part part = new Part("part" + partNames++, expr);
    parts.add(part);
    return part.name();
  }

  /** Adds a method that fills the vector of a slot. */
  void slot(int place) {
    Expr expr = shape.slots().get(place - shape.columns().size());
    MethodCode method = new MethodCode();
    Value value = new ExprCode(this, method, expr, place).value();
    String states = method.local("byte[]", "S", "states", place);
    String store =
        switch (value.storage()) {
          case TRUTH -> states + "[i] = (byte) " + value.code() + ";";
          case LONG -> stored(value, states, method.local("long[]", "L", "longs", place));
          case DOUBLE -> stored(value, states, method.local("double[]", "D", "doubles", place));
          case TEXT ->
              method.local("String[]", "T", "texts", place) + "[i] = " + value.code() + ";";
          case OBJECT ->
              method.local("Object[]", "O", "objects", place) + "[i] = " + value.code() + ";";
        };
    methods
        .append("void slot" + place + "(int rows) {\n")
        .append(method.declarations())
        .append("for (int i = 0; i < rows; i++) {\ntry {\n")
        .append(method.body())
        .append(store)
        .append("\n} catch (Wide wide) {\n")
        .append("fill(" + place + ", " + constant(expr) + ", i);\n}\n}\n}\n");
    cases.append("case " + place + ": slot" + place + "(rows); break;\n");
    drainParts(place);
  }

  private static String stored(Value value, String states, String values) {
    return "if ("
        + value.isNull()
        + ") { "
        + states
        + "[i] = 1; } else { "
        + states
        + "[i] = 0; "
        + values
        + "[i] = "
        + value.code()
        + "; }";
  }

  private void drainParts(int place) {
    for (Part part = parts.poll(); part != null; part = parts.poll()) {
      MethodCode method = new MethodCode();
      Value value = new ExprCode(this, method, part.expr(), place).value();
      boolean number = value.storage() == Storage.LONG || value.storage() == Storage.DOUBLE;
      methods
          .append(javaType(value.storage()) + " " + part.name() + "(int i) {\n")
          .append(method.declarations())
          .append(method.body())
          .append(number ? "isNull = " + value.isNull() + ";\n" : "")
          .append("return " + value.code() + ";\n}\n");
    }
  }

  static String javaType(Storage storage) {
    return switch (storage) {
      case TRUTH -> "int";
      case LONG -> "long";
      case DOUBLE -> "double";
      case TEXT -> "String";
      case OBJECT -> "Object";
    };
  }

  /** The whole class. */
  String text() {
    return "package "
        + PACKAGE
        + ";\nfinal class "
        + NAME
        + " extends GeneratedCode {\n"
        + NAME
        + "(Shape shape, java.util.List constants,"
        + " io.sluice.quality.expression.Evaluator evaluator) {\n"
        + "super(shape, constants, evaluator);\n}\n"
        + "void run(int slot, int rows) {\nswitch (slot) {\n"
        + cases
        + "default: throw new IllegalStateException();\n}\n}\n"
        + methods
        + "}\n";
  }
}
