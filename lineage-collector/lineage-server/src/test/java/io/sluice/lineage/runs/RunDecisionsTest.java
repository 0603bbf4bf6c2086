package io.sluice.lineage.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.lineage.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The decisions about runs that need neither a database nor HTTP. */
class RunDecisionsTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Property(tries = 300)
  void theOrderInWhichWritersAreFoundDoesNotMatter(
      @ForAll("writings") List<WriterChoice.Writing> writings, @ForAll Random random) {
    List<WriterChoice.Writing> shuffled = new ArrayList<>(writings);
    Collections.shuffle(shuffled, random);
    WriterChoice.Reading reading = reading("v1");

    assertThat(WriterChoice.choose(reading, shuffled))
        .isEqualTo(WriterChoice.choose(reading, writings));
  }

  @Property(tries = 300)
  void aWriterNeverBeganAfterItsReaderUnlessTheVersionSaysSo(
      @ForAll("writings") List<WriterChoice.Writing> writings) {
    WriterChoice.Choice choice = WriterChoice.choose(reading("v1"), writings);

    if (choice.match() == VersionMatch.VERSION) {
      assertThat(choice.writing().version()).isEqualTo("v1");
    } else if (choice.match() == VersionMatch.TIME) {
      assertThat(choice.writing().firstSeen()).isBeforeOrEqualTo(at(10));
      assertThat(choice.writing().version()).isNull();
    }
  }

  @Test
  void whoIsStillWritingIsTakenOnlyIfNobodyWasDone() {
    WriterChoice.Writing done = writing(1, RunStatus.COMPLETED, false, 1, 2, null);
    WriterChoice.Writing running = writing(2, RunStatus.RUNNING, false, 8, 9, null);
    WriterChoice.Writing stream = writing(3, RunStatus.RUNNING, true, 0, 20, null);

    assertThat(choose(done, running).run()).isEqualTo(done.run());
    assertThat(choose(running).run()).isEqualTo(running.run());
    assertThat(choose(done, running, stream).run()).isEqualTo(stream.run());
  }

  @Test
  void aChildAmongItsOwnAncestorsDoesNotTrapTheRollUp() {
    Family family = new Family();
    UUID one = new UUID(0, 1);
    UUID two = new UUID(0, 2);
    family.add(one, new Family.Member(two, new UUID(1, 2), RunStatus.COMPLETED, T0));
    family.add(two, new Family.Member(one, new UUID(1, 1), RunStatus.ABORTED, T0));

    assertThat(family.rolledUp(one, RunStatus.COMPLETED)).isEqualTo(RunStatus.ABORTED);
  }

  @Test
  void fewerThanThreeRunsTeachNoDuration() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(ExpectedDuration.of(List.of(minute, minute))).isEmpty();
    assertThat(ExpectedDuration.of(List.of(minute, minute.multipliedBy(9), minute)))
        .contains(new ExpectedDuration(3, minute, minute.multipliedBy(9)));
  }

  @Test
  void retriesDoNotMakeAScheduleDenser() {
    List<Instant> daily = List.of(day(3), day(1), day(2), day(2), day(4));

    ScheduleGuess guess = ScheduleGuess.of(daily, ScheduleGuess.Basis.NOMINAL_TIME).orElseThrow();

    assertThat(guess.every()).isEqualTo(Duration.ofDays(1));
    assertThat(guess.next()).isEqualTo(day(5));
    assertThat(ScheduleGuess.of(List.of(day(1), day(2), day(9), day(11), day(30)), guess.basis()))
        .isEmpty();
  }

  @Test
  void aReaderThatNamesFewerColumnsChangesNoSchema() throws Exception {
    SchemaChange.Version all = schema(false, "[{'name':'a','type':'int'},{'name':'b'}]", 1, 2);
    SchemaChange.Version part = schema(false, "[{'name':'a','type':'long'}]", 5, 6);

    SchemaChange change = SchemaChange.between(List.of(all, part), day(3), day(7)).orElseThrow();

    assertThat(change.removed()).isEmpty();
    assertThat(change.retyped()).containsExactly("a: int -> long");
    assertThat(change.at()).isEqualTo(day(5));
    assertThat(SchemaChange.between(List.of(all, part), day(2), day(3))).isEmpty();
  }

  @Test
  void innerColumnsAreNamedByTheirPath() throws Exception {
    String flat = "[{'name':'a','type':'struct','fields':[{'name':'x','type':'int'}]}]";
    String more =
        "[{'name':'a','type':'struct','fields':[{'name':'x','type':'int'},{'name':'y'}]}]";

    SchemaChange change =
        SchemaChange.between(
                List.of(schema(true, flat, 1, 2), schema(true, more, 5, 6)), day(3), day(7))
            .orElseThrow();

    assertThat(change.added()).containsExactly("a.y");
  }

  @Provide
  Arbitrary<List<WriterChoice.Writing>> writings() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(RunStatus.class),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of("v1", "v2").injectNull(0.5))
        .as(
            (run, status, endless, from, took, version) ->
                writing(run, status, endless, from, from + took, version))
        .list()
        .uniqueElements(WriterChoice.Writing::run)
        .ofMaxSize(5);
  }

  private static WriterChoice.Writing choose(WriterChoice.Writing... writings) {
    return WriterChoice.choose(reading(null), List.of(writings)).writing();
  }

  private static WriterChoice.Reading reading(String version) {
    return new WriterChoice.Reading(new UUID(0, 99), new UUID(7, 7), at(10), version);
  }

  private static WriterChoice.Writing writing(
      int run, RunStatus status, boolean endless, int from, int to, String version) {
    return new WriterChoice.Writing(
        new UUID(0, run),
        status,
        endless,
        status.terminal() ? at(to) : null,
        at(from),
        at(to),
        version);
  }

  private static SchemaChange.Version schema(boolean written, String fields, int from, int to)
      throws Exception {
    return new SchemaChange.Version(
        written, new ObjectMapper().readTree(fields.replace('\'', '"')), day(from), day(to));
  }

  private static Instant at(int second) {
    return T0.plusSeconds(second);
  }

  private static Instant day(int day) {
    return T0.plus(Duration.ofDays(day - 1L));
  }
}
