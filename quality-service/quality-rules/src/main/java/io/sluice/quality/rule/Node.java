package io.sluice.quality.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a document that knows where it stands. */
sealed interface Node {

  Location place();

  /** A null, Boolean, BigDecimal, Double (not finite) or String. */
  record Scalar(@Nullable Object value, Location place) implements Node {}

  /** A list. */
  record Items(List<Node> items, Location place) implements Node {}

  /** An object, its members in order. */
  record Members(Map<String, Member> members, Location place) implements Node {

    @Nullable Node get(String name) {
      Member member = members.get(name);
      return member == null ? null : member.value();
    }
  }

  /** A member of an object: its value, and where its name stands. */
  record Member(Node value, Location keyPlace) {}

  /** Whether it says nothing. */
  static boolean isNull(@Nullable Node node) {
    return node == null || (node instanceof Scalar scalar && scalar.value() == null);
  }

  /** What kind of thing it is, in words. */
  default String words() {
    if (this instanceof Items) {
      return "a list";
    } else if (this instanceof Members) {
      return "an object";
    } else if (this instanceof Scalar scalar) {
      Object value = scalar.value();
      if (value == null) {
        return "null";
      }
      if (value instanceof String) {
        return "text";
      }
      return value instanceof Boolean ? "true or false" : "a number";
    }
    return "something else";
  }
}
