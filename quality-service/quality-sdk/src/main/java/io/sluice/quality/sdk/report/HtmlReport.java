package io.sluice.quality.sdk.report;

import io.sluice.quality.check.CheckStatistics;
import io.sluice.quality.check.Explanation;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.check.PlanText;
import io.sluice.quality.sdk.check.RuleWording;
import io.sluice.quality.sdk.check.SqlLines;
import io.sluice.quality.sdk.check.Tally;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report as one page to read or to mail: it loads nothing, runs nothing, and tells the decision
 * in words before any figure. Its policy forbids scripts, whatever the data says.
 */
public final class HtmlReport {

  /** A statement over hundreds of rules would fill the page. */
  private static final int LONGEST = 12_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Html html = new Html();
  private final HtmlRule rule;

  private HtmlReport(List<Outcome> outcomes) {
    rule = new HtmlRule(html, outcomes.stream().mapToLong(HtmlReport::unmet).sum());
  }

  /**
   * Writes it.
   *
   * @param at when the check ran
   */
  public static String write(List<Outcome> outcomes, Instant at) {
    HtmlReport report = new HtmlReport(outcomes);
    report.page(outcomes, at);
    return report.html.toString();
  }

  private void page(List<Outcome> outcomes, Instant at) {
    Decision decision = Tally.of(outcomes).decision();
    String name = outcomes.size() == 1 ? outcomes.get(0).name() : outcomes.size() + " rule sets";
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\"")
        .raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.element("title", decisionName(decision) + ": " + name + " · Sluice").raw("\n");
    html.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n<main>\n");
    heading(outcomes, decision, at);
    for (int i = 0; i < outcomes.size(); i++) {
      section(outcomes.get(i), i + 1, outcomes.size() > 1);
    }
    html.raw("</main>\n</body>\n</html>");
  }

  private void heading(List<Outcome> outcomes, @Nullable Decision decision, Instant at) {
    html.raw("<header>\n<p class=\"faint\">Sluice check · ").text(TIME.format(at)).raw("</p>\n");
    html.raw("<h1><span class=\"badge ").raw(tone(decision)).raw("\">");
    html.text(decisionName(decision)).raw("</span> ").text(inWords(decision)).raw("</h1>\n");
    if (outcomes.size() == 1) {
      html.element("p", sentence(outcomes.get(0))).raw("\n</header>\n");
      return;
    }
    html.element("p", Tally.of(outcomes).words() + ".").raw("\n</header>\n");
    html.raw("<nav aria-label=\"Rule sets\">\n<ul class=\"sets\">\n");
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      html.raw("<li>").raw(badge(outcome)).raw(" <a href=\"#set-" + (i + 1) + "\">");
      html.text(outcome.name()).raw("</a> <span class=\"faint\">");
      html.text(sentence(outcome)).raw("</span></li>\n");
    }
    html.raw("</ul>\n</nav>\n");
  }

  private void section(Outcome outcome, int number, boolean among) {
    String id = "set-" + number;
    html.raw("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-name\">\n");
    html.raw("<h2 id=\"" + id + "-name\">").text(outcome.name());
    html.raw(among ? " " + badge(outcome) : "").raw("</h2>\n");
    if (outcome instanceof Outcome.Judged judged) {
      judged(judged, among);
    } else if (outcome instanceof Outcome.Unjudged unjudged) {
      unjudged(unjudged);
    }
    html.raw("</section>\n");
  }

  private void judged(Outcome.Judged judged, boolean among) {
    if (among) {
      html.element("p", sentence(judged)).raw("\n");
    }
    CheckStatistics statistics = judged.report().statistics();
    html.raw("<dl class=\"facts\">\n");
    fact("Data", judged.data());
    fact("Rows", RuleWording.number(statistics.rows()));
    if (statistics.rejectedRows() > 0) {
      fact("Unreadable rows", RuleWording.number(statistics.rejectedRows()));
    }
    fact("Rules", judged.file().toString());
    fact("Took", String.format(Locale.ROOT, "%.2f s", judged.elapsedMs() / 1000.0));
    html.raw("</dl>\n");
    Map<String, Rule> rules = new HashMap<>();
    judged.ruleSet().rules().forEach(rule -> rules.put(rule.id(), rule));
    group("Not met", judged, Status.FAILED, Status.ERRORED)
        .forEach(result -> rule.unmet(result, rules.get(result.id())));
    List<RuleResult> met = group("Met", judged, Status.PASSED).toList();
    rule.list(met, rules);
    rule.list(group("Not judged", judged, Status.SKIPPED).toList(), rules);
    howJudged(judged);
  }

  /** The results of those kinds, the gravest first, below a heading if there are any. */
  private Stream<RuleResult> group(String title, Outcome.Judged judged, Status... kinds) {
    List<RuleResult> results =
        judged.report().results().stream()
            .filter(result -> List.of(kinds).contains(result.status()))
            .sorted(java.util.Comparator.comparing(RuleResult::severity))
            .toList();
    if (!results.isEmpty()) {
      String count = RuleWording.plural(results.size(), "rule");
      html.element("h3", title + ": " + count).raw("\n");
    }
    return results.stream();
  }

  private void unjudged(Outcome.Unjudged unjudged) {
    html.raw("<p class=\"bad\">").text(unjudged.message()).raw("</p>\n");
    if (unjudged.hint() != null) {
      html.element("p", unjudged.hint()).raw("\n");
    }
    if (!unjudged.faults().isEmpty()) {
      html.raw("<ul>\n");
      for (Fault fault : unjudged.faults()) {
        html.element("li", fault.toString()).raw("\n");
      }
      html.raw("</ul>\n");
    }
  }

  private void howJudged(Outcome.Judged judged) {
    CheckStatistics statistics = judged.report().statistics();
    html.raw("<details>\n<summary>How it was judged</summary>\n<dl class=\"facts\">\n");
    fact("Engine", statistics.engine());
    fact(
        "Passes",
        RuleWording.plural(statistics.scans(), "scan")
            + ", "
            + RuleWording.plural(statistics.groupBys(), "group-by")
            + ", "
            + RuleWording.plural(statistics.sampleReads(), "read")
            + " of failing rows");
    fact("Data read", judged.report().dataDigest());
    fact("Policy", policy(judged.ruleSet().gate()));
    fact(
        "Nulls",
        "A row on which a rule is unknown counts as missing, not as unexpected; shares are of the"
            + " rows on which it is true or false.");
    html.raw("</dl>\n");
    if (judged.plan() != null) {
      plan(judged.plan());
    }
    html.raw("</details>\n");
  }

  private void plan(Explanation plan) {
    for (Explanation.Statement statement : plan.statements()) {
      html.raw("<p>").text(PlanText.title(statement)).raw("</p>\n<pre>");
      // Lines stay lines in the text of an element.
      html.raw(
          Markup.escape(TextWidth.cut(SqlLines.of(statement.text()), LONGEST))
              .replace("&#10;", "\n"));
      html.raw("</pre>\n");
    }
    plan.notes().forEach(note -> html.element("p", note + ".").raw("\n"));
  }

  private static String policy(GatePolicy policy) {
    StringBuilder text = new StringBuilder();
    for (Severity severity : Severity.values()) {
      text.append(severity.name().toLowerCase(Locale.ROOT)).append(" failed: ");
      text.append(policy.actionFor(severity)).append(" · ");
    }
    return text
        + "not evaluable: "
        + policy.onError()
        + " · no evidence: "
        + policy.onMissingEvidence();
  }

  private void fact(String name, String value) {
    html.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
  }

  private static String sentence(Outcome outcome) {
    if (!(outcome instanceof Outcome.Judged judged)) {
      return "The rules could not be judged.";
    }
    List<RuleResult> results = judged.report().results();
    long passed = count(results, Status.PASSED);
    long failed = count(results, Status.FAILED);
    long errored = count(results, Status.ERRORED);
    long skipped = count(results, Status.SKIPPED);
    return passed
        + " of "
        + RuleWording.plural(results.size(), "rule")
        + " met"
        + (failed > 0 ? ", " + failed + " failed" : "")
        + (errored > 0 ? ", " + errored + " could not be evaluated" : "")
        + (skipped > 0 ? ", " + skipped + " not judged" : "")
        + ".";
  }

  private static long unmet(Outcome outcome) {
    return outcome instanceof Outcome.Judged judged
        ? count(judged.report().results(), Status.FAILED)
        : 0;
  }

  private static long count(List<RuleResult> results, Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private static String badge(Outcome outcome) {
    Decision decision =
        outcome instanceof Outcome.Judged judged ? judged.verdict().decision() : null;
    return "<span class=\"badge " + tone(decision) + "\">" + decisionName(decision) + "</span>";
  }

  private static String decisionName(@Nullable Decision decision) {
    return decision == null ? "ERROR" : decision.name();
  }

  private static String tone(@Nullable Decision decision) {
    return decision == null
        ? "bad"
        : switch (decision) {
          case PASS -> "good";
          case WARN -> "warn";
          case HALT -> "bad";
        };
  }

  private static String inWords(@Nullable Decision decision) {
    return decision == null
        ? "There is no answer for all of the data."
        : switch (decision) {
          case PASS -> "The data may go on.";
          case WARN -> "The data may go on, with warnings.";
          case HALT -> "The data must not go on.";
        };
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
