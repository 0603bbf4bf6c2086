package io.sluice.lineage.projection;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All that a job uses, as an event says it in full.
 *
 * @param job the job
 * @param at the event's time
 * @param digest the event's digest, or that of what it says
 * @param uses what the job reads and writes by it
 * @param reason why an edge is closed that it leaves out
 */
record Declaration(UUID job, Instant at, String digest, Set<EdgeKey> uses, CloseReason reason) {

  Declaration {
    uses = Set.copyOf(uses);
  }

  /** What a job event declares. */
  static Declaration of(Observed event) {
    return new Declaration(
        event.job(),
        event.at(),
        event.digest(),
        event.uses().stream()
            .map(use -> new EdgeKey(event.job(), use.id(), use.role()))
            .collect(Collectors.toSet()),
        CloseReason.JOB_EVENT);
  }

  /** Of two declarations of one instant, the one that holds: explicit lineage overrides. */
  static Declaration greater(Declaration left, Declaration right) {
    int byReason = left.reason.compareTo(right.reason);
    return byReason > 0 || (byReason == 0 && left.digest.compareTo(right.digest) >= 0)
        ? left
        : right;
  }
}
