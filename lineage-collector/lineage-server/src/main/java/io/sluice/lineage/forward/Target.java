package io.sluice.lineage.forward;

import io.sluice.lineage.event.DatasetEvent;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.RunEvent;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One backend, checked.
 *
 * @param name how it is called here
 * @param address where events are posted to
 * @param tokenRef where its token is, null if it wants none
 * @param gzip whether bodies are compressed
 * @param filter what namespaces start with; all if empty
 * @param fromBeginning whether it is told the log from its start
 */
record Target(
    String name,
    URI address,
    @Nullable String tokenRef,
    boolean gzip,
    List<String> filter,
    boolean fromBeginning) {

  Target {
    filter = List.copyOf(filter);
  }

  /**
   * Reads a target.
   *
   * @throws IllegalArgumentException if the settings make no sense
   */
  static Target of(String name, ForwardSettings.Target settings) {
    URI address = URI.create(settings.url().replaceAll("/+$", "") + settings.path());
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null || address.getUserInfo() != null) {
      throw wrong(name, "url is http(s)://host[:port], without a user");
    }
    String reference = settings.tokenRef().orElse(null);
    if (reference != null && !reference.matches("(env|file):.+")) {
      throw wrong(name, "token-ref is env:NAME or file:/path");
    }
    return new Target(
        name,
        address,
        reference,
        settings.gzip(),
        settings.filter().orElse(List.of()),
        switch (settings.from()) {
          case "beginning" -> true;
          case "now" -> false;
          default -> throw wrong(name, "from is now or beginning");
        });
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("sluice.lineage.forward." + name + ": " + what);
  }

  /** Whether the target is to be told of an event. */
  boolean wants(LineageEvent event) {
    String namespace = namespaceOf(event);
    return filter.isEmpty() || filter.stream().anyMatch(namespace::startsWith);
  }

  private static String namespaceOf(LineageEvent event) {
    if (event instanceof RunEvent run) {
      return run.job().namespace();
    }
    if (event instanceof JobEvent job) {
      return job.job().namespace();
    }
    return ((DatasetEvent) event).dataset().id().namespace();
  }
}
