package io.sluice.bench.measure;

/** Contestants did not find the same, so comparing what they cost would say nothing. */
public final class DifferentFiguresException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With the figures that differ. */
  public DifferentFiguresException(String message) {
    super(message);
  }
}
