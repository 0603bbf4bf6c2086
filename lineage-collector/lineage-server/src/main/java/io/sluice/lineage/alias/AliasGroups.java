package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasGroup.HeldBack;
import io.sluice.lineage.alias.AliasGroup.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes groups of names out of reasons. The same set of reasons gives the same groups in whatever
 * order they are given: they are tried in the order of {@link AliasLink#ORDER}, and one that would
 * bring two names together that a steward keeps apart is held back. Of a group with too many
 * members the weakest kind of reason is held back whole, until what is left is small enough.
 */
final class AliasGroups {

  private final int maxMembers;

  /** Groups of at most so many names. */
  AliasGroups(int maxMembers) {
    this.maxMembers = maxMembers;
  }

  /**
   * The groups of all names that the links mention; a name of its own is a group of one.
   *
   * @param links the reasons
   * @param apart the pairs that are not the same
   * @param preferred names that a steward wants shown, by the number of the decision: the greatest
   *     wins
   */
  List<AliasGroup> of(
      Collection<AliasLink> links, Collection<NamePair> apart, Map<DatasetId, Long> preferred) {
    List<AliasLink> ordered = new ArrayList<>(new HashSet<>(links));
    ordered.sort(AliasLink.ORDER);
    Map<DatasetId, Set<DatasetId>> foes = new HashMap<>();
    for (NamePair pair : apart) {
      foes.computeIfAbsent(pair.left(), name -> new HashSet<>()).add(pair.right());
      foes.computeIfAbsent(pair.right(), name -> new HashSet<>()).add(pair.left());
    }
    Set<DatasetId> names = new TreeSet<>();
    for (AliasLink link : ordered) {
      names.add(link.from());
      names.add(link.to());
    }
    List<HeldBack> heldBack = new ArrayList<>();
    List<Set<DatasetId>> parts = new ArrayList<>();
    divide(names, ordered, foes, heldBack, parts);
    return groups(parts, ordered, heldBack, preferred);
  }

  private void divide(
      Set<DatasetId> names,
      List<AliasLink> links,
      Map<DatasetId, Set<DatasetId>> foes,
      List<HeldBack> heldBack,
      List<Set<DatasetId>> parts) {
    Union union = new Union(names, foes);
    List<AliasLink> applied = new ArrayList<>(links.size());
    for (AliasLink link : links) {
      if (union.join(link.from(), link.to())) {
        applied.add(link);
      } else {
        heldBack.add(new HeldBack(link, Why.SPLIT));
      }
    }
    Map<DatasetId, List<AliasLink>> byRoot = new HashMap<>();
    applied.forEach(
        link -> byRoot.computeIfAbsent(union.root(link.from()), r -> new ArrayList<>()).add(link));
    for (Set<DatasetId> part : union.parts()) {
      if (part.size() <= maxMembers) {
        parts.add(part);
      } else {
        List<AliasLink> mine = byRoot.getOrDefault(union.root(part.iterator().next()), List.of());
        ReasonKind weakest = mine.get(mine.size() - 1).kind();
        List<AliasLink> stronger = new ArrayList<>();
        for (AliasLink link : mine) {
          if (link.kind() == weakest) {
            heldBack.add(new HeldBack(link, Why.TOO_MANY));
          } else {
            stronger.add(link);
          }
        }
        divide(part, stronger, foes, heldBack, parts);
      }
    }
  }

  private static List<AliasGroup> groups(
      List<Set<DatasetId>> parts,
      List<AliasLink> links,
      List<HeldBack> heldBack,
      Map<DatasetId, Long> preferred) {
    Map<DatasetId, Integer> partOf = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      for (DatasetId name : parts.get(i)) {
        partOf.put(name, i);
      }
    }
    List<List<AliasLink>> within = lists(parts.size());
    List<List<HeldBack>> without = lists(parts.size());
    Set<AliasLink> notApplied = new HashSet<>();
    for (HeldBack held : heldBack) {
      notApplied.add(held.link());
      int from = partOf.getOrDefault(held.link().from(), -1);
      int to = partOf.getOrDefault(held.link().to(), -1);
      without.get(from).add(held);
      if (to != from) {
        without.get(to).add(held);
      }
    }
    for (AliasLink link : links) {
      if (!notApplied.contains(link)) {
        within.get(partOf.getOrDefault(link.from(), -1)).add(link);
      }
    }
    List<AliasGroup> groups = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Set<DatasetId> members = parts.get(i);
      without.get(i).sort((one, other) -> AliasLink.ORDER.compare(one.link(), other.link()));
      groups.add(
          new AliasGroup(
              CanonicalName.of(members, within.get(i), preferred),
              List.copyOf(members),
              within.get(i),
              without.get(i)));
    }
    groups.sort((one, other) -> one.canonical().compareTo(other.canonical()));
    return groups;
  }

  private static <T> List<List<T>> lists(int size) {
    List<List<T>> lists = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  /** Sets of names that are joined unless two of them must stay apart. */
  private static final class Union {

    private final Map<DatasetId, DatasetId> parents = new HashMap<>();
    private final Map<DatasetId, Integer> sizes = new HashMap<>();
    private final Map<DatasetId, Set<DatasetId>> foes = new HashMap<>();

    Union(Collection<DatasetId> names, Map<DatasetId, Set<DatasetId>> foesOf) {
      for (DatasetId name : names) {
        parents.put(name, name);
        sizes.put(name, 1);
        foes.put(name, new HashSet<>(foesOf.getOrDefault(name, Set.of())));
      }
    }

    DatasetId root(DatasetId name) {
      DatasetId current = name;
      DatasetId parent = parents.getOrDefault(current, current);
      while (!parent.equals(current)) {
        DatasetId above = parents.getOrDefault(parent, parent);
        parents.put(current, above);
        current = parent;
        parent = above;
      }
      return current;
    }

    /** Joins the sets of two names; false if that may not be. */
    boolean join(DatasetId one, DatasetId other) {
      DatasetId small = root(one);
      DatasetId great = root(other);
      if (small.equals(great)) {
        return true;
      }
      if (sizes.getOrDefault(small, 1) > sizes.getOrDefault(great, 1)) {
        DatasetId swap = small;
        small = great;
        great = swap;
      }
      DatasetId target = great;
      Set<DatasetId> foesOfSmall = foes.getOrDefault(small, Set.of());
      if (foesOfSmall.stream().anyMatch(foe -> root(foe).equals(target))) {
        return false;
      }
      parents.put(small, great);
      sizes.merge(great, sizes.getOrDefault(small, 1), Integer::sum);
      foes.computeIfAbsent(great, name -> new HashSet<>()).addAll(foesOfSmall);
      return true;
    }

    Collection<Set<DatasetId>> parts() {
      Map<DatasetId, Set<DatasetId>> parts = new HashMap<>();
      for (DatasetId name : List.copyOf(parents.keySet())) {
        parts.computeIfAbsent(root(name), root -> new TreeSet<>()).add(name);
      }
      return Collections.unmodifiableCollection(parts.values());
    }
  }
}
