package io.sluice.quality.rule;

import io.sluice.quality.expression.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a rule set and of a request. */
final class RuleReading {

  static final int MAX_RULES = 2000;

  private static final Set<String> COMMON =
      Set.of("id", "where", "mostly", "severity", "dimension", "tags", "description", "enabled");
  private static final List<String> KNOWN =
      List.of(
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

  private final Reading reading;
  private final Origin origin;
  private final RuleIds ids;

  RuleReading(Reading reading, Origin origin) {
    this.reading = reading;
    this.origin = origin;
    ids = new RuleIds(reading);
  }

  List<Rule> rules(@Nullable Node node, Location parent) {
    List<Rule> rules = new ArrayList<>();
    if (!(node instanceof Node.Items list)) {
      reading.fault(node == null ? parent : node.place(), "'rules' must be a list of rules", null);
      return rules;
    }
    requireBounded(reading, list);
    ids.collectGiven(list);
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

  static void requireBounded(Reading reading, Node.Items list) {
    if (list.items().size() > MAX_RULES) {
      reading.fault(list.place(), "more than " + MAX_RULES + " rules", null);
      reading.failIfFaulty();
    }
  }

  /** Expectations are named as Great Expectations names them: all but one start alike. */
  private static boolean isExpectation(String name) {
    return name.startsWith("expect_") || name.endsWith("_expectation");
  }

  private @Nullable Rule rule(Node.Members members) {
    List<String> kinds = new ArrayList<>();
    for (String name : members.members().keySet()) {
      if (name.equals(Rule.ROWS) || name.equals(Rule.ASSERT) || isExpectation(name)) {
        kinds.add(name);
      } else if (!COMMON.contains(name)) {
        reading.fault(
            ids.place(members, name),
            "unknown key '" + name + "'",
            Suggestion.didYouMean(name, KNOWN));
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
    return isExpectation(kind) ? expectation(members, kind) : expression(members, kind);
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
      mostly = taken(arguments, named);
    }
    return rule(members, kind, arguments, null, mostly);
  }

  /** Takes {@code mostly} out of the arguments, unless a parameter has yet to say what it is. */
  static @Nullable Node taken(Map<String, @Nullable Object> arguments, Node.Members named) {
    Node mostly = named.get("mostly");
    if (mostly instanceof Node.Members) {
      return null;
    }
    arguments.remove("mostly");
    return mostly;
  }

  private Rule rule(
      Node.Members members,
      String kind,
      Map<String, @Nullable Object> arguments,
      @Nullable String expression,
      @Nullable Node innerMostly) {
    Node outerMostly = members.get("mostly");
    if (outerMostly != null && (innerMostly != null || arguments.containsKey("mostly"))) {
      reading.fault(outerMostly.place(), "'mostly' is given twice", null);
    }
    BigDecimal mostly = reading.ratio(innerMostly == null ? outerMostly : innerMostly, "mostly");
    return new Rule(
        ids.of(members, kind, arguments),
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
        members.place(),
        origin);
  }
}
