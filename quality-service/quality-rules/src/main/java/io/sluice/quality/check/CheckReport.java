package io.sluice.quality.check;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.SkipReason;
import io.sluice.quality.verdict.Status;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a check found out.
 *
 * @param results one result per rule, in their order, then any about the source itself
 * @param statistics what it cost
 * @param metrics every number measured, by its stable key, for {@code last} in later checks
 * @param dataDigest what was read, as {@code sha256:…}
 * @param observedSchema the columns that the source really has
 */
public record CheckReport(
    List<RuleResult> results,
    CheckStatistics statistics,
    Map<String, Double> metrics,
    String dataDigest,
    Schema observedSchema) {

  /** Copies the collections. */
  public CheckReport {
    results = List.copyOf(results);
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** The same report with every sampled value masked, for callers who may not see rows. */
  public CheckReport withMaskedSamples() {
    return new CheckReport(
        results.stream().map(RuleResult::withMaskedSamples).toList(),
        statistics,
        metrics,
        dataDigest,
        observedSchema);
  }

  /** Whether every rule that is switched on was met. */
  public boolean success() {
    return results.stream()
        .allMatch(
            result ->
                result.status() == Status.PASSED || result.skipReason() == SkipReason.DISABLED);
  }
}
