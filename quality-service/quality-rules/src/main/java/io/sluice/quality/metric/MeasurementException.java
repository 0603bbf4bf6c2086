package io.sluice.quality.metric;

/** Thrown when a rule is judged by a metric that could not be measured. */
public final class MeasurementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception that says why. */
  public MeasurementException(String message) {
    super(message);
  }
}
