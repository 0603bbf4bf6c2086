package io.sluice.quality.sdk.report;

import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.sdk.check.RuleWording;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rules on the page: those that were not met in full, the others in a line each. */
final class HtmlRule {

  private static final int MOST_SAMPLES = 10;

  /** Examples on one page: a page with a hundred failed rules must still go into a mail. */
  private static final int SAMPLES_OF_A_PAGE = 300;

  private static final int SAMPLE_WIDTH = 120;
  private static final int EXPECTED_WIDTH = 400;
  private static final int ERROR_WIDTH = 1500;

  private final Html html;
  private final int mostSamples;

  /** Writes rules onto a page on which that many are not met. */
  HtmlRule(Html html, long unmet) {
    this.html = html;
    mostSamples = (int) Math.max(1, Math.min(MOST_SAMPLES, SAMPLES_OF_A_PAGE / Math.max(1, unmet)));
  }

  /** A rule that failed or could not be evaluated: what was expected, what was found, examples. */
  void unmet(RuleResult result, @Nullable Rule rule) {
    html.raw("<article>\n<h4><span class=\"badge ").raw(tone(result)).raw("\">");
    html.text(result.status().name()).raw("</span> ").text(result.id()).raw("</h4>\n");
    html.raw("<p class=\"faint\">").text(labels(result)).raw("</p>\n");
    if (result.description() != null) {
      html.element("p", TextWidth.cut(result.description(), EXPECTED_WIDTH)).raw("\n");
    }
    html.raw("<dl class=\"facts\">\n");
    if (rule != null) {
      fact("Expected", TextWidth.cut(RuleWording.expectation(rule), EXPECTED_WIDTH), true);
    }
    if (result.error() != null) {
      fact("Why", TextWidth.cut(result.error(), ERROR_WIDTH), false);
    } else {
      fact("Found", RuleWording.found(result), false);
    }
    if (result.details().get("metrics") instanceof Map<?, ?> metrics && !metrics.isEmpty()) {
      fact("Metrics", TextWidth.cut(RuleWording.measured(metrics), EXPECTED_WIDTH), false);
    }
    html.raw("</dl>\n");
    bar(result);
    samples(result);
    html.raw("</article>\n");
  }

  /** Rules in a line each. */
  void list(List<RuleResult> results, Map<String, Rule> rules) {
    if (results.isEmpty()) {
      return;
    }
    html.raw("<ul class=\"rules\">\n");
    for (RuleResult result : results) {
      Rule rule = rules.get(result.id());
      html.raw("<li>\n<div><strong>").text(result.id()).raw("</strong> <span class=\"faint\">");
      html.text(labels(result)).raw("</span>");
      if (rule != null) {
        html.raw("<br><code>");
        html.text(TextWidth.cut(RuleWording.expectation(rule), EXPECTED_WIDTH)).raw("</code>");
      }
      html.raw("</div>\n<div>").text(RuleWording.found(result));
      bar(result);
      html.raw("</div>\n</li>\n");
    }
    html.raw("</ul>\n");
  }

  private void fact(String name, String value, boolean code) {
    html.raw("<div>").element("dt", name).raw("<dd>");
    if (code) {
      html.element("code", value);
    } else {
      html.text(value);
    }
    html.raw("</dd></div>\n");
  }

  /** The shares of unexpected and missing rows; drawn, and said to those who do not see it. */
  private void bar(RuleResult result) {
    Long elements = result.elementCount();
    Long unexpected = result.unexpectedCount();
    if (elements == null || unexpected == null || elements == 0) {
      return;
    }
    long missing = result.missingCount() == null ? 0 : result.missingCount();
    double bad = share(unexpected, elements);
    double unknown = share(missing, elements);
    String words =
        RuleWording.percent(100.0 * unexpected / elements)
            + " of the rows unexpected, "
            + RuleWording.percent(100.0 * missing / elements)
            + " missing";
    html.raw("<div class=\"bar\" role=\"img\" aria-label=\"").text(words).raw("\">");
    segment("unexpected", bad);
    segment("missing", Math.min(unknown, 100 - bad));
    html.raw("</div>\n");
  }

  /** In percent; what is there at all is never too thin to be seen. */
  private static double share(long part, long whole) {
    return part == 0 ? 0 : Math.max(0.8, 100.0 * part / whole);
  }

  private void segment(String name, double percent) {
    if (percent > 0) {
      String width = String.format(Locale.ROOT, "%.2f", percent);
      html.raw("<span class=\"" + name + "\" style=\"width:" + width + "%\"></span>");
    }
  }

  private void samples(RuleResult result) {
    int shown = Math.min(mostSamples, result.unexpectedList().size());
    if (shown == 0) {
      return;
    }
    boolean numbered = !result.unexpectedIndexList().isEmpty();
    html.raw("<table>\n<caption>The first ").text(shown == 1 ? "one" : String.valueOf(shown));
    html.raw("</caption>\n<thead><tr>").raw(numbered ? "<th scope=\"col\">Row</th>" : "");
    html.raw("<th scope=\"col\">Unexpected</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < shown; i++) {
      html.raw("<tr>");
      if (numbered) {
        boolean known = i < result.unexpectedIndexList().size();
        html.element(
            "td", known ? RuleWording.number(result.unexpectedIndexList().get(i) + 1) : "");
      }
      String value = RuleWording.value(result.unexpectedList().get(i));
      html.raw("<td><code>").text(TextWidth.cut(value, SAMPLE_WIDTH)).raw("</code></td></tr>\n");
    }
    html.raw("</tbody>\n</table>\n");
  }

  private static String labels(RuleResult result) {
    StringJoiner labels = new StringJoiner(" · ");
    labels.add(result.severity().name().toLowerCase(Locale.ROOT));
    if (result.dimension() != null) {
      labels.add(result.dimension());
    }
    result.tags().forEach(labels::add);
    return labels.toString();
  }

  private static String tone(RuleResult result) {
    return result.status() == Status.ERRORED || result.severity() == Severity.CRITICAL
        ? "bad"
        : "warn";
  }
}
