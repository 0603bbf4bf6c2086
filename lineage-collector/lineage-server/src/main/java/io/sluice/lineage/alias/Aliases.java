package io.sluice.lineage.alias;

import io.sluice.access.Caller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasGroup.HeldBack;
import io.sluice.lineage.alias.EvidenceStore.Evidence;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows groups with their reasons, and takes stewards' decisions. */
@Singleton
class Aliases {

  private static final int MAX_SHOWN = 1_000;

  private final AliasIndex index;
  private final DecisionStore decisions;
  private final EvidenceStore evidence;
  private final Clock clock;

  Aliases(AliasIndex index, DecisionStore decisions, EvidenceStore evidence, Clock clock) {
    this.index = index;
    this.decisions = decisions;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * A reason why two names are the same, or would be.
   *
   * @param kind what kind of reason
   * @param from the dataset of the facet, the name before the rename, the name as sent, either name
   * @param to the identifier of the facet, the name after the rename, the normalised name
   * @param type what a symlinks facet says of {@code to}: TABLE, LOCATION or UNKNOWN
   * @param position the position of the newest event that says so
   * @param eventTime that event's time
   * @param job the job that the event is about
   * @param decision the steward's decision
   * @param rulesVersion the version of the naming rules
   * @param notApplied why it does not count: SPLIT or TOO_MANY; null if it counts
   */
  record Reason(
      ReasonKind kind,
      DatasetId from,
      DatasetId to,
      @Nullable Nature type,
      @Nullable Long position,
      @Nullable Instant eventTime,
      @Nullable JobId job,
      @Nullable Decision decision,
      @Nullable Integer rulesVersion,
      AliasGroup.@Nullable Why notApplied) {}

  /**
   * The names of one dataset.
   *
   * @param canonical the one under which it is shown
   * @param members its names, at most 1,000 of them
   * @param memberCount how many there are
   * @param reasons why they are the same, at most 1,000 reasons
   * @param splits what stewards decided that keeps names apart from these
   */
  record Group(
      DatasetId canonical,
      List<DatasetId> members,
      int memberCount,
      List<Reason> reasons,
      List<Decision> splits) {}

  /** A decision and the groups of its two names as they are now. */
  record Outcome(Decision decision, List<Group> groups) {}

  /** The group of a name. */
  Group group(DatasetId name) throws SQLException {
    return show(List.of(index.group(name))).get(0);
  }

  /** The groups after a name of which the caller may see a member. */
  List<Group> groups(Caller caller, @Nullable DatasetId after, int limit) throws SQLException {
    List<AliasGroup> page = new ArrayList<>();
    DatasetId last = after;
    List<AliasGroup> next;
    do {
      next = index.groups(last, limit);
      for (AliasGroup group : next) {
        last = group.canonical();
        if (page.size() < limit && group.members().stream().anyMatch(caller::mayTouch)) {
          page.add(group);
        }
      }
    } while (page.size() < limit && next.size() == limit);
    return show(page);
  }

  private List<Group> show(Collection<AliasGroup> groups) throws SQLException {
    Set<UUID> members = new LinkedHashSet<>();
    groups.forEach(
        group ->
            group.members().stream().limit(MAX_SHOWN).map(EntityIds::of).forEach(members::add));
    Map<EvidenceStore.Key, Evidence> found = evidence.of(members);
    List<Decision> decided = decisions.about(members);
    return groups.stream().map(group -> show(group, found, decided)).toList();
  }

  private Group show(
      AliasGroup group, Map<EvidenceStore.Key, Evidence> found, List<Decision> decided) {
    Map<NamePair, Decision> merges =
        decided.stream()
            .filter(decision -> decision.kind() == Decision.Kind.MERGE)
            .collect(Collectors.toMap(Decision::pair, Function.identity()));
    int rulesVersion = index.rulesVersion();
    List<Reason> reasons = new ArrayList<>();
    for (AliasLink link : group.links()) {
      reasons.add(reason(link, null, found, merges, rulesVersion));
    }
    for (HeldBack held : group.heldBack()) {
      reasons.add(reason(held.link(), held.why(), found, merges, rulesVersion));
    }
    Set<DatasetId> members = Set.copyOf(group.members());
    return new Group(
        group.canonical(),
        group.members().stream().limit(MAX_SHOWN).toList(),
        group.members().size(),
        reasons.stream().limit(MAX_SHOWN).toList(),
        decided.stream()
            .filter(decision -> decision.kind() == Decision.Kind.SPLIT)
            .filter(each -> members.contains(each.left()) || members.contains(each.right()))
            .toList());
  }

  private static Reason reason(
      AliasLink link,
      AliasGroup.@Nullable Why notApplied,
      Map<EvidenceStore.Key, Evidence> found,
      Map<NamePair, Decision> merges,
      int rulesVersion) {
    Evidence event = found.get(new EvidenceStore.Key(link.kind(), link.from(), link.to()));
    return new Reason(
        link.kind(),
        link.from(),
        link.to(),
        link.kind() == ReasonKind.SYMLINK ? link.nature() : null,
        event == null ? null : event.position(),
        event == null ? null : event.eventTime(),
        event == null ? null : event.job(),
        link.kind() == ReasonKind.MANUAL ? merges.get(link.pair()) : null,
        link.kind() == ReasonKind.RULE ? rulesVersion : null,
        notApplied);
  }

  /**
   * Keeps a decision.
   *
   * @throws ProblemException 409 if something is decided about the pair already
   */
  Outcome decide(
      Decision.Kind kind,
      NamePair pair,
      @Nullable DatasetId canonical,
      String reason,
      Caller caller)
      throws SQLException {
    Decision wanted =
        new Decision(
            0,
            kind,
            pair.left(),
            pair.right(),
            canonical,
            reason,
            caller.subject(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            null);
    Long id = decisions.add(wanted).orElse(null);
    if (id == null) {
      long standing = decisions.about(pair).map(Decision::id).orElse(0L);
      throw new ProblemException(
          CommonProblem.CONFLICT,
          "Decision " + standing + " is about these two names already; take it back first.",
          Map.of("decision", standing));
    }
    return outcome(id);
  }

  /** Takes a decision back; one that was taken back already stays as it is. */
  Outcome withdraw(Decision decision, Caller caller) throws SQLException {
    decisions.withdraw(
        decision.id(), caller.subject(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return outcome(decision.id());
  }

  private Outcome outcome(long id) throws SQLException {
    index.refresh();
    Decision decision = find(id, null);
    Set<AliasGroup> groups = new LinkedHashSet<>();
    groups.add(index.group(decision.left()));
    groups.add(index.group(decision.right()));
    return new Outcome(decision, show(groups));
  }

  /**
   * The decision of that number.
   *
   * @throws ProblemException 404 if there is none of that kind
   */
  Decision find(long id, Decision.@Nullable Kind kind) throws SQLException {
    return decisions
        .find(id)
        .filter(decision -> kind == null || decision.kind() == kind)
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "No such decision: " + id + "."));
  }

  /** The decisions before a number, newest first. */
  List<Decision> decisions(long before, int limit) throws SQLException {
    return decisions.before(before, limit);
  }
}
