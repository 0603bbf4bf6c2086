package io.sluice.lineage.forward;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other backends, by names of one's choice. */
@ConfigMapping(prefix = "sluice.lineage.forward")
public interface ForwardSettings {

  /** One entry for each backend. */
  @WithParentName
  Map<String, Target> targets();

  /** One backend. */
  interface Target {

    /** Where it is, without the path of its route. */
    String url();

    /** The path of its route. */
    @WithDefault("/api/v1/lineage")
    String path();

    /** Where its token is: {@code env:NAME} or {@code file:/path}. */
    Optional<String> tokenRef();

    /** Whether bodies are compressed. */
    @WithDefault("false")
    boolean gzip();

    /** What the namespace of an event's job (or dataset) starts with; all events if nothing. */
    Optional<List<String>> filter();

    /** {@code now} or {@code beginning}: where a target starts that was never told anything. */
    @WithDefault("now")
    String from();
  }
}
