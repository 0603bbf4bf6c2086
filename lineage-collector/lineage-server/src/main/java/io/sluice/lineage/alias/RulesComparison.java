package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasIndex.Ingredients;
import io.sluice.lineage.naming.NamingRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What other rules would change: names are told one by one, then asked for the whole. */
final class RulesComparison {

  private final NamingRules before;
  private final NamingRules after;
  private final int examples;
  private final Set<AliasLink> linksBefore = new HashSet<>();
  private final Set<AliasLink> linksAfter = new HashSet<>();
  private final TreeMap<DatasetId, Changed> changed = new TreeMap<>();
  private final Set<DatasetId> concerned = new HashSet<>();
  private final Ingredients ingredients;
  private long names;
  private long changes;

  RulesComparison(NamingRules before, NamingRules after, Ingredients ingredients, int examples) {
    this.before = before;
    this.after = after;
    this.ingredients = ingredients;
    this.examples = examples;
    for (AliasLink link : ingredients.links()) {
      linksBefore.add(link);
      linksAfter.add(link);
      link(link.from());
      link(link.to());
    }
  }

  /**
   * A name that would be spelt in another way.
   *
   * @param dataset the name as sent
   * @param before what the present rules make of it
   * @param after what the other rules would make of it
   * @param rules the ids of the rules that would have a part in that
   */
  record Changed(DatasetId dataset, DatasetId before, DatasetId after, List<String> rules) {}

  /**
   * Datasets that would become one, or one that would fall apart.
   *
   * @param one the name under which the one is shown
   * @param several the names under which the several are shown, at most 100
   */
  record Regrouped(DatasetId one, List<DatasetId> several) {}

  /**
   * What would change; of each list the first examples by name.
   *
   * @param names how many names were looked at
   * @param changed how many of them would be spelt in another way
   * @param changedExamples some of these
   * @param merges how many datasets would come out of several
   * @param mergeExamples some of these
   * @param splits how many datasets would fall apart
   * @param splitExamples some of these
   * @param heldBack how many reasons would not count because a group would be too large or a
   *     steward keeps names apart
   */
  record Difference(
      long names,
      long changed,
      List<Changed> changedExamples,
      long merges,
      List<Regrouped> mergeExamples,
      long splits,
      List<Regrouped> splitExamples,
      long heldBack) {}

  /** Takes in a name. */
  void add(DatasetId name) {
    names++;
    Changed both = link(name);
    if (!both.before.equals(both.after)) {
      changes++;
      changed.put(name, both);
      if (changed.size() > examples) {
        changed.pollLastEntry();
      }
    }
  }

  private Changed link(DatasetId name) {
    DatasetId was = before.normalise(name);
    DatasetId will = after.normalise(name);
    if (!was.equals(name)) {
      linksBefore.add(new AliasLink(ReasonKind.RULE, name, was));
    }
    if (!will.equals(name)) {
      linksAfter.add(new AliasLink(ReasonKind.RULE, name, will));
    }
    // A name that both leave alone matters if others are made into it.
    concerned.add(name);
    return new Changed(name, was, will, List.of());
  }

  /** The whole difference. */
  Difference difference(int maxMembers) {
    AliasGroups maker = new AliasGroups(maxMembers);
    List<AliasGroup> was = maker.of(linksBefore, ingredients.apart(), ingredients.preferred());
    List<AliasGroup> will = maker.of(linksAfter, ingredients.apart(), ingredients.preferred());
    List<Regrouped> merges = regrouped(will, shownAs(was));
    List<Regrouped> splits = regrouped(was, shownAs(will));
    return new Difference(
        names,
        changes,
        changed.values().stream()
            .map(
                each ->
                    new Changed(each.dataset, each.before, each.after, after.applied(each.dataset)))
            .toList(),
        merges.size(),
        merges.stream().limit(examples).toList(),
        splits.size(),
        splits.stream().limit(examples).toList(),
        will.stream().flatMap(group -> group.heldBack().stream()).distinct().count());
  }

  private static Map<DatasetId, DatasetId> shownAs(List<AliasGroup> groups) {
    Map<DatasetId, DatasetId> shown = new HashMap<>();
    groups.forEach(group -> group.members().forEach(each -> shown.put(each, group.canonical())));
    return shown;
  }

  /** The groups of which the members that really occur are in several groups on the other side. */
  private List<Regrouped> regrouped(List<AliasGroup> groups, Map<DatasetId, DatasetId> others) {
    List<Regrouped> regrouped = new ArrayList<>();
    for (AliasGroup group : groups) {
      Set<DatasetId> several = new TreeSet<>();
      for (DatasetId member : group.members()) {
        if (concerned.contains(member)) {
          several.add(others.getOrDefault(member, member));
        }
      }
      if (several.size() > 1) {
        regrouped.add(new Regrouped(group.canonical(), several.stream().limit(100).toList()));
      }
    }
    return regrouped;
  }
}
