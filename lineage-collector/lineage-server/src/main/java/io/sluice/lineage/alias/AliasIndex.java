package io.sluice.lineage.alias;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasState.Changes;
import io.sluice.lineage.alias.Claim.Source;
import io.sluice.lineage.alias.NamingStore.Active;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.ProjectionFollower;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The groups in memory: loaded whole at the start, then kept current from the projection and from
 * what stewards decide. Names without a reason take no space.
 */
@Singleton
@Priority(100) // before the graph, which asks it
public class AliasIndex implements ProjectionFollower, SameDataset {

  private final AliasFeed feed;
  private final DecisionStore decisions;
  private final NamingStore rules;
  private final AliasVersion versions;
  private final AliasSettings settings;
  private final Map<UUID, Held> groupOf = new ConcurrentHashMap<>();
  private final NavigableMap<DatasetId, AliasGroup> byName = new ConcurrentSkipListMap<>();
  private final AtomicLong version = new AtomicLong();
  private AliasState state;
  private Set<Source> merged = Set.of();
  private long position = -1;
  private long generation = -1;
  private long decided = -1;
  private int rulesVersion;

  AliasIndex(
      AliasFeed feed,
      DecisionStore decisions,
      NamingStore rules,
      AliasVersion versions,
      AliasSettings settings,
      MeterRegistry metrics) {
    this.feed = feed;
    this.decisions = decisions;
    this.rules = rules;
    this.versions = versions;
    this.settings = settings;
    this.state = new AliasState(new AliasGroups(settings.maxMembers()), UnaryOperator.identity());
    metrics.gaugeMapSize("sluice.lineage.alias.names", List.of(), groupOf);
  }

  /** A group with the ids of its names. */
  private record Held(AliasGroup group, UUID canonical, List<UUID> members) {
    static Held of(AliasGroup group) {
      return new Held(
          group,
          EntityIds.of(group.canonical()),
          group.members().stream().map(EntityIds::of).toList());
    }
  }

  @Override
  public synchronized void follow(long newPosition, long newGeneration) throws SQLException {
    catchUp(newPosition, newGeneration);
  }

  /** Takes in decisions and rules now, so that who decided sees it. */
  synchronized void refresh() throws SQLException {
    if (generation >= 0) {
      catchUp(position, generation);
    }
  }

  private void catchUp(long newPosition, long newGeneration) throws SQLException {
    long now = versions.current();
    boolean afresh = newGeneration != generation;
    if (now != decided || afresh) {
      Active active = rules.active();
      afresh |= active.version() != rulesVersion;
      if (afresh) {
        // Built aside; readers have the old groups until the new ones are made.
        state = new AliasState(new AliasGroups(settings.maxMembers()), active.rules()::normalise);
        merged = Set.of();
        position = -1;
        generation = -1;
        rulesVersion = active.version();
      }
      readDecisions();
    }
    if (newPosition != position) {
      feed.namesSince(position, state::know);
      feed.changedSince(position, state::put);
    }
    Changes changes = state.changes();
    if (afresh) {
      forgetAllBut(changes.names());
    }
    show(changes);
    position = newPosition;
    generation = newGeneration;
    decided = now;
  }

  /** What was shown before the projection was built again may be gone altogether. */
  private void forgetAllBut(Set<DatasetId> names) {
    Set<UUID> known = new HashSet<>();
    names.forEach(name -> known.add(EntityIds.of(name)));
    byName.clear();
    if (groupOf.keySet().retainAll(known)) {
      version.incrementAndGet();
    }
  }

  private void readDecisions() throws SQLException {
    Set<NamePair> apart = new HashSet<>();
    Map<DatasetId, Long> preferred = new HashMap<>();
    Set<Source> merges = new HashSet<>();
    for (Decision decision : decisions.current()) {
      switch (decision.kind()) {
        case SPLIT -> apart.add(decision.pair());
        case MERGE -> {
          Source source =
              new Source(
                  ReasonKind.MANUAL, EntityIds.of(decision.left()), EntityIds.of(decision.right()));
          merges.add(source);
          state.put(
              new Claim(
                  source,
                  List.of(new AliasLink(ReasonKind.MANUAL, decision.left(), decision.right()))));
          if (decision.canonical() != null) {
            preferred.merge(decision.canonical(), decision.id(), Math::max);
          }
        }
      }
    }
    for (Source source : merged) {
      if (!merges.contains(source)) {
        state.put(new Claim(source, List.of()));
      }
    }
    state.decide(apart, preferred);
    merged = merges;
  }

  private void show(Changes changes) {
    if (changes.names().isEmpty()) {
      return;
    }
    Set<UUID> gone = new HashSet<>();
    for (DatasetId name : changes.names()) {
      UUID id = EntityIds.of(name);
      gone.add(id);
      Held before = groupOf.get(id);
      if (before != null) {
        byName.remove(before.group.canonical());
      }
    }
    for (AliasGroup group : changes.groups()) {
      Held held = Held.of(group);
      byName.put(group.canonical(), group);
      for (UUID member : held.members) {
        groupOf.put(member, held);
        gone.remove(member);
      }
    }
    groupOf.keySet().removeAll(gone);
    version.incrementAndGet();
  }

  @Override
  public UUID canonical(UUID dataset) {
    Held held = groupOf.get(dataset);
    return held == null ? dataset : held.canonical;
  }

  @Override
  public Optional<DatasetId> canonicalName(UUID dataset) {
    return Optional.ofNullable(groupOf.get(dataset)).map(held -> held.group.canonical());
  }

  @Override
  public List<UUID> members(UUID dataset) {
    Held held = groupOf.get(dataset);
    return held == null ? List.of(dataset) : held.members;
  }

  @Override
  public long version() {
    return version.get();
  }

  /** The group of the name; one of its own if nothing is known of others. */
  AliasGroup group(DatasetId name) {
    Held held = groupOf.get(EntityIds.of(name));
    return held == null ? new AliasGroup(name, List.of(name), List.of(), List.of()) : held.group;
  }

  /** The groups of names that there are reasons for, after a name, by the name shown. */
  List<AliasGroup> groups(@Nullable DatasetId after, int limit) {
    NavigableMap<DatasetId, AliasGroup> rest =
        after == null ? byName : byName.tailMap(after, false);
    return rest.values().stream().limit(limit).toList();
  }

  /** The version of the naming rules that the groups are made with. */
  synchronized int rulesVersion() {
    return rulesVersion;
  }

  /** What the groups are made of, the rules left out. */
  synchronized Ingredients ingredients() {
    return new Ingredients(state.links(), state.apart(), state.preferred());
  }

  /** Reasons, pairs kept apart and names preferred. */
  record Ingredients(Set<AliasLink> links, Set<NamePair> apart, Map<DatasetId, Long> preferred) {}
}
