package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of the runs that wrote a dataset wrote what a certain run read of it. */
final class WriterChoice {

  private WriterChoice() {}

  /**
   * A dataset being read.
   *
   * @param reader the run that reads, null if it is a person or a clock that asks
   * @param dataset the dataset
   * @param at when the reader began
   * @param version the version of the data that it read, null if it did not say
   */
  record Reading(@Nullable UUID reader, UUID dataset, Instant at, @Nullable String version) {}

  /**
   * A dataset being written.
   *
   * @param run the run that writes
   * @param status its own state
   * @param endless whether it is a stream or a service
   * @param endedAt when it ended, null while it has not
   * @param firstSeen the earliest event in which it says that it writes
   * @param lastSeen the latest one
   * @param version the version of the data that it wrote, null if it did not say
   */
  record Writing(
      UUID run,
      RunStatus status,
      boolean endless,
      @Nullable Instant endedAt,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable String version) {

    /** When it last made what it wrote visible before that time; empty if it did not. */
    Optional<Instant> visible(Instant before) {
      if (endless) {
        return firstSeen.isAfter(before)
            ? Optional.empty()
            : Optional.of(lastSeen.isBefore(before) ? lastSeen : before);
      }
      return status == RunStatus.COMPLETED && endedAt != null && !endedAt.isAfter(before)
          ? Optional.of(endedAt)
          : Optional.empty();
    }
  }

  /** The writer, and how that is known. */
  record Choice(VersionMatch match, @Nullable Writing writing) {

    static final Choice NONE = new Choice(VersionMatch.NONE, null);
  }

  static Choice choose(Reading reading, Collection<Writing> writings) {
    List<Writing> others =
        writings.stream().filter(writing -> !writing.run.equals(reading.reader)).toList();
    String version = reading.version;
    if (version != null) {
      // The first to report a version made it; others may find it unchanged.
      Optional<Writing> same =
          others.stream()
              .filter(writing -> version.equals(writing.version))
              .min(Comparator.comparing(Writing::firstSeen).thenComparing(Writing::run));
      if (same.isPresent()) {
        return new Choice(VersionMatch.VERSION, same.get());
      }
    }
    // A writer of another version cannot have written this one.
    List<Writing> possible =
        others.stream()
            .filter(writing -> version == null || writing.version == null)
            .filter(writing -> !writing.firstSeen.isAfter(reading.at))
            .toList();
    Comparator<Writing> byVisible =
        Comparator.comparing(writing -> writing.visible(reading.at).orElse(Instant.MIN));
    Optional<Writing> done =
        possible.stream()
            .filter(writing -> writing.visible(reading.at).isPresent())
            .max(byVisible.thenComparing(Writing::run));
    return done.or(
            () ->
                possible.stream()
                    .max(Comparator.comparing(Writing::lastSeen).thenComparing(Writing::run)))
        .map(writing -> new Choice(VersionMatch.TIME, writing))
        .orElse(Choice.NONE);
  }
}
