package io.sluice.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckRequest;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.engine.Source;
import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.testing.PostgresTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Runs every case, written as data, on every engine: one meaning everywhere. */
class ExpectationCasesTest {

  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final int FEWEST_CASES = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String POSTGRES = "postgres";

  private static Checker checker;

  @BeforeAll
  static void open() {
    checker = new Checker(CheckerSettings.standard(List.of(CASES)));
  }

  @AfterAll
  static void close() {
    checker.close();
  }

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode single : read(file)) {
          for (String engine : engines(single)) {
            String title = file.getFileName() + ": " + single.get("title").asText();
            all.add(Arguments.of(title, engine, single));
          }
        }
      }
    }
    return all.stream();
  }

  private static List<String> engines(JsonNode single) {
    if (!single.has("engines")) {
      return List.of("duckdb", "row", POSTGRES);
    }
    List<String> named = new ArrayList<>();
    single.get("engines").forEach(engine -> named.add(engine.asText()));
    return named;
  }

  private static JsonNode read(Path file) throws IOException {
    Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    return JSON.valueToTree(yaml);
  }

  @ParameterizedTest(name = "{0} [{1}]")
  @MethodSource("cases")
  void answersAsTheCaseSays(String title, String engine, JsonNode single) {
    // given
    ObjectNode request = JSON.createObjectNode();
    request
        .putObject("source")
        .put("type", "inline")
        .<ObjectNode>set("columns", single.get("columns"))
        .set("rows", single.get("rows"));
    request.putArray("rules").add(single.get("rule"));
    request.put("engine", engine.equals(POSTGRES) ? "duckdb" : engine);
    CheckRequest check = ReportJson.readRequest(request.toString());
    JsonNode history = single.path("history");
    Source source =
        engine.equals(POSTGRES) ? PostgresTables.shared().load(check.inline()) : check.inline();

    // when
    var report =
        checker.check(
            checker.compile(check.rules(), null),
            source,
            new CheckOptions(ResultFormat.COMPLETE, (key, k) -> last(history, key, k), null),
            check.engine());

    // then
    JsonNode result = ReportJson.toTree(report.results().get(0), ResultFormat.COMPLETE);
    for (Map.Entry<String, JsonNode> expected : single.get("expect").properties()) {
      String what = title + " " + expected.getKey();
      JsonNode actual = result.get(expected.getKey());
      if (engine.equals(POSTGRES) && expected.getKey().startsWith("unexpected")) {
        assertWithoutOrder(what, actual, expected.getValue());
      } else {
        assertSame(what, actual, expected.getValue());
      }
    }
  }

  /** The rows of a table have no order: none that samples keep to, and none that numbers them. */
  private static void assertWithoutOrder(String what, JsonNode actual, JsonNode expected) {
    if (!expected.isArray()) {
      assertSame(what, actual, expected);
    } else if (what.endsWith("unexpectedIndexList")) {
      assertThat(actual).as(what).isEmpty();
    } else {
      assertThat(actual).as(what + " " + actual).hasSameSizeAs(expected);
      List<JsonNode> left = new ArrayList<>();
      actual.forEach(left::add);
      for (JsonNode one : expected) {
        JsonNode same =
            left.stream()
                .filter(candidate -> isSame(what, candidate, one))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + ": no " + one + " in " + actual));
        left.remove(same);
      }
    }
  }

  private static boolean isSame(String what, JsonNode actual, JsonNode expected) {
    try {
      assertSame(what, actual, expected);
      return true;
    } catch (AssertionError different) {
      return false;
    }
  }

  private static List<Double> last(JsonNode history, String key, int k) {
    List<Double> values = new ArrayList<>();
    history.path(key).forEach(value -> values.add(value.asDouble()));
    return values.subList(0, Math.min(k, values.size()));
  }

  private static void assertSame(String what, JsonNode actual, JsonNode expected) {
    if (expected.isNumber()) {
      assertThat(actual).as(what).isNotNull();
      assertThat(actual.decimalValue()).as(what).isEqualByComparingTo(expected.decimalValue());
    } else if (expected.isArray()) {
      assertThat(actual).as(what + " " + actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(what + "/" + i, actual.get(i), expected.get(i));
      }
    } else if (expected.has("about")) {
      double about = expected.get("about").doubleValue();
      assertThat(actual.doubleValue())
          .as(what + " " + actual)
          .isCloseTo(about, within(1e-12 + 1e-6 * Math.abs(about)));
    } else if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        assertSame(what + "/" + member.getKey(), actual.get(member.getKey()), member.getValue());
      }
    } else {
      assertThat(actual).as(what).isEqualTo(expected);
    }
  }

  @Test
  void everyExpectationIsRegisteredAndHasCases() throws IOException {
    List<String> written;
    try (Stream<Path> sources =
        Files.list(Path.of("src/main/java/io/sluice/quality/expectation"))) {
      written =
          sources
              .map(ExpectationCasesTest::text)
              .filter(text -> text.contains("implements Expectation {"))
              .map(
                  text ->
                      text.replaceAll("(?s).*String name\\(\\) \\{\\s*return \"(\\w+)\".*", "$1"))
              .sorted()
              .toList();
    }

    assertThat(Expectations.all().stream().map(Expectation::name).sorted()).isEqualTo(written);
    assertThat(written)
        .allSatisfy(
            name -> {
              Path file = CASES.resolve(name + ".yaml");
              assertThat(file).as("the cases of " + name).isNotEmptyFile();
              assertThat(read(file).size())
                  .as("the number of cases of " + name)
                  .isGreaterThanOrEqualTo(FEWEST_CASES);
            });
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
