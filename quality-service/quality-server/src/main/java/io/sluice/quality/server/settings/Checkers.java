package io.sluice.quality.server.settings;

import io.sluice.catalog.model.Column;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.Connections;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.RuleSetReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes what judges data, within the bounds that the settings give. */
@ApplicationScoped
public class Checkers {

  private final GateSettings settings;

  /** Keeps to the given settings. */
  @Inject
  public Checkers(GateSettings settings) {
    this.settings = settings;
  }

  /** A checker that stops after the time limit; to be closed after use. */
  public Checker checker(Duration timeLimit) {
    return new Checker(
        new CheckerSettings(
            settings.memoryMegabytes(),
            settings.threads(),
            Path.of(System.getProperty("java.io.tmpdir"), "sluice-quality"),
            roots(),
            timeLimit));
  }

  /**
   * Judges one row, so that the engine's native library is loaded and its classes are at hand
   * before the first caller waits for a gate.
   */
  public void warmUp() {
    Rule rule =
        new RuleSetReader()
            .read("rules:\n  - expect_column_values_to_not_be_null: {column: a}\n")
            .rules()
            .get(0);
    InlineSource row =
        new InlineSource(List.of(new Column("a", "integer", true, null)), List.of(List.of(1)));
    try (Checker checker = checker(Duration.ofMinutes(1))) {
      checker.check(checker.compile(List.of(rule), null), row, CheckOptions.standard());
    }
  }

  /** The one way from a source as named to files and tables that may be read. */
  @Produces
  @Singleton
  SourceResolver resolver(Connections connections) {
    return new SourceResolver(roots(), connections);
  }

  /** The clock that decisions are dated by. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  private List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of(settings.home(), "data").toAbsolutePath().normalize());
    for (String root : settings.dataRoots().orElse("").split(":", -1)) {
      if (!root.isBlank()) {
        roots.add(Path.of(root.strip()).toAbsolutePath().normalize());
      }
    }
    return roots;
  }
}
