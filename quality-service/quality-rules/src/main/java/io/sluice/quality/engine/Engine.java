package io.sluice.quality.engine;

import java.time.Duration;

/** Something that can measure a source. */
public interface Engine {

  /** Its name, for reports. */
  String name();

  /**
   * Opens a source; the session must be closed.
   *
   * @param timeLimit how long everything done with the session may take together
   * @throws EvaluationException if it cannot be opened or read
   */
  Session open(Source source, Duration timeLimit);
}
