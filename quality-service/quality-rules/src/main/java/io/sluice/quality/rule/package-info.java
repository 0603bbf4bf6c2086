/**
 * Rules as their authors write them: {@link io.sluice.quality.rule.RuleSetReader} reads YAML, JSON
 * and Great Expectations suites into {@link io.sluice.quality.rule.RuleSet}, and says for each
 * fault where it stands.
 */
package io.sluice.quality.rule;
