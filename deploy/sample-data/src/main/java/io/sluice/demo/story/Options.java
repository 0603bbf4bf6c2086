package io.sluice.demo.story;

/**
 * How the story is told.
 *
 * @param days how many days it has; the last is the bad one
 * @param seed the shop's seed
 * @param rows orders a day
 * @param offline whether to leave the public data out
 * @param pause whether to wait for Enter after each step
 */
public record Options(int days, long seed, int rows, boolean offline, boolean pause) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is out of bounds
   */
  public Options {
    if (days < 2 || days > 14) {
      throw new IllegalArgumentException(
          "--days takes 2 to 14: the story needs a good and a bad one");
    }
    if (rows < 200 || rows > 200_000) {
      throw new IllegalArgumentException("--rows takes 200 to 200000");
    }
  }
}
