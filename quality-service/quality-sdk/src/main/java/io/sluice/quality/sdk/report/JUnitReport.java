package io.sluice.quality.sdk.report;

import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.check.RuleWording;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report as the JUnit XML that CI systems read: a suite per rule set, a case per rule. A failed
 * rule is a failure whose type is its severity; one that could not be evaluated is an error. Rules
 * share one scan, so each case has an equal share of its suite's time.
 */
public final class JUnitReport {

  private static final int NOTE_WIDTH = 200;

  private final StringBuilder xml = new StringBuilder();

  private JUnitReport() {}

  /**
   * Writes it.
   *
   * @param at when the check ran
   */
  public static String write(List<Outcome> outcomes, Instant at) {
    JUnitReport report = new JUnitReport();
    report.suites(outcomes, at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
    return report.xml.toString();
  }

  private record Counts(int tests, long failures, long errors, long skipped, long elapsedMs) {

    static Counts of(Outcome outcome) {
      if (outcome instanceof Outcome.Judged judged) {
        List<RuleResult> results = judged.report().results();
        return new Counts(
            results.size(),
            count(results, Status.FAILED),
            count(results, Status.ERRORED),
            count(results, Status.SKIPPED),
            judged.elapsedMs());
      }
      return new Counts(1, 0, 1, 0, outcome.elapsedMs());
    }

    Counts and(Counts other) {
      return new Counts(
          tests + other.tests,
          failures + other.failures,
          errors + other.errors,
          skipped + other.skipped,
          elapsedMs + other.elapsedMs);
    }

    private static long count(List<RuleResult> results, Status status) {
      return results.stream().filter(result -> result.status() == status).count();
    }

    Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("tests", String.valueOf(tests));
      attributes.put("failures", String.valueOf(failures));
      attributes.put("errors", String.valueOf(errors));
      attributes.put("skipped", String.valueOf(skipped));
      attributes.put("time", seconds(elapsedMs));
      return attributes;
    }
  }

  private void suites(List<Outcome> outcomes, String at) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Counts all = outcomes.stream().map(Counts::of).reduce(new Counts(0, 0, 0, 0, 0), Counts::and);
    Map<String, String> attributes = new LinkedHashMap<>(Map.of("name", "sluice check"));
    attributes.putAll(all.attributes());
    open(0, "testsuites", attributes);
    outcomes.forEach(outcome -> suite(outcome, at));
    close(0, "testsuites");
    xml.setLength(xml.length() - 1);
  }

  private void suite(Outcome outcome, String at) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", outcome.name());
    attributes.putAll(Counts.of(outcome).attributes());
    attributes.put("timestamp", at);
    open(1, "testsuite", attributes);
    if (outcome instanceof Outcome.Judged judged) {
      properties(2, suiteProperties(judged));
      Map<String, Rule> rules = new HashMap<>();
      judged.ruleSet().rules().forEach(rule -> rules.put(rule.id(), rule));
      List<RuleResult> results = judged.report().results();
      String share = seconds(judged.elapsedMs() / Math.max(1, results.size()));
      results.forEach(result -> test(judged, result, rules.get(result.id()), share));
    } else if (outcome instanceof Outcome.Unjudged unjudged) {
      unjudged(unjudged);
    }
    close(1, "testsuite");
  }

  private static Map<String, String> suiteProperties(Outcome.Judged judged) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("decision", judged.verdict().decision().name());
    properties.put("rules", judged.file().toString());
    properties.put("data", judged.data());
    properties.put("dataDigest", judged.report().dataDigest());
    properties.put("rows", String.valueOf(judged.report().statistics().rows()));
    properties.put("scans", String.valueOf(judged.report().statistics().scans()));
    properties.put("engine", judged.report().statistics().engine());
    return properties;
  }

  private void test(Outcome.Judged judged, RuleResult result, @Nullable Rule rule, String time) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", result.id());
    attributes.put("classname", judged.name());
    attributes.put("time", time);
    open(2, "testcase", attributes);
    properties(3, ruleProperties(result));
    String severity = result.severity().name().toLowerCase(Locale.ROOT);
    String why = String.join("\n", new RuleWording(NOTE_WIDTH).why(result, rule));
    switch (result.status()) {
      case FAILED -> outcome("failure", RuleWording.found(result), severity, why);
      case ERRORED -> outcome("error", message(result), severity, why);
      case SKIPPED -> outcome("skipped", RuleWording.found(result), null, "");
      case PASSED -> {}
    }
    close(2, "testcase");
  }

  private static String message(RuleResult result) {
    return result.error() == null ? RuleWording.found(result) : result.error();
  }

  private static Map<String, String> ruleProperties(RuleResult result) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("type", result.type());
    properties.put("severity", result.severity().name().toLowerCase(Locale.ROOT));
    put(properties, "dimension", result.dimension());
    put(properties, "tags", result.tags().isEmpty() ? null : String.join(",", result.tags()));
    put(properties, "elementCount", result.elementCount());
    put(properties, "missingCount", result.missingCount());
    put(properties, "unexpectedCount", result.unexpectedCount());
    put(properties, "unexpectedPercent", result.unexpectedPercent());
    if (result.observedValue() != null) {
      properties.put("observedValue", RuleWording.value(result.observedValue()));
    }
    return properties;
  }

  private static void put(Map<String, String> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value.toString());
    }
  }

  private void unjudged(Outcome.Unjudged unjudged) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("name", unjudged.file().toString());
    attributes.put("classname", unjudged.name());
    attributes.put("time", seconds(unjudged.elapsedMs()));
    open(2, "testcase", attributes);
    String faults =
        unjudged.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));
    outcome("error", unjudged.message(), "unjudged", faults);
    close(2, "testcase");
  }

  private void outcome(String name, String message, @Nullable String type, String text) {
    xml.append(" ".repeat(6)).append('<').append(name);
    attribute("message", message);
    if (type != null) {
      attribute("type", type);
    }
    if (text.isEmpty()) {
      xml.append("/>\n");
    } else {
      // Lines stay lines in an element's text.
      xml.append('>').append(Markup.escape(text).replace("&#10;", "\n"));
      xml.append("</").append(name).append(">\n");
    }
  }

  private void properties(int depth, Map<String, String> properties) {
    open(depth, "properties", Map.of());
    properties.forEach(
        (name, value) -> {
          xml.append("  ".repeat(depth + 1)).append("<property");
          attribute("name", name);
          attribute("value", value);
          xml.append("/>\n");
        });
    close(depth, "properties");
  }

  private void open(int depth, String name, Map<String, String> attributes) {
    xml.append("  ".repeat(depth)).append('<').append(name);
    attributes.forEach(this::attribute);
    xml.append(">\n");
  }

  private void close(int depth, String name) {
    xml.append("  ".repeat(depth)).append("</").append(name).append(">\n");
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"").append(Markup.escape(value)).append('"');
  }

  private static String seconds(long milliseconds) {
    return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
  }
}
