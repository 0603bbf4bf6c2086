package io.sluice.demo.story;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.Reason;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.Decision;
import java.io.IOException;
import java.util.Locale;

/** Tells the story on a terminal. */
public final class Narrator {

  private static final int MOST_LINES = 40;
  private static final int LINE_WIDTH = 240;

  private final Terminal terminal;
  private final Style style;
  private final boolean pause;

  /** Tells it on that terminal, waiting for Enter between steps if asked. */
  public Narrator(Terminal terminal, boolean pause) {
    this.terminal = terminal;
    this.style = terminal.outStyle();
    this.pause = pause;
  }

  /** A line of its own above everything. */
  public void title(String text) {
    terminal.out().println(style.strong(text));
  }

  /** Begins a step. */
  public void step(int number, int of, String title) {
    terminal.out().println();
    terminal.out().println(style.strong("[" + number + "/" + of + "] " + title));
    terminal.out().flush();
  }

  /** Ends a step, with the time it took. */
  public void done(long millis) throws IOException {
    terminal
        .out()
        .println(style.faint(String.format(Locale.ROOT, "      %.1f s", millis / 1000.0)));
    terminal.out().flush();
    if (pause) {
      terminal.out().print(style.faint("      Enter goes on "));
      terminal.out().flush();
      int c = System.in.read();
      while (c != '\n' && c >= 0) {
        c = System.in.read();
      }
    }
  }

  /** Something that happened. */
  public void say(String text) {
    terminal.out().println("      " + text);
  }

  /** Something that was verified. */
  public void verified(String text) {
    terminal.out().println("    " + style.good("✓") + " " + text);
  }

  /** What a gate said, and why. */
  public void decision(Evaluation evaluation) {
    Decision decision = evaluation.decision();
    String word = decision == null ? evaluation.status().name() : decision.name();
    String painted =
        style.strong(
            decision == Decision.PASS
                ? style.good(word)
                : decision == Decision.WARN ? style.warning(word) : style.bad(word));
    say(
        "gate "
            + evaluation.gate()
            + ", batch "
            + evaluation.batch()
            + ": "
            + painted
            + style.faint("   evaluation " + evaluation.id()));
    evaluation.reasons().forEach(this::reason);
  }

  private void reason(Reason reason) {
    String about = reason.rule() == null ? "" : "  " + reason.rule();
    say("  " + style.warning(reason.code()) + about);
    if (!reason.message().isBlank()) {
      say("      " + TextWidth.printable(reason.messageBeforePath()));
    }
    for (String node : reason.path()) {
      say("        → " + TextWidth.printable(node));
    }
  }

  /** A bar of a chart. */
  public void bar(String label, double value, double most, String text) {
    int cells = most <= 0 ? 0 : (int) Math.round(28 * Math.max(0, value) / most);
    say(
        TextWidth.padRight(label, 10)
            + style.good("█".repeat(cells))
            + " ".repeat(28 - cells)
            + TextWidth.padLeft(text, 16));
  }

  /** A command for the reader to try. */
  public void command(String text) {
    terminal.out().println("        " + text);
  }

  /** The story's end. */
  public void end(String text) {
    terminal.out().println();
    terminal.out().println(style.strong(style.good(text)));
    terminal.out().flush();
  }

  /** Says which step did not come out. */
  public void failed(int number, String title, String message) {
    terminal.out().flush();
    terminal.err().println();
    terminal
        .err()
        .println(
            terminal.errStyle().bad("The story broke off in step " + number + " (" + title + "):"));
    message
        .lines()
        .limit(MOST_LINES)
        .forEach(line -> terminal.err().println("  " + TextWidth.cut(line, LINE_WIDTH)));
    terminal
        .err()
        .println(
            "  `sluice logs` shows what the services say; `sluice demo` may be run again at any time.");
    terminal.err().flush();
  }
}
