package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job processes and how it tells of it: the {@code jobType} facet.
 *
 * @param type whether it ends
 * @param trigger EVENT_BASED or PERIODIC, from {@code emissionPattern}; null if not said
 * @param content ACCUMULATIVE or COMPLETE_SNAPSHOT, from {@code emissionPattern}; null if not said
 * @param window the time that one event stands for, from {@code emissionPattern}; null if not said
 */
public record Processing(
    Type type, @Nullable String trigger, @Nullable String content, @Nullable Duration window) {

  private static final long MAX_WINDOW_SECONDS = Duration.ofDays(3_660).toSeconds();

  /** Whether a job's runs end by themselves. */
  public enum Type {
    BATCH,
    STREAMING,
    SERVICE;

    /** Whether a run of it is expected to end. */
    public boolean ends() {
      return this == BATCH;
    }
  }

  /**
   * What the job facets say, if they have a {@code jobType}; a type that is none of ours is BATCH.
   */
  public static Optional<Processing> in(ObjectNode jobFacets) {
    if (!(jobFacets.get("jobType") instanceof ObjectNode facet)) {
      return Optional.empty();
    }
    var pattern = facet.get("emissionPattern");
    return Optional.of(
        new Processing(
            type(Lenient.text(facet, "processingType").orElse("")),
            Lenient.text(pattern, "eventTrigger").orElse(null),
            // The documentation of the run cycle calls it eventCompleteness, the schema not.
            Lenient.text(pattern, "eventContentMode")
                .or(() -> Lenient.text(pattern, "eventCompleteness"))
                .orElse(null),
            window(Lenient.count(pattern, "windowDuration").orElse(0))));
  }

  private static Type type(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "STREAMING" -> Type.STREAMING;
      case "SERVICE" -> Type.SERVICE;
      default -> Type.BATCH;
    };
  }

  private static @Nullable Duration window(long seconds) {
    return seconds <= 0 || seconds > MAX_WINDOW_SECONDS ? null : Duration.ofSeconds(seconds);
  }
}
