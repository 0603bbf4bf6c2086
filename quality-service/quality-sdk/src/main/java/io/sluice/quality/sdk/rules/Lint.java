package io.sluice.quality.sdk.rules;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.compile.ParameterSettings;
import io.sluice.quality.compile.RuleCompiler;
import io.sluice.quality.compile.RuleLint;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.sdk.check.RuleDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong or doubtful in one rule file.
 *
 * @param file the file
 * @param rules how many rules it has; 0 if it cannot be read as a rule set
 * @param errors what keeps rules from being judged
 * @param warnings what its author should look at
 * @param fidelity how truly each rule of a suite of Great Expectations is judged, by its id
 */
public record Lint(
    Path file,
    int rules,
    List<Fault> errors,
    List<Fault> warnings,
    Map<String, Fidelity> fidelity) {

  /** Copies the lists. */
  public Lint {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    fidelity = Collections.unmodifiableMap(new LinkedHashMap<>(fidelity));
  }

  /**
   * Looks through a rule file.
   *
   * @param schema the columns to check names and types against, if they are known
   * @param parameters what the parameters of suites stand for
   */
  public static Lint of(
      RuleDocument document, @Nullable Schema schema, ParameterSettings parameters) {
    try {
      RuleSet set = document.parse();
      CompiledRules compiled = RuleCompiler.compile(set.rules(), schema, parameters);
      Map<String, Fidelity> fidelity = new LinkedHashMap<>();
      for (CompiledRule rule : compiled.rules()) {
        rule.fidelity().ifPresent(level -> fidelity.put(rule.rule().id(), level));
      }
      return new Lint(
          document.file(),
          set.rules().size(),
          compiled.faults(),
          warnings(set, compiled, schema),
          fidelity);
    } catch (RuleSyntaxException broken) {
      return new Lint(document.file(), 0, broken.faults(), List.of(), Map.of());
    }
  }

  private static List<Fault> warnings(
      RuleSet set, CompiledRules compiled, @Nullable Schema schema) {
    List<Fault> warnings = new ArrayList<>();
    if (schema != null) {
      compiled.warnings().forEach(text -> warnings.add(new Fault("", 0, 0, text, null)));
    }
    for (RuleLint.Warning warning : RuleLint.of(set.rules(), schema)) {
      warnings.add(
          Fault.at(
              warning.place(), "'" + warning.rule() + "': " + warning.message(), warning.hint()));
    }
    return warnings;
  }
}
