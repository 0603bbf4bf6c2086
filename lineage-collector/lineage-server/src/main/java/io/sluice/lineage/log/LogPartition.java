package io.sluice.lineage.log;

/**
 * A stretch of the log that is a table of its own.
 *
 * @param first the first position that it may hold
 * @param past the first position after it
 */
record LogPartition(long first, long past) {

  String table() {
    return "event_p" + first;
  }

  boolean holds(long position) {
    return first <= position && position < past;
  }
}
