package io.sluice.local.platform;

import io.sluice.local.client.CatalogAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code up} did. */
public record UpReport(
    String url,
    boolean wasRunning,
    Map<String, Duration> times,
    Duration total,
    Optional<CatalogAdmin.OneTimePassword> signIn,
    List<String> notes) {

  /** Keeps its own copy of the notes. */
  public UpReport {
    notes = List.copyOf(notes);
  }
}
