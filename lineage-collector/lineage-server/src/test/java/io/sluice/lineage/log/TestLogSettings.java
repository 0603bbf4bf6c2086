package io.sluice.lineage.log;

/** Settings of a log that a test makes itself. */
record TestLogSettings(long partitionSize) implements LogSettings {

  @Override
  public int queueLength() {
    return 100;
  }

  @Override
  public long queueBytes() {
    return 1 << 20;
  }
}
