package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LinkBookLawTest {

  private static final UUID TARGET = new UUID(1, 1);

  @Test
  void whatIsSaidStandsUntilSomethingElseIsSaid() {
    assertThat(believed(List.of(new Said(1, 1, false), new Said(4, 2, false))))
        .containsExactlyInAnyOrder(
            "1 " + new EdgeInterval(at(1), at(4), CloseReason.LINEAGE_FACET),
            "2 " + new EdgeInterval(at(4), null, null));
  }

  @Test
  void aDropEndsItToo() {
    assertThat(believed(List.of(new Said(1, 1, false), new Said(4, 1, true))))
        .containsExactly("1 " + new EdgeInterval(at(1), at(4), CloseReason.DROP));
  }

  @Property(tries = 300)
  void neitherOrderNorRepetitionNorStretchesChangeWhatIsBelieved(
      @ForAll("said") List<Said> said, @ForAll Random random) {
    List<Said> shuffled = new ArrayList<>(said);
    shuffled.addAll(said.subList(0, random.nextInt(said.size() + 1)));
    Collections.shuffle(shuffled, random);

    assertThat(believed(shuffled)).isEqualTo(believed(said));
  }

  /** At some second the target's lineage is said to be from one input, or that input is dropped. */
  record Said(int second, int input, boolean drop) {}

  @Provide
  Arbitrary<List<Said>> said() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 4).map(n -> n == 0))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  /** Each event as a stretch of its own: only what is stored is carried over. */
  private static Set<String> believed(List<Said> all) {
    List<LinkBook.Row> rows = new ArrayList<>();
    List<LinkBook.Statement> statements = new ArrayList<>();
    List<Said> drops = new ArrayList<>();
    long position = 1;
    for (Said said : all) {
      LinkBook book = new LinkBook();
      statements.forEach(book::know);
      drops.forEach(drop -> book.know(input(drop.input), at(drop.second), CloseReason.DROP));
      rows.forEach(book::know);
      if (said.drop) {
        book.apply(position++, input(said.input), at(said.second), CloseReason.DROP);
        drops.add(said);
      } else {
        Link link = new Link(Link.Kind.DERIVES, input(said.input), TARGET, Link.NOTHING);
        book.apply(position++, LinkBook.Statement.of(TARGET, at(said.second), Set.of(link)));
      }
      for (LinkBook.Statement each : book.said()) {
        statements.removeIf(old -> old.content().equals(each.content()));
        statements.add(each);
      }
      rows.removeAll(book.ended());
      book.added().stream().filter(row -> row.knownTo == null).forEach(rows::add);
    }
    Set<String> believed = new HashSet<>();
    rows.forEach(
        row -> believed.add(row.link.from().getLeastSignificantBits() + " " + row.interval));
    return believed;
  }

  private static UUID input(int number) {
    return new UUID(2, number);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_750_000_000L + second);
  }
}
