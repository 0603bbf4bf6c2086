package io.sluice.quality.sdk.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error that long work goes on: on a terminal one line that is drawn anew and is
 * gone when the work ends; elsewhere a plain line every few seconds. Short work shows nothing.
 */
public final class Progress implements AutoCloseable {

  private static final Duration QUIET_AT_FIRST = Duration.ofMillis(700);
  private static final Duration REDRAWN_EACH = Duration.ofMillis(100);
  private static final Duration LINE_EACH = Duration.ofSeconds(5);
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

  private final PrintStream err;
  private final boolean redraw;
  private final int width;
  private final Duration first;
  private final Duration each;
  private final CountDownLatch done = new CountDownLatch(1);
  private final @Nullable Thread thread;
  private volatile String what;

  Progress(
      PrintStream err,
      boolean wanted,
      boolean redraw,
      int width,
      String what,
      Duration first,
      Duration each) {
    this.err = err;
    this.first = first;
    this.each = each;
    this.redraw = redraw;
    this.width = width;
    this.what = what;
    this.thread = wanted ? new Thread(this::run, "progress") : null;
    if (thread != null) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Starts to show progress, if the caller wants any.
   *
   * @param width the cells of a line
   * @param what what is being done, at first
   */
  public static Progress start(Terminal terminal, boolean wanted, int width, String what) {
    boolean redraw = terminal.errIsTerminal();
    return new Progress(
        terminal.err(),
        wanted,
        redraw,
        width,
        what,
        redraw ? QUIET_AT_FIRST : LINE_EACH,
        redraw ? REDRAWN_EACH : LINE_EACH);
  }

  /** Says what is being done now; cheap, and safe to call from any thread. */
  public void now(String text) {
    what = TextWidth.printable(text);
  }

  private void run() {
    try {
      long start = System.nanoTime();
      if (done.await(first.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      int drawn = 0;
      do {
        draw(drawn++, (System.nanoTime() - start) / 1e9);
      } while (!done.await(each.toMillis(), TimeUnit.MILLISECONDS));
      if (redraw) {
        err.print("\r\u001b[K");
        err.flush();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw(int drawn, double seconds) {
    if (redraw) {
      // A line that wraps could not be drawn over.
      String line = TextWidth.cut(what, Math.max(10, width - 14));
      char frame = FRAMES.charAt(drawn % FRAMES.length());
      err.print(String.format(Locale.ROOT, "\r%c %s  %.1f s\u001b[K", frame, line, seconds));
    } else {
      err.println(String.format(Locale.ROOT, "%s, %.0f s", what, seconds));
    }
    err.flush();
  }

  @Override
  public void close() {
    done.countDown();
    try {
      if (thread != null) {
        thread.join(1000);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
