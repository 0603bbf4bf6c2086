package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.Claim.Source;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All reasons that are known, and which groups they make. A change makes the groups anew only where
 * reasons connect names to what changed. Not for several threads at a time.
 */
final class AliasState {

  private final AliasGroups groups;
  private final Map<Source, List<AliasLink>> claims = new HashMap<>();
  private final Map<AliasLink, Integer> counts = new HashMap<>();
  private final Map<DatasetId, Set<AliasLink>> linksOf = new HashMap<>();
  private Set<NamePair> apart = Set.of();
  private Map<DatasetId, Long> preferred = Map.of();
  private final Set<DatasetId> touched = new LinkedHashSet<>();

  AliasState(AliasGroups groups) {
    this.groups = groups;
  }

  /** Takes in what a source says now, in place of what it said before. */
  void put(Claim claim) {
    List<AliasLink> before =
        claim.links().isEmpty()
            ? claims.remove(claim.source())
            : claims.put(claim.source(), claim.links());
    if (claim.links().equals(before)) {
      return;
    }
    claim.links().forEach(this::add);
    if (before != null) {
      before.forEach(this::remove);
    }
  }

  /** Replaces what stewards decided about pairs that are not the same and about names to show. */
  void decide(Set<NamePair> nowApart, Map<DatasetId, Long> nowPreferred) {
    for (NamePair pair : differing(apart, nowApart)) {
      touched.add(pair.left());
      touched.add(pair.right());
    }
    for (Map.Entry<DatasetId, Long> choice :
        differing(preferred.entrySet(), nowPreferred.entrySet())) {
      touched.add(choice.getKey());
    }
    apart = Set.copyOf(nowApart);
    preferred = Map.copyOf(nowPreferred);
  }

  private static <T> Set<T> differing(Set<T> one, Set<T> other) {
    Set<T> differing = new HashSet<>();
    one.stream().filter(each -> !other.contains(each)).forEach(differing::add);
    other.stream().filter(each -> !one.contains(each)).forEach(differing::add);
    return differing;
  }

  private void add(AliasLink link) {
    if (counts.merge(link, 1, Integer::sum) == 1) {
      linksOf.computeIfAbsent(link.from(), name -> new HashSet<>()).add(link);
      linksOf.computeIfAbsent(link.to(), name -> new HashSet<>()).add(link);
      touched.add(link.from());
      touched.add(link.to());
    }
  }

  private void remove(AliasLink link) {
    if (counts.merge(link, -1, Integer::sum) == 0) {
      counts.remove(link);
      unlink(link.from(), link);
      unlink(link.to(), link);
      touched.add(link.from());
      touched.add(link.to());
    }
  }

  private void unlink(DatasetId name, AliasLink link) {
    Set<AliasLink> links = linksOf.get(name);
    if (links != null) {
      links.remove(link);
      if (links.isEmpty()) {
        linksOf.remove(name);
      }
    }
  }

  /**
   * What has changed since the last call.
   *
   * @param names every name whose group may be another now
   * @param groups the groups of those that still have a reason
   */
  record Changes(Set<DatasetId> names, List<AliasGroup> groups) {}

  Changes changes() {
    Set<DatasetId> names = new HashSet<>(touched);
    Set<AliasLink> links = new HashSet<>();
    Deque<DatasetId> open = new ArrayDeque<>(touched);
    touched.clear();
    while (!open.isEmpty()) {
      for (AliasLink link : linksOf.getOrDefault(open.remove(), Set.of())) {
        if (links.add(link)) {
          for (DatasetId end : List.of(link.from(), link.to())) {
            if (names.add(end)) {
              open.add(end);
            }
          }
        }
      }
    }
    return new Changes(
        names, links.isEmpty() ? List.of() : groups.of(links, among(names), preferred));
  }

  private Collection<NamePair> among(Set<DatasetId> names) {
    return apart.stream().filter(pair -> names.contains(pair.left())).toList();
  }
}
