package io.sluice.quality.check;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.compile.ParameterSettings;
import io.sluice.quality.compile.RuleCompiler;
import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.engine.duckdb.DuckDbEngine;
import io.sluice.quality.engine.duckdb.DuckDbSettings;
import io.sluice.quality.engine.postgres.PostgresEngine;
import io.sluice.quality.engine.row.RowEngine;
import io.sluice.quality.expectation.Evidence;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.verdict.RuleResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges rules against sources; safe for use by several threads at once. */
public final class Checker implements AutoCloseable {

  /** Rules that wait for the results of others measure after them. */
  private static final int MOST_ROUNDS = 3 * Plan.MOST_ROUNDS;

  private final Duration timeLimit;
  private final DataRoots roots;
  private final DuckDbEngine duckDb;
  private final DuckDbEngine reading;
  private final Engine rowEngine;
  private final PostgresEngine postgres = new PostgresEngine();

  /** A checker within those bounds. */
  public Checker(CheckerSettings settings) {
    timeLimit = settings.timeLimit();
    roots = new DataRoots(settings.roots());
    DuckDbSettings bounds =
        new DuckDbSettings(
            settings.memoryMegabytes(),
            settings.threads(),
            settings.tempDirectory().toAbsolutePath(),
            roots.directories());
    duckDb = new DuckDbEngine(bounds);
    reading = DuckDbEngine.readingOnly(bounds);
    rowEngine = new RowEngine(reading);
  }

  /**
   * Compiles rules; never throws for a bad rule, it carries its fault and is judged ERRORED.
   *
   * @param schema the columns, or null if they are not known yet
   */
  public CompiledRules compile(List<Rule> rules, @Nullable Schema schema) {
    return RuleCompiler.compile(rules, schema);
  }

  /**
   * Compiles rules with values for their parameters, which come before those of the rules'
   * document.
   *
   * @param schema the columns, or null if they are not known yet
   * @param parameters values by name: null, Boolean, BigDecimal, String, List or Map
   */
  public CompiledRules compile(
      List<Rule> rules, @Nullable Schema schema, Map<String, @Nullable Object> parameters) {
    return RuleCompiler.compile(rules, schema, ParameterSettings.of(parameters, Clock.systemUTC()));
  }

  /**
   * Judges rules against a source with the embedded engine.
   *
   * @throws EvaluationException if the source as a whole cannot be judged
   */
  public CheckReport check(CompiledRules rules, Source source, CheckOptions options) {
    return check(rules, source, options, EngineChoice.DUCKDB);
  }

  /**
   * Judges rules against a source with an engine.
   *
   * @throws EvaluationException if the source as a whole cannot be judged
   */
  public CheckReport check(
      CompiledRules rules, Source source, CheckOptions options, EngineChoice choice) {
    long start = System.nanoTime();
    requireConfined(source);
    Engine engine = engine(source, choice);
    // A table is read by one transaction, whose snapshot is what it identifies.
    String before = source instanceof TableSource ? "" : DataDigest.of(source);
    try (Session session = engine.open(source, timeLimit, options.progress())) {
      Run run = new Run(session, options);
      List<RuleResult> results = run.judge(rules.rules());
      if (!before.isEmpty()) {
        requireUnchanged(source, before);
      }
      return new CheckReport(
          results,
          run.statistics(engine.name(), (System.nanoTime() - start) / 1_000_000),
          run.measurements.numbers(),
          session.dataIdentity().orElse(before),
          session.schema());
    }
  }

  private Engine engine(Source source, EngineChoice choice) {
    if (source instanceof TableSource) {
      if (choice == EngineChoice.ROW) {
        throw new EvaluationException(
            Kind.ENGINE_FAILURE, "the row engine judges files and inline rows, not tables");
      }
      return postgres;
    }
    return switch (choice) {
      case DUCKDB -> duckDb;
      case ROW -> rowEngine;
    };
  }

  /**
   * Connects to a database and says what it found, to try a connection.
   *
   * @return the server's version
   * @throws EvaluationException if it cannot be reached, refuses, or the role may do too much
   */
  public String test(DatabaseConnection connection) {
    return postgres.test(connection, timeLimit);
  }

  /**
   * What a check would run first, without running it.
   *
   * @throws EvaluationException if the source cannot be opened
   */
  public Explanation explain(CompiledRules rules, Source source, CheckOptions options) {
    return explain(rules, source, options, EngineChoice.DUCKDB);
  }

  /**
   * What a check with an engine would run first, without running it.
   *
   * @throws EvaluationException if the source cannot be opened
   */
  public Explanation explain(
      CompiledRules rules, Source source, CheckOptions options, EngineChoice choice) {
    requireConfined(source);
    try (Session session = engine(source, choice).preview(source, timeLimit)) {
      return Explaining.explain(rules, session);
    }
  }

  private static void requireUnchanged(Source source, String before) {
    boolean same;
    try {
      same = DataDigest.of(source).equals(before);
    } catch (EvaluationException gone) {
      throw new EvaluationException(
          Kind.DATA_CHANGED, "the data went away while it was being judged", gone);
    }
    if (!same) {
      throw new EvaluationException(
          Kind.DATA_CHANGED, "the data changed while it was being judged");
    }
  }

  private void requireConfined(Source source) {
    if (source instanceof FileSource files) {
      for (Path path : files.paths()) {
        if (!roots.contains(path)) {
          throw new EvaluationException(
              Kind.SOURCE_NOT_FOUND, path.getFileName() + " is not a file within the data roots");
        }
      }
    }
  }

  /** Stops the engines. */
  @Override
  public void close() {
    duckDb.close();
    reading.close();
    postgres.close();
  }

  /** One check: plan, measure once, judge, and read samples for what failed. */
  private static final class Run {

    private final Session session;
    private final CheckOptions options;
    private Measurements measurements = new Measurements(Map.of(), Map.of());

    Run(Session session, CheckOptions options) {
      this.session = session;
      this.options = options;
    }

    List<RuleResult> judge(List<CompiledRule> rules) {
      List<Judged> judged = new ArrayList<>();
      for (CompiledRule rule : rules) {
        Judged entry =
            rule.rule().enabled()
                ? new Judged(rule, rule.against(session.schema()), options)
                : new Judged(rule, new Planned(null, null), options);
        entry.requireIndexColumns(session.schema());
        judged.add(entry);
      }
      measureAndJudge(judged);
      addSamples(judged);
      List<RuleResult> results = new ArrayList<>();
      judged.forEach(entry -> results.add(entry.result()));
      if (session.rejectedCount() > 0) {
        results.add(Rejects.result(session.rejectedCount(), session.rejectedRows()));
      }
      return results;
    }

    /** Rules whose plan goes on after a measurement are measured again, all of them together. */
    private void measureAndJudge(List<Judged> judged) {
      Set<Metric> wanted = new HashSet<>(Set.of(Metric.RowCount.ALL));
      for (int round = 0; round < MOST_ROUNDS; round++) {
        judged.forEach(entry -> wanted.addAll(entry.metrics()));
        wanted.removeIf(measurements::has);
        if (!wanted.isEmpty()) {
          measurements = measurements.and(session.measure(wanted));
        }
        Evidence evidence = new Evidence(measurements, session.schema(), options.history()::last);
        judged.forEach(entry -> entry.judge(evidence));
        if (judged.stream().noneMatch(Judged::isWaiting)) {
          return;
        }
      }
      throw new IllegalStateException("a rule measures without end");
    }

    private void addSamples(List<Judged> judged) {
      List<Judged> failed = new ArrayList<>();
      List<SampleQuery> queries = new ArrayList<>();
      int limit = 0;
      for (Judged entry : judged) {
        SampleQuery query = entry.wantedSamples();
        if (query != null && entry.options().sampleLimit() > 0) {
          failed.add(entry);
          queries.add(entry.wanted(query, session.schema()));
          limit = Math.max(limit, entry.options().sampleLimit());
        }
      }
      if (queries.isEmpty()) {
        return;
      }
      List<List<SampleRow>> samples = session.sample(queries, limit);
      long room = SampleRoom.OF_A_CHECK;
      for (int i = 0; i < failed.size(); i++) {
        room -= failed.get(i).show(samples.get(i), room / (failed.size() - i));
      }
    }

    CheckStatistics statistics(String engine, long elapsedMs) {
      Session.Passes passes = session.passes();
      return new CheckStatistics(
          measurements.count(Metric.RowCount.ALL),
          passes.scans(),
          passes.groupBys(),
          passes.sampleReads(),
          session.rejectedCount(),
          elapsedMs,
          engine);
    }
  }
}
