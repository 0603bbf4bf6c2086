package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.sales.Limits;
import io.sluice.bench.sales.Sales;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.EngineChoice;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.verdict.RuleResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From the Parquet file to a report, as programs embed it: rules read and compiled anew each time,
 * DuckDB's chunks, every row judged in the JVM.
 */
public final class ChunkedRows implements Contestant, AutoCloseable {

  private final FileSource source;
  private final String rules;
  private final Checker checker;

  /** Predicates on all rows of sales. */
  public ChunkedRows(Sales sales, List<String> predicates, Limits limits) {
    Path file = sales.file().toAbsolutePath();
    source = new FileSource(List.of(file), Optional.empty());
    rules = rules(predicates);
    checker =
        new Checker(
            new CheckerSettings(
                limits.memoryMegabytes(),
                limits.threads(),
                limits.temporary(),
                List.of(Objects.requireNonNullElse(file.getParent(), file)),
                Duration.ofHours(1)));
  }

  private static String rules(List<String> predicates) {
    StringBuilder yaml = new StringBuilder("source: {type: file, path: sales.parquet}\nrules:\n");
    for (int i = 0; i < predicates.size(); i++) {
      yaml.append("- {id: predicate-").append(i).append(", rows: \"");
      yaml.append(predicates.get(i)).append("\"}\n");
    }
    return yaml.toString();
  }

  @Override
  public String name() {
    return "Sluice, engine row: DuckDB chunks to a report";
  }

  @Override
  public SortedMap<String, String> run() {
    CheckReport report =
        checker.check(
            checker.compile(new RuleSetReader().read(rules).rules(), null),
            source,
            new CheckOptions(ResultFormat.BOOLEAN_ONLY, MetricHistory.none(), null),
            EngineChoice.ROW);
    SortedMap<String, String> figures = new TreeMap<>();
    for (RuleResult result : report.results()) {
      long rows = count(result.elementCount());
      long falses = count(result.unexpectedCount());
      long unknowns = count(result.missingCount());
      figures.put(
          result.id().replace('-', ' '), rows - falses - unknowns + " " + falses + " " + unknowns);
    }
    return figures;
  }

  private static long count(@Nullable Long figure) {
    return Objects.requireNonNull(figure, "a rule was not judged");
  }

  @Override
  public void close() {
    checker.close();
  }
}
