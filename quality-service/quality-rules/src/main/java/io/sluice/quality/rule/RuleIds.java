package io.sluice.quality.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids of the rules of one document: given, or derived from the kind and the column. */
final class RuleIds {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

  private final Reading reading;
  private final Map<String, Integer> used = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  RuleIds(Reading reading) {
    this.reading = reading;
  }

  /** Ids that authors chose come first: derived ones step aside. */
  void collectGiven(Node.Items list) {
    for (Node item : list.items()) {
      if (item instanceof Node.Members members
          && members.get("id") instanceof Node.Scalar scalar
          && scalar.value() instanceof String id
          && !given.add(id)) {
        reading.fault(scalar.place(), "the id '" + id + "' occurs twice", null);
      }
    }
  }

  Location place(Node.Members members, String name) {
    Node.Member member = members.members().get(name);
    return member == null ? members.place() : member.keyPlace();
  }

  String of(Node.Members members, String kind, Map<String, @Nullable Object> arguments) {
    String id = reading.text(members, "id");
    if (id == null) {
      return derived(kind, arguments);
    }
    if (!ID.matcher(id).matches()) {
      reading.fault(
          place(members, "id"), "an id takes letters, digits and . _ : - only, at most 200", null);
    }
    return id;
  }

  /** The kind without its prefix and the column, numbered if that occurs again. */
  private String derived(String kind, Map<String, @Nullable Object> arguments) {
    Object column = arguments.get("column");
    String base = kind.startsWith("expect_") ? kind.substring("expect_".length()) : kind;
    base = base.replaceAll("[^A-Za-z0-9._:-]", "_");
    if (column instanceof String name) {
      base = name.replaceAll("[^A-Za-z0-9._:-]", "_") + ":" + base;
    }
    base = base.length() > 180 ? base.substring(0, 180) : base;
    String id;
    do {
      int number = used.merge(base, 1, Integer::sum);
      id = number == 1 ? base : base + "-" + number;
    } while (given.contains(id));
    return id;
  }
}
