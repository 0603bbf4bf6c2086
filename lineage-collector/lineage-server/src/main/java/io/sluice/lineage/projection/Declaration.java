package io.sluice.lineage.projection;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a job event declares, in full.
 *
 * @param job the job
 * @param at the event's time
 * @param digest the event's digest
 * @param uses what the job reads and writes by it
 */
record Declaration(UUID job, Instant at, String digest, Set<EdgeKey> uses) {

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
            .collect(Collectors.toSet()));
  }

  /** Of two declarations of one instant, the one that holds. */
  static Declaration greater(Declaration left, Declaration right) {
    return left.digest.compareTo(right.digest) >= 0 ? left : right;
  }
}
