package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of runs, newest first, with what each comes to. */
@Singleton
class RunList {

  /** How many runs are looked at for one page of a list by derived state. */
  private static final int MAX_EXAMINED = 5_000;

  private final RunListStore store;
  private final RunStates states;
  private final Clock clock;

  RunList(RunListStore store, RunStates states, Clock clock) {
    this.store = store;
    this.states = states;
    this.clock = clock;
  }

  /**
   * A part of a list.
   *
   * @param items the runs
   * @param nextCursor where it goes on; null at its end. A list by derived state may go on though
   *     this part is short or empty
   */
  record Part(List<RunSummary> items, @Nullable String nextCursor) {}

  Part list(
      RunFilter filter, @Nullable DerivedState derivedState, int limit, @Nullable String cursorText)
      throws SQLException {
    RunCursor cursor =
        cursorText == null ? RunCursor.start(clock.instant()) : RunCursor.parse(cursorText);
    List<RunSummary> found = new ArrayList<>();
    int examined = 0;
    while (true) {
      // Most runs have another derived state than STALE, so that one looks further at a time.
      int wanted = derivedState == null ? limit - found.size() + 1 : Math.max(limit, 200);
      List<RunRow> page = store.page(filter, cursor, wanted);
      Map<UUID, Derived> derived = states.derive(page);
      for (RunRow row : page) {
        RunSummary run = RunSummary.of(row, Objects.requireNonNull(derived.get(row.id())));
        boolean matches = derivedState == null || run.derivedState() == derivedState;
        if (matches && found.size() == limit) {
          return new Part(found, cursor.text());
        }
        cursor = cursor.after(run.begunAt(), run.id());
        if (matches) {
          found.add(run);
        }
      }
      examined += page.size();
      if (page.size() < wanted) {
        if (cursor.future()) {
          return new Part(found, null);
        }
        cursor = cursor.toFuture();
      } else if (examined >= MAX_EXAMINED) {
        return new Part(found, cursor.text());
      }
    }
  }
}
