package io.sluice.lineage.ingest;

/**
 * One message of a stream.
 *
 * @param origin where it is to be found in its stream, for example {@code kafka:topic/0/17}
 * @param value an event, or an array of events, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record StreamMessage(String origin, byte[] value) {}
