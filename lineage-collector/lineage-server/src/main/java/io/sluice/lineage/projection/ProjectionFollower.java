package io.sluice.lineage.projection;

import java.sql.SQLException;

/** Something in memory that is kept current from the projection. */
public interface ProjectionFollower {

  /**
   * Catches up; reads wait for it.
   *
   * @param position how far the projection has come
   * @param generation how often it was built again; if it changed, what is held is stale
   */
  void follow(long position, long generation) throws SQLException;
}
