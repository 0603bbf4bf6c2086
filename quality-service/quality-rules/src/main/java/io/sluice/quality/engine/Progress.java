package io.sluice.quality.engine;

/** Hears how far a check has come; called from any thread, seldom and briefly. */
@FunctionalInterface
public interface Progress {

  /**
   * What is being done now.
   *
   * @param step in a few words
   * @param fraction how much of that step is done, 0 to 1; NaN if that is not known
   */
  void at(String step, double fraction);

  /** Nobody listens; always the same object. */
  static Progress none() {
    return NoProgress.INSTANCE;
  }
}
