package io.sluice.lineage.log;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.EventHeader;
import io.sluice.lineage.event.LineageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log. It holds the event's text and not its tree, which is several
 * times as large: many may wait at once.
 *
 * @param kind what kind of event it is
 * @param header what every event says
 * @param canonical the bytes to keep
 * @param receivedAt when it arrived
 * @param subject who sent it
 * @param traceId the trace of the request that brought it, if there was one
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight to the log and are never compared
public record NewEvent(
    LineageEvent.Kind kind,
    EventHeader header,
    byte[] canonical,
    Instant receivedAt,
    String subject,
    @Nullable String traceId) {

  /** Takes what is to be kept of a document. */
  public NewEvent(
      EventDocument document, Instant receivedAt, String subject, @Nullable String traceId) {
    this(
        document.event().kind(),
        document.event().header(),
        document.canonical(),
        receivedAt,
        subject,
        traceId);
  }
}
