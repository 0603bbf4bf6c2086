package io.sluice.demo.story;

/** Thrown when something did not come out as the story says. */
public final class StoryFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** A failure in words. */
  public StoryFailure(String message) {
    super(message);
  }

  /** Fails unless the condition holds. */
  static void unless(boolean holds, String message) throws StoryFailure {
    if (!holds) {
      throw new StoryFailure(message);
    }
  }
}
