package io.sluice.lineage.forward;

/** What a backend said to an event. */
sealed interface Answer {

  /** It has the event. */
  record Taken() implements Answer {}

  /**
   * It will never have this event.
   *
   * @param status the HTTP status
   * @param reason the start of what it said
   */
  record Refused(int status, String reason) implements Answer {}

  /**
   * It may have it later.
   *
   * @param reason why not now
   */
  record Later(String reason) implements Answer {}
}
