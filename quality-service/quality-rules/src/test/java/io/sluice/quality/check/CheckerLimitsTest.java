package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckerLimitsTest {

  private static final String UNIQUE = "{expect_column_values_to_be_unique: {column: i}}";
  private static final String ASKS_HISTORY =
      "{assert: \"row_count >= mean(last('row_count', 1))\"}";

  @TempDir Path root;
  @TempDir Path spill;

  private Checker checker(Duration limit) {
    return new Checker(new CheckerSettings(256, 2, spill, List.of(root), limit));
  }

  private FileSource file(String name) {
    return new SourceResolver(List.of(root)).resolve(SourceSpec.file(name), null);
  }

  private static CompiledRules rules(Checker checker, String... rules) {
    return checker.compile(
        new RuleSetReader().read("rules: [" + String.join(", ", rules) + "]").rules(), null);
  }

  private void parquet(String name, String select) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("COPY (" + select + ") TO '" + root.resolve(name) + "' (FORMAT parquet)");
    }
  }

  /** A history that is asked while the check runs, and then does something to the data. */
  private CheckOptions whileJudging(Runnable deed) {
    MetricHistory history =
        (metric, count) -> {
          deed.run();
          return List.of();
        };
    return new CheckOptions(ResultFormat.SUMMARY, history, null);
  }

  private EvaluationException refusedAfter(FileDeed deed) throws Exception {
    Path data = Files.writeString(root.resolve("a.csv"), "i\n1\n2\n");
    try (Checker checker = checker(Duration.ofMinutes(1))) {
      CompiledRules asking = rules(checker, ASKS_HISTORY);
      FileSource source = file("a.csv");
      return catchThrowableOfType(
          EvaluationException.class,
          () -> checker.check(asking, source, whileJudging(() -> deed.unchecked(data))));
    }
  }

  private interface FileDeed {
    void to(Path file) throws IOException;

    default void unchecked(Path file) {
      try {
        to(file);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Test
  void noticesThatTheDataChangedWhileItWasJudged() throws Exception {
    EvaluationException changed = refusedAfter(file -> Files.writeString(file, "i\n1\n3\n"));

    assertThat(changed.kind()).isEqualTo(EvaluationException.Kind.DATA_CHANGED);
  }

  @Test
  void noticesThatTheDataWentAwayWhileItWasJudged() throws Exception {
    EvaluationException gone = refusedAfter(Files::delete);

    assertThat(gone.kind()).isEqualTo(EvaluationException.Kind.DATA_CHANGED);
  }

  @Test
  void cancelsAHeavyQueryPromptly() throws Exception {
    parquet("p.parquet", "SELECT i, repeat(i::VARCHAR, 30) AS s FROM range(3000000) t(i)");
    String heavy = "{rows: \"s =~ '.*(1.*2.*3.*4.*5.*6|9.*8.*7.*6.*5).*(0.*0.*0|7.*7.*7).*[ab]'\"}";
    try (Checker hasty = checker(Duration.ofMillis(1500))) {
      CompiledRules compiled = rules(hasty, heavy, UNIQUE);
      FileSource source = file("p.parquet");
      long start = System.nanoTime();

      EvaluationException late =
          catchThrowableOfType(
              EvaluationException.class,
              () -> hasty.check(compiled, source, CheckOptions.standard()));

      assertThat(late).as("the query was not heavy").isNotNull();
      assertThat(late.kind()).isEqualTo(EvaluationException.Kind.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(spilt()).isEmpty();
    }
  }

  @Test
  void spillsRatherThanFailsEvenWhenTwoChecksRunAtOnce() throws Exception {
    parquet("p.parquet", "SELECT hash(i) AS i, repeat('x', 20) || i AS s FROM range(5000000) t(i)");
    String wide = "{expect_compound_columns_to_be_unique: {column_list: [i, s]}}";
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Checker checker = checker(Duration.ofMinutes(2))) {
      List<Future<CheckReport>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        running.add(
            threads.submit(
                () ->
                    checker.check(
                        rules(checker, wide), file("p.parquet"), CheckOptions.standard())));
      }
      for (Future<CheckReport> report : running) {
        assertThat(report.get().results())
            .as(String.valueOf(report.get().results()))
            .extracting(RuleResult::status)
            .containsExactly(Status.PASSED);
        assertThat(report.get().statistics().rows()).isEqualTo(5_000_000);
      }
      assertThat(spilt()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void checksAtOnceDoNotSeeEachOthersData() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Checker checker = checker(Duration.ofMinutes(1))) {
      List<Future<CheckReport>> running = new ArrayList<>();
      for (int n = 1; n <= 12; n++) {
        Files.writeString(root.resolve(n + ".csv"), "i\n" + "-1\n".repeat(n));
        String name = n + ".csv";
        running.add(
            threads.submit(
                () ->
                    checker.check(
                        rules(checker, "{rows: 'i > 0'}"), file(name), CheckOptions.standard())));
      }
      for (int n = 1; n <= 12; n++) {
        assertThat(running.get(n - 1).get().results().get(0).unexpectedCount()).isEqualTo(n);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Path> spilt() throws IOException {
    try (Stream<Path> files = Files.list(spill)) {
      return files.toList();
    }
  }
}
