package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of file that can be read, and what is said of those that cannot. */
class FileFormatsTest {

  private static final String POSITIVE = "{rows: 'a > 0'}";

  @TempDir Path root;
  @TempDir Path spill;
  private Checker checker;

  @BeforeEach
  void open() {
    checker = new Checker(new CheckerSettings(256, 2, spill, List.of(root), Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    checker.close();
  }

  private RuleSet ruleSet(String source, String rules) {
    return new RuleSetReader().read("source: {type: file, " + source + "}\nrules: [" + rules + "]");
  }

  private FileSource source(RuleSet ruleSet) {
    return (FileSource) new SourceResolver(List.of(root)).resolve(ruleSet.source(), null);
  }

  private CheckReport check(String source, String rules) {
    RuleSet ruleSet = ruleSet(source, rules);
    return checker.check(
        checker.compile(ruleSet.rules(), null), source(ruleSet), CheckOptions.standard());
  }

  private EvaluationException refused(String source) {
    return catchThrowableOfType(EvaluationException.class, () -> check(source, POSITIVE));
  }

  private void write(String name, String text) throws Exception {
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), text);
  }

  private void copy(String select, String name, String options) throws Exception {
    Files.createDirectories(root.resolve(name).getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + root.resolve(name) + "' (" + options + ")");
    }
  }

  private static List<String> columns(CheckReport report) {
    return report.observedSchema().columns().stream()
        .map(column -> column.name() + " " + column.type())
        .toList();
  }

  @Test
  void tabsSeparateATsvWhateverElseIsInIt() throws Exception {
    write("t.tsv", "a\tb\n1\tx,y;z|w\n-2\tp,q;r|s\n");

    CheckReport report = check("path: t.tsv", POSITIVE);

    assertThat(columns(report)).containsExactly("a integer", "b string");
    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {"a,b\\n1,x#2", "a;b\\n1;x#2", "a|b\\n1|x#2", "a\\tb\\n1\\tx#2", "a;b\\n1;'x;y'#2"})
  void theDelimiterIsSeen(String text, int width) throws Exception {
    write("d.csv", text.replace("\\n", "\n").replace("\\t", "\t").replace('\'', '"') + "\n");

    assertThat(check("path: d.csv", POSITIVE).observedSchema().columns()).hasSize(width);
  }

  @Test
  void aLineThatLooksLikeACommentIsARow() throws Exception {
    write("c.csv", "a,b\n#x,1\n2,3\n#c\n");

    CheckReport report = check("path: c.csv", "{rows: 'b > 0'}");

    assertThat(report.statistics().rows()).isEqualTo(2);
    assertThat(report.statistics().rejectedRows()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "x.csv, 'FORMAT csv, COMPRESSION gzip', x.csv.gz",
    "x.csv, 'FORMAT csv, COMPRESSION zstd', x.csv.zst",
    "x.tsv, 'FORMAT csv, DELIMITER ''\t'', COMPRESSION gzip', x.tsv.gz",
    "x.ndjson, 'FORMAT json, COMPRESSION gzip', x.ndjson.gz",
    "x.ndjson, 'FORMAT json, COMPRESSION zstd', x.ndjson.zst",
    "x.json, 'FORMAT json, ARRAY true, COMPRESSION gzip', x.json.gz",
    "x.json, 'FORMAT json, ARRAY true, COMPRESSION zstd', x.json.zst",
    "x.parquet, 'FORMAT parquet, COMPRESSION zstd', x.parquet",
    "x.parquet, 'FORMAT parquet, COMPRESSION gzip', x.parquet"
  })
  void compressedFilesAreRead(String plain, String options, String name) throws Exception {
    copy("SELECT * FROM (VALUES (1, 'x'), (-1, 'y')) t(a, b)", name, options);

    CheckReport report = check("path: '" + name + "'", POSITIVE);

    assertThat(columns(report)).as(plain).containsExactly("a integer", "b string");
    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource({"parquet, FORMAT parquet", "csv, FORMAT csv", "ndjson, FORMAT json"})
  void directoriesOfKeysAndValuesAreColumns(String ending, String options) throws Exception {
    copy("SELECT 1 AS a", "h/region=eu/day=2024-01-01/x." + ending, options);
    copy("SELECT -1 AS a", "h/region=us/day=2024-01-02/x." + ending, options);

    CheckReport report =
        check("glob: 'h/**/*." + ending + "'", "{rows: \"a > 0 or region != 'us'\"}");

    assertThat(columns(report)).contains("a integer", "region string", "day date");
    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
    assertThat(
            columns(
                check(
                    "glob: 'h/**/*." + ending + "', options: {hivePartitioning: false}", POSITIVE)))
        .containsExactly("a integer");
  }

  @Test
  void aValueThatIsNotOfTheSaidTypeMakesARejectedRow() throws Exception {
    write("s.csv", "a,n,d,s\n1,1.50,2024-01-01,7\n2.5,1,2024-01-02,8\n3,1.234,x,9\n\n4,2,,\n");

    CheckReport report =
        check("path: s.csv, schema: {a: integer, n: 'decimal(5,2)', d: date, s: string}", POSITIVE);

    assertThat(columns(report))
        .containsExactly("a integer", "n decimal(5,2)", "d date", "s string");
    assertThat(report.statistics().rows()).isEqualTo(2);
    assertThat(report.statistics().rejectedRows()).isEqualTo(2);
    RuleResult rejects = report.results().get(1);
    assertThat(rejects.status()).isEqualTo(Status.ERRORED);
    assertThat(rejects.error()).isEqualTo("2 rows could not be read; the first: s.csv line 3");
    assertThat(rejects.details().get("rejected").toString())
        .contains("'a' is no integer")
        .contains("'n' is no decimal(5,2); 'd' is no date");
  }

  @Test
  void aSaidSchemaOfJsonRejectsWhatDoesNotFit() throws Exception {
    write(
        "s.ndjson",
        "{\"a\":1,\"t\":\"2024-01-01T10:00:00\",\"x\":{\"y\":1}}\n"
            + "{\"a\":\"one\",\"t\":null}\n{\"a\":1.5}\n{\"a\":-3,\"t\":\"nope\"}\n{\"a\":-4}\n");

    CheckReport report =
        check("path: s.ndjson, schema: {a: integer, t: timestamp, later: double}", POSITIVE);

    assertThat(columns(report))
        .containsExactly("a integer", "t timestamp", "x json", "later double");
    assertThat(report.statistics().rejectedRows()).isEqualTo(3);
    assertThat(report.results().get(0).unexpectedCount()).isEqualTo(1);
    assertThat(report.results().get(1).error()).contains("s.ndjson line 2");
  }

  @Test
  void aFractionFarDownALargeFileIsNotRoundedAndALateQuoteIsAQuote() throws Exception {
    Path file = root.resolve("large.csv");
    String line = "7," + "x".repeat(250) + "\n";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("a,b\n");
      for (int i = 0; i < 280_000; i++) {
        out.write(line);
      }
      out.write("8,\"p,q\"\n1.5,y\n");
    }

    CheckReport report =
        check("path: large.csv", "{rows: 'a == 7 or a == 8'}, {rows: \"a == 7 or b == 'p,q'\"}");

    assertThat(report.statistics().rows()).isEqualTo(280_001);
    assertThat(report.statistics().rejectedRows()).isEqualTo(1);
    assertThat(report.results().get(0).success()).isTrue();
    assertThat(report.results().get(1).success()).isTrue();
    assertThat(report.results().get(2).error()).contains("large.csv line 280003");
  }

  @ParameterizedTest
  @CsvSource({
    "path: empty.csv, empty.csv is empty",
    "path: empty.json, empty.json is empty",
    "path: empty.parquet, empty.parquet is empty",
    "path: cut.csv.gz, cut.csv.gz",
    "path: cut.parquet, cut.parquet",
    "path: bad.ndjson, 'in file \"bad.ndjson\", at byte'",
    "path: cut.json, 'file \"cut.json\"'",
    "'path: good.csv, schema: {nope: integer}', there is no column 'nope' in good.csv",
    "'path: good.csv, options: {hivePartitioning: true}', no directories 'key=value'",
    "'path: bad.ndjson, schema: {a: integer}', bad.ndjson"
  })
  void aFileThatCannotBeReadIsNamed(String source, String message) throws Exception {
    write("good.csv", "a\n1\n");
    write("good.ndjson", "{\"a\":1}\n");
    write("empty.csv", "");
    write("empty.json", "");
    write("empty.parquet", "");
    write("bad.ndjson", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n");
    write("cut.json", "[{\"a\":1},{\"a\":2");
    copy("SELECT i AS a FROM range(1000) t(i)", "cut.parquet", "FORMAT parquet");
    byte[] parquet = Files.readAllBytes(root.resolve("cut.parquet"));
    Files.write(root.resolve("cut.parquet"), java.util.Arrays.copyOf(parquet, 300));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(root.resolve("cut.csv.gz")))) {
      out.write("a\n1\n2\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] gzip = Files.readAllBytes(root.resolve("cut.csv.gz"));
    Files.write(root.resolve("cut.csv.gz"), java.util.Arrays.copyOf(gzip, 20));

    EvaluationException refused = refused(source);

    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.getMessage()).doesNotContain(root.toString());
  }

  @Test
  void explainsWithoutReadingTheFile() throws Exception {
    write("e.csv", "a,b\n1,x\n2,y\n");
    RuleSet ruleSet =
        ruleSet(
            "path: e.csv",
            "{id: one, rows: 'a > 0'}, {id: two, expect_column_values_to_be_unique: {column: b}},"
                + " {id: off, rows: 'a > 1', enabled: false}, {id: odd, rows: 'c > 1'}");

    Explanation explained =
        checker.explain(
            checker.compile(ruleSet.rules(), null), source(ruleSet), CheckOptions.standard());

    assertThat(explained.statements())
        .extracting(Explanation.Statement::kind)
        .containsExactly(Explanation.Kind.STAGE, Explanation.Kind.SCAN, Explanation.Kind.GROUP_BY);
    assertThat(explained.statements().get(1).ruleIds()).containsExactly("one", "two");
    assertThat(explained.statements().get(2).ruleIds()).containsExactly("two");
    assertThat(explained.scans()).isEqualTo(1);
    assertThat(explained.groupBys()).isEqualTo(1);
    assertThat(explained.notes())
        .hasSize(2)
        .anyMatch(note -> note.startsWith("off is disabled"))
        .anyMatch(note -> note.startsWith("odd cannot be evaluated: there is no column 'c'"));
  }

  @Test
  void saysHowFarItHasCome() throws Exception {
    copy("SELECT i AS a, i % 100000 AS b FROM range(20000000) t(i)", "p.parquet", "FORMAT parquet");
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    RuleSet ruleSet =
        ruleSet("path: p.parquet", "{expect_column_values_to_be_unique: {column: a}}");

    checker.check(
        checker.compile(ruleSet.rules(), null),
        source(ruleSet),
        CheckOptions.standard()
            .withProgress(
                (step, fraction) -> {
                  steps.add(step);
                  fractions.add(fraction);
                }));

    assertThat(steps).contains("scanning (1 of 2)", "counting keys (2 of 2)");
    assertThat(fractions).allMatch(f -> Double.isNaN(f) || (f >= 0 && f <= 1));
    assertThat(fractions).anyMatch(f -> f > 0);
  }
}
