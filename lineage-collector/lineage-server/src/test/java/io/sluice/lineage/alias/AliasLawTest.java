package io.sluice.lineage.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasGroup.Why;
import io.sluice.lineage.alias.Claim.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AliasLawTest {

  private static final int MANY = 6;

  /** What groups are made of. */
  record Facts(List<AliasLink> links, Set<NamePair> apart, Map<DatasetId, Long> preferred) {}

  @Property(tries = 300)
  void anyOrderGivesTheSameGroups(@ForAll("facts") Facts facts, @ForAll long seed) {
    List<AliasLink> shuffled = new ArrayList<>(facts.links());
    shuffled.addAll(facts.links().subList(0, facts.links().size() / 2));
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(groups(shuffled, facts.apart(), facts.preferred()))
        .isEqualTo(groups(facts.links(), facts.apart(), facts.preferred()));
  }

  @Property(tries = 300)
  void namesThatAreKeptApartAreInDifferentGroupsAndNoGroupIsTooLarge(@ForAll("facts") Facts facts) {
    List<AliasGroup> groups = groups(facts.links(), facts.apart(), facts.preferred());

    for (AliasGroup group : groups) {
      assertThat(group.members()).hasSizeLessThanOrEqualTo(MANY).contains(group.canonical());
      for (NamePair pair : facts.apart()) {
        assertThat(group.members().containsAll(List.of(pair.left(), pair.right()))).isFalse();
      }
    }
    assertThat(groups.stream().flatMap(group -> group.members().stream()).toList())
        .doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void aSplitAfterAMergeGivesTheGroupsBeforeIt(
      @ForAll("facts") Facts facts, @ForAll("pair") NamePair pair) {
    List<AliasGroup> before = groups(facts.links(), facts.apart(), Map.of());
    if (before.stream()
        .anyMatch(group -> group.members().containsAll(List.of(pair.left(), pair.right())))) {
      return; // the merge would say nothing new
    }
    if (before.stream()
        .anyMatch(group -> group.heldBack().stream().anyMatch(h -> h.why() == Why.TOO_MANY))) {
      return; // keeping two names of an oversized group apart may make it small enough
    }
    List<AliasLink> merged = new ArrayList<>(facts.links());
    merged.add(new AliasLink(ReasonKind.MANUAL, pair.left(), pair.right()));
    Set<NamePair> split = new HashSet<>(facts.apart());
    split.add(pair);

    assertThat(members(groups(merged, split, Map.of())))
        .containsAll(members(before))
        .allMatch(each -> members(before).contains(each) || each.size() == 1);
  }

  @Property(tries = 300)
  void whatIsKeptCurrentIsWhatIsMadeAfresh(
      @ForAll("facts") Facts first, @ForAll("facts") Facts second, @ForAll long seed) {
    // Every link is claimed by a source of its own; the second facts replace the first ones bit by
    // bit, in any order.
    AliasState state = new AliasState(new AliasGroups(MANY), UnaryOperator.identity());
    Map<DatasetId, AliasGroup> shown = new HashMap<>();
    List<Runnable> steps = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Source source = new Source(ReasonKind.SYMLINK, new UUID(0, i), new UUID(0, 0));
      List<AliasLink> links = i < first.links().size() ? List.of(first.links().get(i)) : List.of();
      state.put(new Claim(source, links));
      List<AliasLink> then = i < second.links().size() ? List.of(second.links().get(i)) : List.of();
      steps.add(() -> state.put(new Claim(source, then)));
    }
    state.decide(first.apart(), first.preferred());
    apply(state.changes(), shown);
    steps.add(() -> state.decide(second.apart(), second.preferred()));
    Collections.shuffle(steps, new Random(seed));
    for (Runnable step : steps) {
      step.run();
      apply(state.changes(), shown);
    }

    assertThat(new HashSet<>(shown.values()))
        .isEqualTo(new HashSet<>(groups(second.links(), second.apart(), second.preferred())));
  }

  @Property(tries = 100)
  void anOversizedGroupIsReportedAndNotMade(@ForAll("count") int count) {
    List<AliasLink> links = new ArrayList<>();
    DatasetId hub = new DatasetId("hive", "default");
    for (int i = 0; i < count; i++) {
      links.add(
          new AliasLink(ReasonKind.SYMLINK, new DatasetId("s3://b", "p" + i), hub, Nature.TABLE));
    }

    List<AliasGroup> groups = groups(links, Set.of(), Map.of());

    if (count + 1 <= MANY) {
      assertThat(groups).hasSize(1);
      assertThat(groups.get(0).canonical()).isEqualTo(hub);
    } else {
      assertThat(groups).hasSize(count + 1).allMatch(group -> group.members().size() == 1);
      assertThat(groups)
          .allMatch(g -> g.heldBack().stream().allMatch(h -> h.why() == Why.TOO_MANY));
    }
  }

  @Provide
  Arbitrary<Integer> count() {
    return Arbitraries.integers().between(1, 20);
  }

  @Provide
  Arbitrary<NamePair> pair() {
    return Combinators.combine(names(), names())
        .as(NamePair::of)
        .filter(pair -> !pair.left().equals(pair.right()));
  }

  @Provide
  Arbitrary<Facts> facts() {
    return Combinators.combine(
            link().list().uniqueElements().ofMinSize(1).ofMaxSize(12),
            pair().set().ofMaxSize(3),
            Arbitraries.maps(names(), Arbitraries.longs().between(1, 9)).ofMaxSize(2))
        .as(Facts::new);
  }

  private Arbitrary<AliasLink> link() {
    return Combinators.combine(
            Arbitraries.of(ReasonKind.class),
            pair(),
            Arbitraries.of(true, false),
            Arbitraries.of(Nature.class))
        .as(
            (kind, pair, forward, nature) ->
                new AliasLink(
                    kind,
                    forward ? pair.left() : pair.right(),
                    forward ? pair.right() : pair.left(),
                    kind == ReasonKind.SYMLINK ? nature : Nature.UNKNOWN));
  }

  private static Arbitrary<DatasetId> names() {
    return Combinators.combine(
            Arbitraries.of("s3://b", "glue", "pg"), Arbitraries.of("a", "bb", "c/d", "e"))
        .as(DatasetId::new);
  }

  private static List<AliasGroup> groups(
      Collection<AliasLink> links, Set<NamePair> apart, Map<DatasetId, Long> preferred) {
    return new AliasGroups(MANY).of(links, apart, preferred);
  }

  private static Set<List<DatasetId>> members(List<AliasGroup> groups) {
    Set<List<DatasetId>> members = new HashSet<>();
    groups.forEach(group -> members.add(group.members()));
    return members;
  }

  private static void apply(AliasState.Changes changes, Map<DatasetId, AliasGroup> shown) {
    changes.names().forEach(shown::remove);
    changes.groups().forEach(group -> group.members().forEach(m -> shown.put(m, group)));
  }
}
