package io.sluice.lineage.event;

import java.time.Instant;
import java.util.List;

/**
 * What every kind of event carries.
 *
 * @param eventTime when it happened by the producer's clock, to the microsecond
 * @param producer the URI of the producing code as sent, empty if none was
 * @param digest the SHA-256 of the event's canonical form, lower-case hex
 * @param warnings where the event departs from the specification
 */
public record EventHeader(
    Instant eventTime, String producer, String digest, List<ConformanceWarning> warnings) {

  /** Copies the warnings. */
  public EventHeader {
    warnings = List.copyOf(warnings);
  }
}
