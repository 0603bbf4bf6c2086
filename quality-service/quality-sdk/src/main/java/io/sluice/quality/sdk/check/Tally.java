package io.sluice.quality.sdk.check;

import io.sluice.quality.verdict.Decision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What several rule sets come to together.
 *
 * @param decision the worst decision; null if any rule set could not be judged
 * @param halted how many rule sets halt
 * @param warned how many warn
 * @param passed how many pass
 * @param unjudged how many could not be judged
 */
public record Tally(@Nullable Decision decision, int halted, int warned, int passed, int unjudged) {

  /** Counts outcomes. */
  public static Tally of(List<Outcome> outcomes) {
    Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
    int unjudged = 0;
    Decision worst = Decision.PASS;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Judged judged) {
        counts.merge(judged.verdict().decision(), 1, Integer::sum);
        worst = worst.worse(judged.verdict().decision());
      } else {
        unjudged++;
      }
    }
    return new Tally(
        unjudged == 0 ? worst : null,
        counts.getOrDefault(Decision.HALT, 0),
        counts.getOrDefault(Decision.WARN, 0),
        counts.getOrDefault(Decision.PASS, 0),
        unjudged);
  }

  /** The counts in words, the worst first. */
  public String words() {
    StringJoiner parts = new StringJoiner(", ");
    add(parts, unjudged, "could not be judged");
    add(parts, halted, halted == 1 ? "halts" : "halt");
    add(parts, warned, warned == 1 ? "warns" : "warn");
    add(parts, passed, passed == 1 ? "passes" : "pass");
    return RuleWording.plural(unjudged + halted + warned + passed, "rule set") + ": " + parts;
  }

  private static void add(StringJoiner parts, int count, String verb) {
    if (count > 0) {
      parts.add(count + " " + verb);
    }
  }
}
