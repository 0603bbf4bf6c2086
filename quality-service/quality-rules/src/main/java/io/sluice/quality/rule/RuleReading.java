package io.sluice.quality.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a rule set, of a request, and of a Great Expectations suite. */
final class RuleReading {

  static final int MAX_RULES = 2000;

  private static final Set<String> COMMON =
      Set.of("id", "where", "mostly", "severity", "dimension", "tags", "description", "enabled");
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "where",
          "mostly",
          "severity",
          "dimension",
          "tags",
          "description",
          "enabled",
          "rows",
          "assert",
          "expect_…");
  private static final Set<String> SUITE_RULE =
      Set.of(
          "type",
          "expectation_type",
          "kwargs",
          "meta",
          "id",
          "ge_cloud_id",
          "severity",
          "description",
          "notes",
          "expectation_context",
          "rendered_content",
          "windows");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

  private final Reading reading;
  private final Map<String, Integer> used = new HashMap<>();
  private final Set<String> given = new java.util.HashSet<>();

  RuleReading(Reading reading) {
    this.reading = reading;
  }

  List<Rule> rules(@Nullable Node node, Location parent) {
    List<Rule> rules = new ArrayList<>();
    if (!(node instanceof Node.Items list)) {
      reading.fault(node == null ? parent : node.place(), "'rules' must be a list of rules", null);
      return rules;
    }
    requireBounded(list);
    collectGivenIds(list);
    for (Node item : list.items()) {
      Node.Members members = reading.members(item, "a rule");
      if (members != null) {
        Rule rule = rule(members);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private void requireBounded(Node.Items list) {
    if (list.items().size() > MAX_RULES) {
      reading.fault(list.place(), "more than " + MAX_RULES + " rules", null);
      reading.failIfFaulty();
    }
  }

  /** Ids that authors chose come first: derived ones step aside. */
  private void collectGivenIds(Node.Items list) {
    for (Node item : list.items()) {
      if (item instanceof Node.Members members
          && members.get("id") instanceof Node.Scalar scalar
          && scalar.value() instanceof String id
          && !given.add(id)) {
        reading.fault(scalar.place(), "the id '" + id + "' occurs twice", null);
      }
    }
  }

  private @Nullable Rule rule(Node.Members members) {
    List<String> kinds = new ArrayList<>();
    for (String name : members.members().keySet()) {
      if (name.equals(Rule.ROWS) || name.equals(Rule.ASSERT) || name.startsWith("expect_")) {
        kinds.add(name);
      } else if (!COMMON.contains(name)) {
        reading.fault(
            place(members, name), "unknown key '" + name + "'", NearName.hint(name, KNOWN));
      }
    }
    if (kinds.size() != 1) {
      reading.fault(
          members.place(),
          kinds.isEmpty()
              ? "a rule needs an expectation, 'rows' or 'assert'"
              : "a rule has one kind, this has " + kinds,
          null);
      return null;
    }
    String kind = kinds.get(0);
    return kind.startsWith("expect_") ? expectation(members, kind) : expression(members, kind);
  }

  private static Location place(Node.Members members, String name) {
    Node.Member member = members.members().get(name);
    return member == null ? members.place() : member.keyPlace();
  }

  private @Nullable Rule expression(Node.Members members, String kind) {
    String expression = reading.text(members, kind);
    if (expression == null) {
      reading.fault(members.place(), "'" + kind + "' needs an expression in quotes", null);
      return null;
    }
    return rule(members, kind, Map.of(), expression, null);
  }

  private @Nullable Rule expectation(Node.Members members, String kind) {
    Node node = members.get(kind);
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    Node mostly = null;
    if (!Node.isNull(node)) {
      Node.Members named = reading.members(node, "the parameters of " + kind);
      if (named == null) {
        return null;
      }
      arguments.putAll(Reading.plain(named));
      arguments.remove("mostly");
      mostly = named.get("mostly");
    }
    return rule(members, kind, arguments, null, mostly);
  }

  private Rule rule(
      Node.Members members,
      String kind,
      Map<String, @Nullable Object> arguments,
      @Nullable String expression,
      @Nullable Node innerMostly) {
    Node outerMostly = members.get("mostly");
    if (innerMostly != null && outerMostly != null) {
      reading.fault(innerMostly.place(), "'mostly' is given twice", null);
    }
    BigDecimal mostly = reading.ratio(innerMostly == null ? outerMostly : innerMostly, "mostly");
    return new Rule(
        id(members, kind, arguments),
        kind,
        arguments,
        expression,
        reading.text(members, "where"),
        mostly,
        reading.oneOf(members, "severity", Severity.class, Severity.CRITICAL),
        reading.text(members, "dimension"),
        reading.texts(members, "tags"),
        reading.text(members, "description"),
        reading.truth(members, "enabled", true),
        members.place());
  }

  private String id(Node.Members members, String kind, Map<String, @Nullable Object> arguments) {
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

  /** The rules of a suite of Great Expectations, 0.18 or 1.x; none is dropped. */
  List<Rule> suite(Node.Members suite) {
    List<Rule> rules = new ArrayList<>();
    if (!(suite.get("expectations") instanceof Node.Items list)) {
      reading.fault(suite.place(), "'expectations' must be a list", null);
      return rules;
    }
    requireBounded(list);
    for (Node item : list.items()) {
      Node.Members members = reading.members(item, "an expectation");
      if (members != null) {
        Rule rule = suiteRule(members);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private @Nullable Rule suiteRule(Node.Members members) {
    reading.known(members, SUITE_RULE);
    String type = reading.text(members, "type");
    String kind = type == null ? reading.text(members, "expectation_type") : type;
    if (kind == null) {
      reading.fault(members.place(), "an expectation needs a 'type'", null);
      return null;
    }
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    Node mostly = null;
    Node.Members kwargs = reading.members(members.get("kwargs"), "'kwargs'");
    if (kwargs != null) {
      arguments.putAll(Reading.plain(kwargs));
      arguments.remove("mostly");
      mostly = kwargs.get("mostly");
    }
    return new Rule(
        derived(kind, arguments),
        kind,
        arguments,
        null,
        null,
        reading.ratio(mostly, "mostly"),
        reading.oneOf(members, "severity", Severity.class, Severity.CRITICAL),
        null,
        List.of(),
        reading.text(members, "description"),
        true,
        members.place());
  }
}
