package io.sluice.quality.sdk.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A line on standard error that shows that long work goes on, and is gone when it ends. */
public final class Progress implements AutoCloseable {

  private static final Duration QUIET_AT_FIRST = Duration.ofMillis(700);
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

  private final PrintStream err;
  private final String what;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread;

  private Progress(PrintStream err, String what) {
    this.err = err;
    this.what = what;
    this.thread = new Thread(this::run, "progress");
    thread.setDaemon(true);
    thread.start();
  }

  /** Shows progress if standard error is a terminal and the caller wants any. */
  public static AutoCloseable start(Terminal terminal, boolean wanted, String what) {
    return wanted && terminal.errIsTerminal() ? new Progress(terminal.err(), what) : () -> {};
  }

  private void run() {
    try {
      long start = System.nanoTime();
      if (done.await(QUIET_AT_FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      for (int i = 0; !done.await(100, TimeUnit.MILLISECONDS); i++) {
        double seconds = (System.nanoTime() - start) / 1e9;
        char frame = FRAMES.charAt(i % FRAMES.length());
        err.print(String.format(Locale.ROOT, "\r%c %s  %.1f s\u001b[K", frame, what, seconds));
        err.flush();
      }
      err.print("\r\u001b[K");
      err.flush();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    done.countDown();
    thread.join(1000);
  }
}
