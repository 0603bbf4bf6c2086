package io.sluice.quality.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How truly a rule of a suite of Great Expectations is judged here.
 *
 * @param level how truly; exact is against PostgreSQL's answer where GX's engines differ
 * @param note what differs, or why it is not supported; null if there is nothing to say
 */
public record Fidelity(Level level, @Nullable String note) {

  /** The levels. */
  public enum Level {
    /** The verdict is GX's. */
    EXACT,
    /** The verdict is GX's but in the cases that the note names. */
    APPROXIMATED,
    /** It cannot be judged here; it is ERRORED, never passed. */
    UNSUPPORTED;

    /** How answers write it. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
