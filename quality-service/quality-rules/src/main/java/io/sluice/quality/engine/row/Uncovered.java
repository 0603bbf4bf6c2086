package io.sluice.quality.engine.row;

/** Says that a part is not compiled, so that the reference evaluates it. */
final class Uncovered extends RuntimeException {

  private static final long serialVersionUID = 1L;

  // It has no stack trace and no cause, so one will do for all.
  @SuppressWarnings("StaticAssignmentOfThrowable")
  static final Uncovered SIGNAL = new Uncovered();

  private Uncovered() {
    super("not compiled", null, false, false);
  }
}
