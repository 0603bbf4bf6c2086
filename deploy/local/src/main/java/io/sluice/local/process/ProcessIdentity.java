package io.sluice.local.process;

import java.util.Optional;

/** One process for certain: its id, when it started, and in which boot of the machine. */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

  /** The process that has this id now. */
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessTable.startTicks(pid)
        .map(ticks -> new ProcessIdentity(pid, ticks, ProcessTable.bootId()));
  }

  /** Whether that very process still runs; a zombie does not. */
  public boolean isAlive() {
    return bootId.equals(ProcessTable.bootId())
        && ProcessTable.startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
  }
}
