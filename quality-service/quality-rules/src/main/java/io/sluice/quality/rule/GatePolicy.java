package io.sluice.quality.rule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a gate turns results into a decision.
 *
 * @param severities the action for a failed rule, for every severity
 * @param onError the action when a rule cannot be evaluated
 * @param onMissingEvidence the action when no rule applies or history is too short
 * @param onUpstreamHalt the action when a dataset upstream is halted
 * @param staleAfter how long a decision stays valid
 */
public record GatePolicy(
    Map<Severity, Action> severities,
    Action onError,
    Action onMissingEvidence,
    Action onUpstreamHalt,
    Duration staleAfter) {

  /** Fills in the default action of each severity that is left out and checks the duration. */
  public GatePolicy {
    Map<Severity, Action> complete = new EnumMap<>(Severity.class);
    complete.put(Severity.CRITICAL, Action.HALT);
    complete.put(Severity.WARNING, Action.WARN);
    complete.put(Severity.INFO, Action.PASS);
    complete.putAll(severities);
    severities = Map.copyOf(complete);
    if (staleAfter.isZero() || staleAfter.isNegative()) {
      throw new IllegalArgumentException("staleAfter must be longer than nothing");
    }
  }

  /** The policy of a rule set that says nothing: fail closed, valid for a day. */
  public static GatePolicy standard() {
    return new GatePolicy(Map.of(), Action.HALT, Action.HALT, Action.HALT, Duration.ofHours(24));
  }

  /** The action for a failed rule of that severity. */
  public Action actionFor(Severity severity) {
    Action action = severities.get(severity);
    return action == null ? Action.HALT : action;
  }
}
