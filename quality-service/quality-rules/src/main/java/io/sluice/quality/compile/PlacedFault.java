package io.sluice.quality.compile;

import io.sluice.quality.expectation.ArgumentException;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import org.jspecify.annotations.Nullable;

/** Carries a fault out of the compilation of one rule. */
final class PlacedFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  /** Whether the rule is as its author meant it, but beyond what can be judged here. */
  private final boolean unsupported;

  private PlacedFault(Fault fault, boolean unsupported) {
    super(fault.message());
    this.fault = fault;
    this.unsupported = unsupported;
  }

  Fault fault() {
    return fault;
  }

  boolean unsupported() {
    return unsupported;
  }

  /** What a suite says and cannot be judged here is not its author's mistake. */
  PlacedFault asUnsupported() {
    return new PlacedFault(fault, true);
  }

  static PlacedFault of(Rule rule, String message, @Nullable String hint) {
    return new PlacedFault(Fault.at(rule.place(), message, hint), false);
  }

  static PlacedFault of(Rule rule, ArgumentException fault) {
    String message = fault.getMessage() == null ? "the argument does not fit" : fault.getMessage();
    return at(rule, fault.parameter(), message, fault.hint());
  }

  /** A fault of an argument. */
  static PlacedFault at(Rule rule, String parameter, String message, @Nullable String hint) {
    String within = rule.origin().ofSuite() ? "kwargs" : rule.type();
    return placed(rule, within + "/" + parameter, message, hint);
  }

  /** A fault within the text of a member, with its place in that text. */
  static PlacedFault inText(Rule rule, String member, ExpressionException fault) {
    return placed(rule, member, words(fault, member), fault.hint());
  }

  /** A fault within the text of an argument, with its place in that text. */
  static PlacedFault ofArgument(Rule rule, String parameter, ExpressionException fault) {
    return at(rule, parameter, words(fault, parameter), fault.hint());
  }

  private static String words(ExpressionException fault, String member) {
    String message = String.valueOf(fault.getMessage());
    return fault.line() == 0
        ? message
        : message
            + " (line "
            + fault.line()
            + ", column "
            + fault.column()
            + " of '"
            + member
            + "')";
  }

  private static PlacedFault placed(
      Rule rule, String within, String message, @Nullable String hint) {
    return new PlacedFault(
        new Fault(
            rule.place().pointer() + "/" + within,
            rule.place().line(),
            rule.place().column(),
            message,
            hint),
        false);
  }
}
