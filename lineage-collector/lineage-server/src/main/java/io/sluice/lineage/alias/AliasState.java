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
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All reasons that are known, and which groups they make. A change makes the groups anew only where
 * reasons connect names to what changed. Not for several threads at a time.
 */
final class AliasState {

  private final AliasGroups groups;
  private final UnaryOperator<DatasetId> normaliser;
  private final Map<Source, List<AliasLink>> claims = new HashMap<>();
  private final Map<AliasLink, Integer> counts = new HashMap<>();
  private final Map<DatasetId, Set<AliasLink>> linksOf = new HashMap<>();
  private Set<NamePair> apart = Set.of();
  private Map<DatasetId, Long> preferred = Map.of();
  private final Set<DatasetId> touched = new LinkedHashSet<>();

  /**
   * Nothing yet.
   *
   * @param groups how groups are made
   * @param normaliser what the naming rules make of a name
   */
  AliasState(AliasGroups groups, UnaryOperator<DatasetId> normaliser) {
    this.groups = groups;
    this.normaliser = normaliser;
  }

  /** Takes in that there is a dataset of that name, and with it what the rules make of the name. */
  void know(UUID id, DatasetId name) {
    DatasetId normal = normaliser.apply(name);
    if (!normal.equals(name)) {
      put(
          new Claim(
              new Source(ReasonKind.RULE, id, id),
              List.of(new AliasLink(ReasonKind.RULE, name, normal))));
    }
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
    claim.links().forEach(link -> eachWithRules(link, this::add));
    if (before != null) {
      before.forEach(link -> eachWithRules(link, this::remove));
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

  /** A name that only a reason mentions is subject to the rules as any other. */
  private void eachWithRules(AliasLink link, Consumer<AliasLink> action) {
    action.accept(link);
    if (link.kind() != ReasonKind.RULE) {
      for (DatasetId end : List.of(link.from(), link.to())) {
        DatasetId normal = normaliser.apply(end);
        if (!normal.equals(end)) {
          action.accept(new AliasLink(ReasonKind.RULE, end, normal));
        }
      }
    }
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

  /** Every reason but those of the rules. */
  Set<AliasLink> links() {
    return counts.keySet().stream()
        .filter(link -> link.kind() != ReasonKind.RULE)
        .collect(Collectors.toSet());
  }

  /** The pairs that are kept apart. */
  Set<NamePair> apart() {
    return apart;
  }

  /** The names that stewards want shown. */
  Map<DatasetId, Long> preferred() {
    return preferred;
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
