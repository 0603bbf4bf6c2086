package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.GateException;
import io.sluice.quality.verdict.Decision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The exit codes that scripts rely on. */
public final class ExitCode {

  /** PASS, and WARN unless the caller chose another code for it. */
  public static final int OK = 0;

  /** HALT. */
  public static final int HALT = 2;

  /** No answer: something failed. */
  public static final int ERROR = 3;

  /** No answer in time. */
  public static final int TIMEOUT = 4;

  /** The command line was wrong. */
  public static final int USAGE = 64;

  /** The token is missing, unknown or not allowed to do this. */
  public static final int NOT_ALLOWED = 77;

  private ExitCode() {}

  /** The worst of several: no answer at all is worse than a halt, a halt worse than a warning. */
  static int worst(List<Outcome> outcomes, int warnExit) {
    Decision decision = Decision.PASS;
    Set<Integer> failures = new HashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Judged judged) {
        decision = decision.worse(judged.verdict().decision());
      } else if (outcome instanceof Outcome.Unjudged unjudged) {
        failures.add(unjudged.exitCode());
      }
    }
    return Stream.of(ERROR, USAGE, NOT_ALLOWED, TIMEOUT)
        .filter(failures::contains)
        .findFirst()
        .orElse(of(decision, warnExit));
  }

  static int of(Decision decision, int warnExit) {
    return switch (decision) {
      case PASS -> OK;
      case WARN -> warnExit;
      case HALT -> HALT;
    };
  }

  static int of(Evaluation evaluation, int warnExit) {
    return switch (evaluation.status()) {
      case PENDING, RUNNING, EXPIRED -> TIMEOUT;
      case ERROR, CANCELLED -> ERROR;
      case DECIDED -> decided(evaluation, warnExit);
    };
  }

  /** A decision that does not let the batch proceed is a halt, whatever it calls itself. */
  private static int decided(Evaluation evaluation, int warnExit) {
    Decision decision = evaluation.decision();
    if (decision == null) {
      return ERROR;
    }
    return evaluation.proceed() ? of(decision, warnExit) : HALT;
  }

  static int of(GateException.Kind kind) {
    return switch (kind) {
      case NOT_ALLOWED -> NOT_ALLOWED;
      case TIMED_OUT -> TIMEOUT;
      case UNREACHABLE, REFUSED, SERVER_FAILED, NOT_UNDERSTOOD, INTERRUPTED -> ERROR;
    };
  }
}
