package io.sluice.quality.server.settings;

import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** Which build of the evaluator this is, for decisions and events to name. */
public final class Build {

  private Build() {}

  /** The evaluator's name and version. */
  public static String evaluator() {
    return "quality-server/"
        + ConfigProvider.getConfig()
            .getOptionalValue("quarkus.application.version", String.class)
            .orElse("unknown");
  }

  /** The producer of OpenLineage events. */
  public static URI producer() {
    return URI.create("https://sluice.dev/" + evaluator());
  }
}
