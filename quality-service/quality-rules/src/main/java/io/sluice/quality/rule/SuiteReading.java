package io.sluice.quality.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads suites of Great Expectations, of 0.18, of 1.x and of both mixed. No rule is dropped; what
 * says nothing about data ({@code meta}, ids of GX Cloud, how notes are rendered) is taken and has
 * no effect.
 */
final class SuiteReading {

  private static final Set<String> SUITE =
      Set.of(
          "name",
          "expectation_suite_name",
          "expectations",
          "meta",
          "notes",
          "id",
          "ge_cloud_id",
          "data_asset_type",
          "evaluation_parameters",
          "suite_parameters");
  private static final Set<String> RULE =
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
          "success_on_last_run",
          "windows");

  /** Kinds whose names GX has changed, as suites older than the change still write them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "expect_column_pair_values_A_to_be_greater_than_B",
          "expect_column_pair_values_a_to_be_greater_than_b");

  private final Reading reading;
  private final RuleIds ids;

  SuiteReading(Reading reading) {
    this.reading = reading;
    ids = new RuleIds(reading);
  }

  RuleSet suite(Node.Members suite) {
    reading.known(suite, SUITE);
    String name = reading.text(suite, "name");
    String older = reading.text(suite, "expectation_suite_name");
    if (name != null && older != null && !name.equals(older)) {
      reading.fault(
          suite.place(), "'name' and 'expectation_suite_name' name different suites", null);
    }
    reading.lines(suite, "notes");
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.putAll(parameters(suite, "evaluation_parameters"));
    parameters.putAll(parameters(suite, "suite_parameters"));
    Origin origin = new Origin(true, name == null ? older : name, parameters, List.of());
    return new RuleSet(origin.document(), null, null, GatePolicy.standard(), rules(suite, origin));
  }

  private Map<String, @Nullable Object> parameters(Node.Members suite, String name) {
    Node node = suite.get(name);
    Node.Members members =
        node == null || Node.isNull(node) ? null : reading.members(node, "'" + name + "'");
    return members == null ? Map.of() : Reading.plain(members);
  }

  private List<Rule> rules(Node.Members suite, Origin origin) {
    List<Rule> rules = new ArrayList<>();
    if (!(suite.get("expectations") instanceof Node.Items list)) {
      reading.fault(suite.place(), "'expectations' must be a list", null);
      return rules;
    }
    RuleReading.requireBounded(reading, list);
    ids.collectGiven(list);
    for (Node item : list.items()) {
      Node.Members members = reading.members(item, "an expectation");
      if (members != null) {
        Rule rule = rule(members, origin);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private @Nullable Rule rule(Node.Members members, Origin origin) {
    reading.known(members, RULE);
    String type = kind(members, "type");
    String older = kind(members, "expectation_type");
    String kind = type == null ? older : type;
    if (kind == null) {
      reading.fault(members.place(), "an expectation needs a 'type'", null);
      return null;
    }
    if (older != null && !older.equals(kind)) {
      reading.fault(members.place(), "'type' and 'expectation_type' name different kinds", null);
    }
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    Node mostly = null;
    Node given = members.get("kwargs");
    Node.Members kwargs =
        given == null || Node.isNull(given) ? null : reading.members(given, "'kwargs'");
    if (kwargs != null) {
      arguments.putAll(Reading.plain(kwargs));
      mostly = RuleReading.taken(arguments, kwargs);
    }
    String notes = reading.lines(members, "notes");
    String description = reading.text(members, "description");
    return new Rule(
        ids.of(members, kind, arguments),
        kind,
        arguments,
        null,
        null,
        reading.ratio(mostly, "mostly"),
        reading.oneOf(members, "severity", Severity.class, Severity.CRITICAL),
        null,
        List.of(),
        description == null ? notes : description,
        true,
        members.place(),
        origin.with(changes(members, arguments)));
  }

  private @Nullable String kind(Node.Members members, String name) {
    String written = reading.text(members, name);
    return written == null ? null : RENAMED.getOrDefault(written, written);
  }

  /** What of this rule is read otherwise than GX reads it. */
  private static List<String> changes(
      Node.Members members, Map<String, @Nullable Object> arguments) {
    List<String> notes = new ArrayList<>();
    if (members.get("windows") instanceof Node.Items windows && !windows.items().isEmpty()) {
      notes.add("'windows' are not applied: the bounds are those that the suite states");
    }
    if (Boolean.TRUE.equals(arguments.get("auto"))) {
      notes.add("'auto' does not profile: the bounds are those that the suite states");
    }
    return notes;
  }
}
