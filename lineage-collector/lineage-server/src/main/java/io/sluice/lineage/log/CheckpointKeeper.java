package io.sluice.lineage.log;

import java.sql.SQLException;

/**
 * Keeps what events say beyond the events themselves. Retention asks it before it drops a part of
 * the log; whatever is built from the log is then built from the checkpoint and the log after it.
 */
public interface CheckpointKeeper {

  /**
   * Makes a checkpoint, verified against what is live, if the last one does not reach so far. It
   * replays the log since then and may take minutes; nothing waits for it meanwhile.
   *
   * @param position the last event that is to be dropped
   * @return the last event that may be dropped, which is less than asked for if the projection has
   *     not come so far yet
   * @throws SQLException if the database is away
   * @throws IllegalStateException if the checkpoint does not agree with what is live; nothing may
   *     be dropped then
   */
  long keepThrough(long position) throws SQLException;
}
