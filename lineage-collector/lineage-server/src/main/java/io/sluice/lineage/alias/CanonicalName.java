package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the name under which a dataset with many names is shown. In this order: what a steward
 * chose (the latest choice); no name that the dataset had before a rename; a table rather than a
 * name of which nothing is known, and that rather than a path; no name that the naming rules would
 * change; the shortest; the first by code point.
 */
final class CanonicalName {

  private CanonicalName() {}

  private record Rank(
      DatasetId name, long preferred, boolean past, Nature nature, boolean changed, int length) {
    static final Comparator<Rank> BEST_FIRST =
        Comparator.comparingLong(Rank::preferred)
            .reversed()
            .thenComparing(Rank::past)
            .thenComparing(Rank::nature)
            .thenComparing(Rank::changed)
            .thenComparing(Rank::length)
            .thenComparing(Rank::name);
  }

  /**
   * The best of the names.
   *
   * @param names at least one
   * @param links the reasons that hold among them
   * @param preferred steward's choices, the greatest number being the latest
   */
  static DatasetId of(
      Collection<DatasetId> names, Collection<AliasLink> links, Map<DatasetId, Long> preferred) {
    Set<DatasetId> past = new HashSet<>();
    Set<DatasetId> changed = new HashSet<>();
    for (AliasLink link : links) {
      if (link.kind() == ReasonKind.RENAME) {
        past.add(link.from());
      } else if (link.kind() == ReasonKind.RULE) {
        changed.add(link.from());
      }
    }
    Map<DatasetId, Nature> natures = natures(links);
    return names.stream()
        .map(
            name ->
                new Rank(
                    name,
                    preferred.getOrDefault(name, 0L),
                    past.contains(name),
                    natures.getOrDefault(name, Nature.ofName(name)),
                    changed.contains(name),
                    name.namespace().length() + name.name().length()))
        .min(Rank.BEST_FIRST)
        .map(Rank::name)
        .orElseThrow();
  }

  /** A table stays one when it is renamed and when its name is normalised. */
  private static Map<DatasetId, Nature> natures(Collection<AliasLink> links) {
    Map<DatasetId, Nature> natures = new HashMap<>();
    Map<DatasetId, List<DatasetId>> heirs = new HashMap<>();
    Deque<DatasetId> tables = new ArrayDeque<>();
    for (AliasLink link : links) {
      if (link.kind() == ReasonKind.SYMLINK && link.nature() != Nature.UNKNOWN) {
        natures.merge(link.to(), link.nature(), CanonicalName::better);
      } else if (link.kind() == ReasonKind.RENAME || link.kind() == ReasonKind.RULE) {
        heirs.computeIfAbsent(link.from(), from -> new ArrayList<>()).add(link.to());
      }
    }
    natures.forEach(
        (name, nature) -> {
          if (nature == Nature.TABLE) {
            tables.add(name);
          }
        });
    while (!tables.isEmpty()) {
      for (DatasetId heir : heirs.getOrDefault(tables.remove(), List.of())) {
        if (natures.put(heir, Nature.TABLE) != Nature.TABLE) {
          tables.add(heir);
        }
      }
    }
    return natures;
  }

  private static Nature better(Nature one, Nature other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
