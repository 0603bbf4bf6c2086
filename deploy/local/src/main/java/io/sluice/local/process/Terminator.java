package io.sluice.local.process;

import java.time.Duration;

/** Ends a process that is known for certain: first politely, then not. */
public final class Terminator {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private Terminator() {}

  /** Whether a process needed force to end. */
  public enum Ending {
    /** It was gone already. */
    ALREADY_GONE,
    /** It ended when asked. */
    GRACEFUL,
    /** It had to be killed. */
    FORCED
  }

  /** Asks the process to end, waits up to the limit, and kills it then. */
  public static Ending stop(ProcessIdentity process, Duration patience) {
    if (!process.isAlive()) {
      return Ending.ALREADY_GONE;
    }
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    if (awaitEnd(process, patience)) {
      return Ending.GRACEFUL;
    }
    kill(process);
    return Ending.FORCED;
  }

  /** Kills the process at once. */
  public static void kill(ProcessIdentity process) {
    if (process.isAlive()) {
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(process, AFTER_KILL);
    }
  }

  /** Waits for the process to end; false if it still runs after the limit. */
  public static boolean awaitEnd(ProcessIdentity process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.of(STEP);
    }
    return true;
  }
}
