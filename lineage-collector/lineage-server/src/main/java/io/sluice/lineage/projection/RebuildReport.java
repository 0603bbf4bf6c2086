package io.sluice.lineage.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How building the projection again goes.
 *
 * @param id which one it is
 * @param verify whether it only compares
 * @param state how far it is
 * @param position the last event replayed
 * @param total the last event there is to replay, as far as known
 * @param eventsPerSecond the rate of the replay
 * @param tables what was compared, once it was
 * @param equal whether every table is as the log says, null until compared
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param error why it failed
 */
public record RebuildReport(
    long id,
    boolean verify,
    State state,
    long position,
    long total,
    long eventsPerSecond,
    List<Table> tables,
    @Nullable Boolean equal,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {

  /** Its steps. */
  public enum State {
    WAITING,
    REPLAYING,
    COMPARING,
    DONE,
    FAILED
  }

  /**
   * A table that was compared.
   *
   * @param table its name
   * @param rows how many rows the log gives
   * @param liveRows how many rows the live one had
   * @param equal whether they are the same rows
   * @param missing some rows that the live one lacked
   * @param unfounded some rows of the live one that do not follow from the log
   */
  public record Table(
      String table,
      long rows,
      long liveRows,
      boolean equal,
      List<String> missing,
      List<String> unfounded) {

    /** Copies the lists. */
    public Table {
      missing = List.copyOf(missing);
      unfounded = List.copyOf(unfounded);
    }
  }

  /** Copies the list. */
  public RebuildReport {
    tables = List.copyOf(tables);
  }

  /** Whether it has ended, well or not. */
  boolean ended() {
    return state == State.DONE || state == State.FAILED;
  }
}
