package io.sluice.lineage.log;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.EventHeader;
import io.sluice.lineage.event.LineageEvent;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log. What waits is the event's text, compressed; the tree, which is
 * many times as large, goes along only while few wait.
 *
 * @param kind what kind of event it is
 * @param header what every event says
 * @param digest the header's digest as bytes
 * @param body the text to keep
 * @param receivedAt when it arrived
 * @param subject who sent it
 * @param traceId the trace of the request that brought it, if there was one
 * @param event what it says, for those who follow the log; null if too many wait
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record NewEvent(
    LineageEvent.Kind kind,
    EventHeader header,
    byte[] digest,
    EventBody body,
    Instant receivedAt,
    String subject,
    @Nullable String traceId,
    @Nullable LineageEvent event) {

  /** Takes what is to be kept of a document. */
  public NewEvent(
      EventDocument document, Instant receivedAt, String subject, @Nullable String traceId) {
    this(
        document.event().kind(),
        document.event().header(),
        HexFormat.of().parseHex(document.event().header().digest()),
        EventBody.of(document.canonical()),
        receivedAt,
        subject,
        traceId,
        document.event());
  }

  /** The same without the tree. */
  NewEvent withoutTree() {
    return new NewEvent(kind, header, digest, body, receivedAt, subject, traceId, null);
  }
}
