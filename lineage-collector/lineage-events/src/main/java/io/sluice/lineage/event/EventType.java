package io.sluice.lineage.event;

import java.util.Locale;
import java.util.Optional;

/** The step in a run's life that an event reports. */
public enum EventType {
  START,
  RUNNING,
  COMPLETE,
  ABORT,
  FAIL,
  OTHER;

  /** The type of that name, in any case, if there is one. */
  public static Optional<EventType> parse(String text) {
    String wanted = text.toUpperCase(Locale.ROOT);
    for (EventType type : values()) {
      if (type.name().equals(wanted)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
