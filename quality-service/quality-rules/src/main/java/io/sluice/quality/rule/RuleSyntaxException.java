package io.sluice.quality.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a document is not a rule set (or a check request); it lists every fault found. */
public final class RuleSyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** An exception for at least one fault. */
  public RuleSyntaxException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order of the document. */
  public List<Fault> faults() {
    return faults;
  }
}
