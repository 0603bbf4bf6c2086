package io.sluice.quality.sdk.check;

import io.sluice.quality.check.Explanation;
import io.sluice.quality.check.Explanation.Statement;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a check would do, for people: each statement, and what each rule needs. */
public final class PlanText {

  private static final int MOST_IDS = 8;

  private final Style style;

  /** A text in that style. */
  public PlanText(Style style) {
    this.style = style;
  }

  /** The lines of one rule set. */
  public List<String> lines(Outcome.Explained explained) {
    Explanation plan = explained.plan();
    List<String> lines = new ArrayList<>();
    lines.add(
        TextWidth.printable(explained.name()) + " · " + TextWidth.printable(explained.data()));
    int number = 0;
    for (Statement statement : plan.statements()) {
      lines.add("");
      lines.add(style.strong(++number + ". " + title(statement)));
      SqlLines.of(statement.text())
          .lines()
          .forEach(line -> lines.add("   " + TextWidth.printable(line)));
    }
    lines.add("");
    for (Rule rule : explained.ruleSet().rules()) {
      lines.add(TextWidth.printable(rule.id()) + ": " + needs(rule.id(), plan.statements()));
    }
    plan.notes().forEach(note -> lines.add(style.faint("note: " + TextWidth.printable(note))));
    lines.add("");
    lines.add(
        RuleWording.plural(plan.scans(), "scan")
            + " · "
            + RuleWording.plural(plan.groupBys(), "group-by")
            + " · then one bounded read of failing rows, only if rules fail");
    return lines;
  }

  /** What a statement does and for whom, in a line. */
  public static String title(Statement statement) {
    String what =
        switch (statement.kind()) {
          case STAGE -> "Read the file once";
          case SCAN -> "Scan";
          case GROUP_BY -> "Group by";
          case QUANTILE -> "Quantiles";
          case VALUES -> "Values";
          case ORDER -> "Order";
          case QUERY -> "Query";
          case JVM -> "Pass in the JVM";
        };
    List<String> ids = statement.ruleIds();
    if (ids.isEmpty()) {
      return what;
    }
    int more = ids.size() - MOST_IDS;
    return what
        + " for "
        + ids.stream().limit(MOST_IDS).map(TextWidth::printable).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String needs(String id, List<Statement> statements) {
    String numbers =
        IntStream.range(0, statements.size())
            .filter(i -> statements.get(i).ruleIds().contains(id))
            .mapToObj(i -> String.valueOf(i + 1))
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "nothing of the data" : "statement " + numbers;
  }
}
