package io.sluice.lineage.projection;

import org.jspecify.annotations.Nullable;

/** Why an edge is closed. A run that leaves a dataset out is no reason. */
public enum CloseReason {
  /** The dataset was dropped. */
  DROP(1),
  /** A newer job event declares the job without it. */
  JOB_EVENT(2),
  /** The dataset has another name since. */
  RENAME(3),
  /** A newer event of a job whose events tell all that it uses left it out. */
  SNAPSHOT(4),
  /** A newer explicit lineage facet left it out. */
  LINEAGE_FACET(5);

  private final byte code;

  CloseReason(int code) {
    this.code = (byte) code;
  }

  /** A small number that stands for it, never 0. */
  public byte code() {
    return code;
  }

  /** The reason that a code stands for, null for 0. */
  public static @Nullable CloseReason ofCode(byte code) {
    for (CloseReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return null;
  }
}
