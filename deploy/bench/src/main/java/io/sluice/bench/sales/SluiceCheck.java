package io.sluice.bench.sales;

import io.sluice.bench.measure.Contestant;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSetReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Sluice as programs embed it: rules as YAML, read, compiled and judged anew each time. */
public final class SluiceCheck implements Contestant, AutoCloseable {

  private final String name;
  private final String yaml;
  private final FileSource source;
  private final ResultFormat format;
  private final Checker checker;

  /** Rules in YAML against a file. */
  public SluiceCheck(String name, String yaml, Path file, Limits limits, ResultFormat format) {
    this.name = name;
    this.yaml = yaml;
    this.format = format;
    source = new FileSource(List.of(file), Optional.empty());
    checker =
        new Checker(
            new CheckerSettings(
                limits.memoryMegabytes(),
                limits.threads(),
                limits.temporary(),
                List.of(file.toAbsolutePath().getParent()),
                Duration.ofHours(1)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedMap<String, String> run() {
    return Figures.of(check());
  }

  /** The whole report. */
  public CheckReport check() {
    return checker.check(
        checker.compile(new RuleSetReader().read(yaml).rules(), null),
        source,
        new CheckOptions(format, MetricHistory.none(), null));
  }

  @Override
  public void close() {
    checker.close();
  }
}
