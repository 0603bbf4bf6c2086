package io.sluice.lineage.log;

/**
 * An event as the log holds it, unread.
 *
 * @param position its place in the log, in order of commit
 * @param text its canonical form, UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record LoggedText(long position, byte[] text) {}
