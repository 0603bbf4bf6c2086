package io.sluice.lineage.projection;

import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.Processing;
import io.sluice.lineage.run.DatasetRole.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Something that a job said in full of what it uses, and when it said so first and last. Between
 * those it may have said something else: that is another statement.
 *
 * @param job the job
 * @param reason SNAPSHOT or LINEAGE_FACET
 * @param content what tells one content from another
 * @param said when
 * @param uses what the job reads and writes by it
 */
record EdgeStatement(UUID job, CloseReason reason, UUID content, TimeSpan said, Set<EdgeKey> uses) {

  EdgeStatement {
    uses = Set.copyOf(uses);
  }

  private static EdgeStatement of(UUID job, CloseReason reason, Instant at, Set<EdgeKey> uses) {
    String[] parts =
        uses.stream().map(key -> key.role() + " " + key.dataset()).sorted().toArray(String[]::new);
    return new EdgeStatement(job, reason, EntityIds.hash(parts), TimeSpan.at(at), uses);
  }

  /** What the event says in full, besides what a job event declares. */
  static List<EdgeStatement> in(Observed event) {
    List<EdgeStatement> statements = new ArrayList<>();
    Mentions.explicitUses(event)
        .ifPresent(
            uses -> statements.add(of(event.job(), CloseReason.LINEAGE_FACET, event.at(), uses)));
    // An event that names no dataset, as many a START, is no snapshot of what is used.
    if (event.event() instanceof RunEvent run
        && !event.uses().isEmpty()
        && Processing.in(run.jobFacets())
            .filter(each -> "COMPLETE_SNAPSHOT".equalsIgnoreCase(each.content()))
            .isPresent()) {
      Set<EdgeKey> uses = new HashSet<>();
      event.uses().forEach(use -> uses.add(new EdgeKey(event.job(), use.id(), use.role())));
      statements.add(of(event.job(), CloseReason.SNAPSHOT, event.at(), uses));
    }
    return statements;
  }

  EdgeStatement merge(EdgeStatement other) {
    return new EdgeStatement(job, reason, content, said.merge(other.said), uses);
  }

  /** As declarations at the two instants that are known of it. */
  List<Declaration> declarations() {
    String digest = content.toString();
    return List.of(
        new Declaration(job, said.first(), digest, uses, reason),
        new Declaration(job, said.last(), digest, uses, reason));
  }

  /** The ids of what is read, or written, by it. */
  Object[] datasets(Role role) {
    return uses.stream().filter(key -> key.role() == role).map(EdgeKey::dataset).toArray();
  }
}
