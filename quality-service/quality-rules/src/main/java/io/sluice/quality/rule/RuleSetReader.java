package io.sluice.quality.rule;

import io.sluice.catalog.model.DatasetId;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rule sets: YAML or JSON of our own, or a suite of Great Expectations. */
public final class RuleSetReader {

  private static final Set<String> KNOWN =
      Set.of("ruleset", "description", "dataset", "source", "gate", "parameters", "rules");
  private static final Set<String> GATE =
      Set.of("severities", "onError", "onMissingEvidence", "onUpstreamHalt", "staleAfter");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
  private static final Duration LONGEST = Duration.ofDays(3660);

  /** A reader; it keeps nothing between documents. */
  public RuleSetReader() {}

  /**
   * Reads a rule set.
   *
   * @throws RuleSyntaxException with every fault found
   */
  public RuleSet read(String text) {
    Node root = Documents.read(text);
    Reading reading = new Reading();
    Node.Members members = reading.members(root, "a rule set");
    if (members == null) {
      reading.failIfFaulty();
      throw new IllegalStateException("unreachable: the fault above was thrown");
    }
    RuleSet ruleSet =
        members.members().containsKey("expectations")
            ? new SuiteReading(reading).suite(members)
            : ruleSet(members, reading);
    reading.failIfFaulty();
    return ruleSet;
  }

  /** Whether a document is a suite of Great Expectations, which has a name of its own. */
  public boolean isSuite(String text) {
    return Documents.read(text) instanceof Node.Members members
        && members.members().containsKey("expectations");
  }

  /**
   * Reads the rules of a request: a JSON list of rules.
   *
   * @param base the pointer of the list in its document
   * @throws RuleSyntaxException with every fault found, each pointing into that document
   */
  public List<Rule> readRules(String json, String base) {
    return within(
        json,
        base,
        (node, reading) -> new RuleReading(reading, Origin.NONE).rules(node, node.place()));
  }

  /**
   * Reads the rules of a suite of Great Expectations in a request.
   *
   * @param base the pointer of the suite in its document
   * @throws RuleSyntaxException with every fault found, each pointing into that document
   */
  public List<Rule> readSuite(String json, String base) {
    return within(
        json,
        base,
        (node, reading) -> {
          Node.Members members = reading.members(node, "a suite");
          return members == null ? List.of() : new SuiteReading(reading).suite(members).rules();
        });
  }

  /**
   * Reads a source in a request.
   *
   * @param base the pointer of the source in its document
   * @throws RuleSyntaxException with every fault found, each pointing into that document
   */
  public SourceSpec readSource(String json, String base) {
    return within(
        json,
        base,
        (node, reading) -> {
          SourceSpec spec = source(node, reading);
          return spec == null ? SourceSpec.file("unreachable") : spec;
        });
  }

  private interface Part<T> {
    T read(Node node, Reading reading);
  }

  private static <T> T within(String json, String base, Part<T> part) {
    try {
      Reading reading = new Reading();
      T result = part.read(JsonDocument.read(json), reading);
      reading.failIfFaulty();
      return result;
    } catch (RuleSyntaxException inner) {
      List<Fault> moved = new ArrayList<>();
      for (Fault fault : inner.faults()) {
        // Lines are those of the part, not of the document: the pointer is what holds.
        moved.add(new Fault(base + fault.pointer(), 0, 0, fault.message(), fault.hint()));
      }
      throw new RuleSyntaxException(moved);
    }
  }

  private static RuleSet ruleSet(Node.Members members, Reading reading) {
    reading.known(members, KNOWN);
    reading.text(members, "description");
    String name = reading.text(members, "ruleset");
    if (name != null && !NAME.matcher(name).matches()) {
      reading.fault(
          members.place(), "a rule set's name takes letters, digits and . _ - only", null);
    }
    Node source = members.get("source");
    return new RuleSet(
        name,
        dataset(members.get("dataset"), reading),
        Node.isNull(source) || source == null ? null : source(source, reading),
        gate(members.get("gate"), reading),
        new RuleReading(reading, new Origin(false, name, parameters(members, reading), List.of()))
            .rules(members.get("rules"), members.place()));
  }

  private static Map<String, @Nullable Object> parameters(Node.Members members, Reading reading) {
    Node node = members.get("parameters");
    Node.Members named =
        node == null || Node.isNull(node) ? null : reading.members(node, "'parameters'");
    return named == null ? Map.of() : Reading.plain(named);
  }

  private static @Nullable DatasetId dataset(@Nullable Node node, Reading reading) {
    if (node == null || Node.isNull(node)) {
      return null;
    }
    Node.Members members = reading.members(node, "'dataset'");
    if (members == null) {
      return null;
    }
    reading.known(members, Set.of("namespace", "name"));
    String namespace = reading.text(members, "namespace");
    String name = reading.text(members, "name");
    if (namespace == null || name == null) {
      reading.fault(members.place(), "a dataset has a namespace and a name", null);
      return null;
    }
    try {
      return new DatasetId(namespace, name);
    } catch (IllegalArgumentException invalid) {
      reading.fault(members.place(), String.valueOf(invalid.getMessage()), null);
      return null;
    }
  }

  private static @Nullable SourceSpec source(Node node, Reading reading) {
    return new SourceReading(reading).source(node);
  }

  private static GatePolicy gate(@Nullable Node node, Reading reading) {
    GatePolicy standard = GatePolicy.standard();
    if (node == null || Node.isNull(node)) {
      return standard;
    }
    Node.Members members = reading.members(node, "'gate'");
    if (members == null) {
      return standard;
    }
    reading.known(members, GATE);
    return new GatePolicy(
        severities(members.get("severities"), reading),
        reading.oneOf(members, "onError", Action.class, standard.onError()),
        reading.oneOf(members, "onMissingEvidence", Action.class, standard.onMissingEvidence()),
        reading.oneOf(members, "onUpstreamHalt", Action.class, standard.onUpstreamHalt()),
        staleAfter(members, reading, standard.staleAfter()));
  }

  private static Map<Severity, Action> severities(@Nullable Node node, Reading reading) {
    Map<Severity, Action> actions = new EnumMap<>(Severity.class);
    Node.Members members =
        node == null || Node.isNull(node) ? null : reading.members(node, "'severities'");
    if (members != null) {
      reading.known(members, Set.of("critical", "warning", "info"));
      for (Severity severity : Severity.values()) {
        String name = severity.name().toLowerCase(Locale.ROOT);
        if (members.get(name) != null) {
          actions.put(severity, reading.oneOf(members, name, Action.class, Action.HALT));
        }
      }
    }
    return actions;
  }

  private static Duration staleAfter(Node.Members members, Reading reading, Duration fallback) {
    String text = reading.text(members, "staleAfter");
    if (text == null) {
      return fallback;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException malformed) {
      // Told below, together with durations that are out of range.
    }
    Node node = members.get("staleAfter");
    reading.fault(
        node == null ? members.place() : node.place(),
        "'" + text + "' is not a duration of up to ten years",
        "write PT24H or P7D");
    return fallback;
  }
}
