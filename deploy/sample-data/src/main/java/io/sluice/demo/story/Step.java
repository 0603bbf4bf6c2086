package io.sluice.demo.story;

/** One step of the story. */
interface Step {

  /** What it does, in one line. */
  String title();

  /**
   * Does it and verifies it.
   *
   * @throws StoryFailure if it did not come out as the story says
   * @throws Exception if it could not be done
   */
  void run(Stage stage) throws Exception;
}
