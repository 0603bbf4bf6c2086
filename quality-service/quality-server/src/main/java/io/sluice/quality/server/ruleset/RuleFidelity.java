package io.sluice.quality.server.ruleset;

import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.RuleCompiler;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How truly one rule of a suite of Great Expectations is judged.
 *
 * @param rule the rule's id
 * @param type the expectation
 * @param level exact, approximated or unsupported; an unsupported rule is ERRORED at every
 *     evaluation
 * @param note what differs, or why it is not supported
 */
public record RuleFidelity(String rule, String type, String level, @Nullable String note) {

  /** Of every rule of a document; empty for one that is not a suite. */
  static List<RuleFidelity> of(String text) {
    List<RuleFidelity> result = new ArrayList<>();
    try {
      for (CompiledRule compiled :
          RuleCompiler.compile(new RuleSetReader().read(text).rules(), null).rules()) {
        compiled
            .fidelity()
            .ifPresent(
                fidelity ->
                    result.add(
                        new RuleFidelity(
                            compiled.rule().id(),
                            compiled.rule().type(),
                            fidelity.level().written(),
                            fidelity.note())));
      }
    } catch (RuleSyntaxException unreadable) {
      // A version that an older release took; evaluations say what is wrong with it.
      return List.of();
    }
    return result;
  }
}
