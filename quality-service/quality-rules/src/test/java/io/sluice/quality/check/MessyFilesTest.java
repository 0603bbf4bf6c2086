package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.catalog.model.Column;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessyFilesTest {

  private static final String POSITIVE = "{'rows':'a > 0'}";

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

  private CheckReport check(String path, Map<String, String> options, String rules) {
    FileSource source =
        new SourceResolver(List.of(root))
            .resolve(new SourceSpec(List.of(path), null, options), null);
    return checker.check(
        checker.compile(
            new RuleSetReader().readRules("[" + rules.replace('\'', '"') + "]", "/rules"), null),
        source,
        CheckOptions.standard());
  }

  private CheckReport check(String path) {
    return check(path, Map.of(), POSITIVE);
  }

  private CheckReport checkText(String text) throws Exception {
    Files.writeString(root.resolve("f.csv"), text);
    return check("f.csv");
  }

  private void parquet(String name, String select) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + root.resolve(name) + "' (FORMAT parquet)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFa,b\n1,x\n-1,y\n",
        "a,b\r\n1,x\r\n-1,y\r\n",
        "a,b\n1,\"x\ny\"\n-1,\"z\n\nw\"\n",
        "a,b\n1,x\n\n-1,z\n\n",
        "a,b\n1,x\n-1,y"
      })
  void readsWhatOtherProgramsWrite(String text) throws Exception {
    CheckReport report = checkText(text);

    assertThat(report.observedSchema().columns())
        .extracting(Column::name)
        .containsExactly("a", "b");
    assertThat(report.statistics().rows()).isEqualTo(2);
    assertThat(report.statistics().rejectedRows()).isZero();
    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2,3\n4,5,6\n", "a,b\n1\n4\n"})
  void setsEveryRowOfTheWrongWidthAside(String text) throws Exception {
    CheckReport report = checkText(text);

    assertThat(report.statistics().rejectedRows()).isEqualTo(2);
    assertThat(report.success()).isFalse();
    assertThat(report.results().get(1).error())
        .startsWith("2 rows could not be read; the first: f.csv line 2");
  }

  private static String quotedRows(String value, int rows, String last) {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 1; i <= rows; i++) {
      text.append(i).append(",\"").append(value).append(i).append("\"\n");
    }
    return text + last;
  }

  @Test
  void saysWhereAQuoteOpensThatIsNotClosed() {
    Map<String, Integer> texts =
        Map.of(
            "a,b\n1,\"abc\n2,def\n",
            2,
            "a,b\r\n1,\"x\r\ny\"\r\n2,\"def",
            4,
            "a,b\n1,\"abc\"x\n2,def\n",
            2,
            quotedRows("ab", 50, "51,\"na\n"),
            52,
            quotedRows("a,b", 50, "51,\"n,a"),
            52);

    texts.forEach(
        (text, line) -> {
          EvaluationException refused =
              catchThrowableOfType(EvaluationException.class, () -> checkText(text));
          assertThat(refused).as(text).isNotNull();
          assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
          assertThat(refused)
              .hasMessageStartingWith("f.csv: the quote that opens in line " + line + " is not");
        });
  }

  @Test
  void setsARowAsideWhoseQuoteOpensLateAndIsNotClosed() throws Exception {
    CheckReport report = checkText(quotedRows("abc", 100_000, "100001,\"na\n"));

    assertThat(report.statistics().rejectedRows()).isEqualTo(1);
    assertThat(report.results().get(1).error()).contains("f.csv line 100002");
  }

  @Test
  void quotesWithinTextAreText() throws Exception {
    CheckReport inches = checkText("a,b\n1,5\" pipe\n-1,x\n");
    Files.writeString(root.resolve("q.csv"), "a,b\n1,\"abc\n-1,x\n");
    CheckReport said = check("q.csv", Map.of("quote", ""), POSITIVE);
    CheckReport single = checkText("a,b\n1,'x,5\" y'\n-1,'x,y'\n");

    for (CheckReport report : List.of(inches, said, single)) {
      assertThat(report.statistics().rejectedRows()).isZero();
      assertThat(report.statistics().rows()).isEqualTo(2);
    }
  }

  @Test
  void aColumnWhoseNameHoldsNulIsRefused() throws Exception {
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> checkText("a,b\0c\n1,2\n"));

    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
    assertThat(refused).hasMessageContaining("NUL");
  }

  @Test
  void aHeaderAloneHasNoRowsAndAnEmptyFileNoColumns() throws Exception {
    assertThat(checkText("a,b\n").statistics().rows()).isZero();
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> checkText(""));
    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
    assertThat(refused).hasMessage("f.csv is empty: it has no columns");
  }

  @Test
  void readsALineOfAMegabyte() throws Exception {
    CheckReport report = checkText("a,b\n1," + "x".repeat(1 << 20) + "\n-1,y\n");

    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
  }

  @Test
  void refusesALineBeyondTheBoundWithoutQuotingIt() throws Exception {
    EvaluationException refused =
        catchThrowableOfType(
            EvaluationException.class,
            () -> checkText("a,b\n1," + "x".repeat(3 << 20) + "\n-1,y\n"));

    assertThat(refused.kind()).isEqualTo(EvaluationException.Kind.SOURCE_UNREADABLE);
    assertThat(refused.getMessage()).contains("Line").doesNotContain("xxx");
  }

  @Test
  void tellsEqualHeaderNamesApart() throws Exception {
    assertThat(checkText("a,a,A\n1,-2,-3\n").observedSchema().columns())
        .extracting(Column::name)
        .containsExactly("a", "a_1", "A_2");
  }

  @Test
  void setsRowsThatAreNotUtf8AsideUnlessTheEncodingIsSaid() throws Exception {
    Files.write(
        root.resolve("l.csv"), "a,b\n1,caf\u00e9\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1));

    CheckReport wrong = check("l.csv");
    CheckReport right =
        check("l.csv", Map.of("encoding", "latin-1"), "{'rows':'b != \\u0027caf\u00e9\\u0027'}");

    assertThat(wrong.statistics().rejectedRows()).isEqualTo(1);
    assertThat(wrong.results().get(1).error()).endsWith("l.csv line 2");
    assertThat(wrong.results().get(1).details().get("rejected").toString()).contains("unicode");
    assertThat(right.results().get(0).unexpectedIndexList()).containsExactly(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "header,maybe,must be true or false",
    "header,yes,must be true or false",
    "delimiter,'; filename=true',cannot exceed",
    "encoding,utf-99,does not support the encoding",
    "nope,x,unknown source option"
  })
  void refusesOptionsThatMeanNothing(String option, String value, String message) throws Exception {
    Files.writeString(root.resolve("o.csv"), "a\n1\n");

    EvaluationException refused =
        catchThrowableOfType(
            EvaluationException.class, () -> check("o.csv", Map.of(option, value), POSITIVE));

    assertThat(refused).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rowid", "ROWID", "file_row_number", "file_index", "filename"})
  void ownColumnsOfAnEnginesNamesDoNotDisturbRowNumbers(String name) throws Exception {
    Files.writeString(root.resolve("n.csv"), "a," + name + "\n1,70\n-1,90\n");
    parquet("n.parquet", "SELECT * FROM (VALUES (1, 70), (-1, 90)) t(a, " + name + ")");
    parquet("n2.parquet", "SELECT * FROM (VALUES (1, 70), (-1, 90)) t(a, " + name + ")");
    String rules = POSITIVE + ",{'rows':'" + name + " < 90'}";

    for (String file : List.of("n.csv", "n.parquet")) {
      CheckReport report = check(file, Map.of(), rules);
      assertThat(report.results().get(0).unexpectedIndexList()).as(file).containsExactly(1L);
      assertThat(report.results().get(1).unexpectedIndexList()).as(file).containsExactly(1L);
    }
    assertThat(check("n*.parquet", Map.of(), rules).results().get(1).unexpectedIndexList())
        .containsExactly(1L, 3L);
  }

  @Test
  void refusesAColumnThatIsCalledLikeTheRowNumbers() throws Exception {
    EvaluationException refused =
        catchThrowableOfType(EvaluationException.class, () -> checkText("a,__sluice_row\n1,70\n"));

    assertThat(refused).hasMessageContaining("no column can be called");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"x[1]|x1", "y*|yz", "q?|qq", "b\\c|bc", "{p,q}|p", "it's|its", "%2e%2e|.."})
  void aFileIsReadByItsNameNotByWhatTheNameWouldMatch(String odd, String lookalike)
      throws Exception {
    Path directory = Files.createDirectory(root.resolve("d"));
    Path csv = Files.writeString(directory.resolve(odd + ".csv"), "a\n-1\n");
    Files.writeString(directory.resolve(lookalike + ".csv"), "a\n99\n98\n");
    checker.compile(List.of(), null);

    CheckReport report =
        checker.check(
            checker.compile(
                new RuleSetReader().readRules("[" + POSITIVE.replace('\'', '"') + "]", ""), null),
            new FileSource(List.of(csv), java.util.Optional.empty()),
            CheckOptions.standard());

    assertThat(report.statistics().rows()).isEqualTo(1);
    assertThat(report.results().get(0).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void oddNamesOfParquetFilesKeepTheirRowNumbers() throws Exception {
    parquet("z1.parquet", "SELECT 1 AS a");
    parquet("z[1].parquet", "SELECT -1 AS a");

    CheckReport report = check("z*.parquet");

    assertThat(report.statistics().rows()).isEqualTo(2);
    assertThat(report.results().get(0).unexpectedIndexList()).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tz|TIMESTAMPTZ '2024-01-01 00:00:00+02'|2023-12-31T22:00Z",
        "t|TIME '10:00:01'|10:00:01",
        "d|DATE '2024-02-29'|2024-02-29",
        "b|true|true",
        "dec|12345678901234567890123456789012345678::DECIMAL(38,0)|12345678901234567890123456789012345678",
        "bin|'\\xAA\\x00'::BLOB|qgA=",
        "l|[1,NULL,3]|[1, NULL, 3]",
        "u|18446744073709551615::UBIGINT|18446744073709551615"
      })
  void showsValuesOfEveryType(String name, String sql, String shown) throws Exception {
    parquet("t.parquet", "SELECT " + sql + " AS " + name + " FROM range(2)");

    CheckReport report =
        check(
            "t.parquet",
            Map.of(),
            "{'expect_column_values_to_be_unique':{'column':'"
                + name
                + "'}},{'rows':'"
                + name
                + " == null'}");

    RuleResult unique = report.results().get(0);
    assertThat(unique.unexpectedList()).extracting(String::valueOf).containsExactly(shown, shown);
    assertThat(report.results().get(1).unexpectedIndexList()).containsExactly(0L, 1L);
  }
}
