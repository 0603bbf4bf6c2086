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

  /**
   * Opens a source and says how far its work has come.
   *
   * @param timeLimit how long everything done with the session may take together
   * @param progress who hears of it
   * @throws EvaluationException if it cannot be opened or read
   */
  default Session open(Source source, Duration timeLimit, Progress progress) {
    return open(source, timeLimit);
  }

  /**
   * Opens a source to explain what would be measured; its data may not have been read yet, so
   * nothing else may be asked of the session.
   *
   * @param timeLimit how long everything done with the session may take together
   * @throws EvaluationException if it cannot be opened
   */
  default Session preview(Source source, Duration timeLimit) {
    return open(source, timeLimit);
  }
}
