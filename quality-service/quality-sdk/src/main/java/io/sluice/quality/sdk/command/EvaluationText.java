package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.Halt;
import io.sluice.quality.sdk.client.Reason;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.Decision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Evaluations and halts as lines for people. */
final class EvaluationText {

  private static final String NO_EVALUATION = new UUID(0, 0).toString();

  private final Style style;

  EvaluationText(Style style) {
    this.style = style;
  }

  List<String> of(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        headline(evaluation)
            + "  "
            + TextWidth.printable(evaluation.gate())
            + "  batch "
            + TextWidth.printable(evaluation.batch()));
    for (Reason reason : evaluation.reasons()) {
      lines.addAll(of(reason, evaluation.proceed()));
    }
    String version =
        evaluation.ruleSetVersion() == null ? "" : " · rules v" + evaluation.ruleSetVersion();
    String decided =
        evaluation.decidedAt() == null ? "" : " · decided " + second(evaluation.decidedAt());
    String valid =
        evaluation.validUntil() == null ? "" : " · valid until " + second(evaluation.validUntil());
    // A decision from no evidence rests on no evaluation, which the server writes as all zeros.
    String evidence =
        evaluation.id().equals(NO_EVALUATION) ? "no evaluation" : "evaluation " + evaluation.id();
    lines.add(style.faint(evidence + version + decided + valid));
    return lines;
  }

  List<String> of(Halt halt) {
    List<String> lines = new ArrayList<>();
    String state = halt.endedAt() == null ? style.bad("HALTED") : style.good("ENDED ");
    lines.add(
        state
            + "  "
            + TextWidth.printable(halt.gate())
            + (halt.batch() == null ? "" : "  batch " + TextWidth.printable(halt.batch()))
            + (halt.since() == null ? "" : "  since " + second(halt.since()))
            + (halt.endedAt() == null ? "" : "  until " + second(halt.endedAt())));
    if (halt.dataset() != null) {
      lines.add("  dataset " + TextWidth.printable(halt.dataset()));
    }
    for (Reason reason : halt.reasons()) {
      lines.addAll(of(reason, false));
    }
    lines.add(style.faint("halt " + halt.id()));
    return lines;
  }

  private List<String> of(Reason reason, boolean proceeds) {
    List<String> lines = new ArrayList<>();
    String code = proceeds ? style.warning(reason.code()) : style.bad(reason.code());
    String about =
        reason.rule() != null ? reason.rule() : reason.dataset() == null ? "" : reason.dataset();
    lines.add(
        "  "
            + code
            + (about.isEmpty() ? "" : "  " + TextWidth.printable(about))
            + (reason.message().isEmpty()
                ? ""
                : "  " + TextWidth.printable(reason.messageBeforePath())));
    for (String step : reason.path()) {
      lines.add("      → " + TextWidth.printable(step));
    }
    return lines;
  }

  private String headline(Evaluation evaluation) {
    Decision decision = evaluation.decision();
    if (decision == null) {
      return style.strong(evaluation.status().name());
    }
    return switch (decision) {
      case PASS -> style.strong(style.good("PASS"));
      case WARN -> style.strong(style.warning("WARN"));
      case HALT -> style.strong(style.bad("HALT"));
    };
  }

  private static String second(Instant instant) {
    return String.format(Locale.ROOT, "%s", instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
