package io.sluice.local.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** Undoes what an unfinished {@code up} started, whether it failed or was interrupted. */
final class Rollback implements AutoCloseable {

  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Thread onInterrupt = new Thread(this::undoAll, "sluice-rollback");
  private boolean finished;

  Rollback() {
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /** Remembers how to undo a step that is about to be taken. */
  synchronized void add(Runnable step) {
    undo.push(step);
  }

  /** All went well: what was started stays. */
  synchronized void keep() {
    finished = true;
  }

  private synchronized void undoAll() {
    while (!finished && !undo.isEmpty()) {
      undo.pop().run();
    }
  }

  @Override
  public void close() {
    undoAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The program is ending already, and the hook has done or is doing the same.
      keep();
    }
  }
}
