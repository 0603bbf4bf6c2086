package io.sluice.quality.rule;

import io.sluice.quality.expression.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members strictly and gathers every fault before it gives up. */
final class Reading {

  private final List<Fault> faults = new ArrayList<>();

  void fault(Location place, String message, @Nullable String hint) {
    faults.add(Fault.at(place, message, hint));
  }

  void failIfFaulty() {
    if (!faults.isEmpty()) {
      throw new RuleSyntaxException(faults);
    }
  }

  Node.@Nullable Members members(@Nullable Node node, String what) {
    if (node instanceof Node.Members members) {
      return members;
    }
    if (node != null) {
      fault(node.place(), what + " must be an object, not " + node.words(), null);
    }
    return null;
  }

  /** Refuses every member that is not known. */
  void known(Node.Members members, Set<String> known) {
    members
        .members()
        .forEach(
            (name, member) -> {
              if (!known.contains(name)) {
                fault(
                    member.keyPlace(),
                    "unknown key '" + name + "'",
                    Suggestion.didYouMean(name, known));
              }
            });
  }

  @Nullable String text(Node.Members members, String name) {
    Node node = members.get(name);
    if (node == null || Node.isNull(node)) {
      return null;
    }
    if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      return text;
    }
    fault(node.place(), "'" + name + "' must be text, not " + node.words(), "put it in quotes");
    return null;
  }

  boolean truth(Node.Members members, String name, boolean fallback) {
    Node node = members.get(name);
    if (node == null || Node.isNull(node)) {
      return fallback;
    }
    if (node instanceof Node.Scalar scalar && scalar.value() instanceof Boolean truth) {
      return truth;
    }
    fault(node.place(), "'" + name + "' must be true or false", null);
    return fallback;
  }

  /** A text, or a list of texts as lines; other values are faults. */
  @Nullable String lines(Node.Members members, String name) {
    return members.get(name) instanceof Node.Items
        ? String.join("\n", texts(members, name))
        : text(members, name);
  }

  @Nullable BigDecimal ratio(@Nullable Node node, String name) {
    if (node == null || Node.isNull(node)) {
      return null;
    }
    if (node instanceof Node.Scalar scalar
        && scalar.value() instanceof BigDecimal ratio
        && ratio.signum() >= 0
        && ratio.compareTo(BigDecimal.ONE) <= 0) {
      return ratio;
    }
    fault(node.place(), "'" + name + "' must be a number from 0 to 1", null);
    return null;
  }

  List<String> texts(Node.Members members, String name) {
    Node node = members.get(name);
    List<String> result = new ArrayList<>();
    if (node == null || Node.isNull(node)) {
      return result;
    }
    if (node instanceof Node.Items list) {
      for (Node item : list.items()) {
        if (item instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
          result.add(text);
        } else {
          fault(item.place(), "text is needed here, not " + item.words(), null);
        }
      }
    } else {
      fault(node.place(), "'" + name + "' must be a list", null);
    }
    return result;
  }

  <E extends Enum<E>> E oneOf(Node.Members members, String name, Class<E> type, E fallback) {
    String text = text(members, name);
    if (text == null) {
      return fallback;
    }
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    Node node = members.get(name);
    fault(
        node == null ? members.place() : node.place(),
        "'"
            + text
            + "' is not one of "
            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT),
        null);
    return fallback;
  }

  /** A node as plain values. */
  static @Nullable Object plain(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.value();
    } else if (node instanceof Node.Items list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(plain(item)));
      return values;
    } else if (node instanceof Node.Members members) {
      return plain(members);
    }
    return null;
  }

  static Map<String, @Nullable Object> plain(Node.Members members) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    members.members().forEach((name, member) -> values.put(name, plain(member.value())));
    return values;
  }
}
