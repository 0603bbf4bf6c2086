package io.sluice.quality.engine.row;

/** Says that a value needs more digits than a long has; costs nothing to throw. */
final class Wide extends RuntimeException {

  private static final long serialVersionUID = 1L;

  // It has no stack trace and no cause, so one will do for all.
  @SuppressWarnings("StaticAssignmentOfThrowable")
  static final Wide SIGNAL = new Wide();

  private Wide() {
    super("more digits than a long has", null, false, false);
  }
}
