package io.sluice.quality.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The reports that a check writes into files. */
@Timeout(120)
class CheckReportsTest {

  private static final String EVIL = "<script>alert('1')</script>&\u0001\u202e";

  @TempDir Path directory;

  private final TestTerminal terminal = new TestTerminal();
  private Path rules;
  private Path data;

  @BeforeEach
  void writeFiles() throws IOException {
    rules =
        Files.writeString(
            directory.resolve("rules.yaml"),
            """
            ruleset: sales
            rules:
              - id: known
                description: "<img src=x onerror=alert(1)>"
                expect_column_values_to_be_in_set: {column: store, value_set: [North]}
              - id: typo
                rows: "revenu >= 0"
                severity: warning
              - id: off
                rows: "revenue >= 0"
                enabled: false
              - id: present
                expect_column_values_to_not_be_null: {column: id}
                dimension: completeness
                tags: [a, b]
            """);
    data =
        Files.writeString(
            directory.resolve("data.csv"), "id,store,revenue\n1,North,1\n2," + EVIL + ",2\n");
  }

  private int check(String... more) {
    List<String> args = new ArrayList<>(List.of("check", "--rules", rules.toString()));
    args.addAll(List.of(more));
    args.add(data.toString());
    return terminal.run(args.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(
            new java.io.ByteArrayInputStream(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void writesAllReportsAtOnceAndStillPrintsTheTable() {
    int exit = check("--json", file("r.json"), "--junit", file("r.xml"), "--html", file("r.html"));

    assertThat(exit).isEqualTo(2);
    assertThat(terminal.out()).contains("HALT  1 of 4 rules passed");
    assertThat(directory.resolve("r.json")).content().contains("\"decision\":\"HALT\"");
    assertThat(directory.resolve("r.xml")).content().startsWith("<?xml");
    assertThat(directory.resolve("r.html")).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void writesJUnitWithASuitePerRuleSetAndACasePerRule() throws Exception {
    check("--junit", file("r.xml"));

    Element root = xml(Files.readString(directory.resolve("r.xml"))).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("sales");
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).matches("\\d+\\.\\d{3}");
    assertThat(suite.getAttribute("timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    List<Element> cases = elements(suite.getElementsByTagName("testcase"));
    assertThat(cases)
        .extracting(test -> test.getAttribute("name"))
        .containsExactly("known", "typo", "off", "present");
    assertThat(cases)
        .allSatisfy(test -> assertThat(test.getAttribute("classname")).isEqualTo("sales"));
    Element failure = (Element) cases.get(0).getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("critical");
    assertThat(failure.getAttribute("message")).isEqualTo("1 of 2 rows unexpected, 50 %");
    assertThat(failure.getTextContent()).contains("row 2 \"<script>alert('1')</script>&\\u0001");
    assertThat(cases.get(1).getElementsByTagName("error").getLength()).isOne();
    assertThat(cases.get(2).getElementsByTagName("skipped").getLength()).isOne();
    assertThat(cases.get(3).getElementsByTagName("failure").getLength()).isZero();
    assertThat(elements(cases.get(3).getElementsByTagName("property")))
        .anySatisfy(
            property -> {
              assertThat(property.getAttribute("name")).isEqualTo("dimension");
              assertThat(property.getAttribute("value")).isEqualTo("completeness");
            });
  }

  @Test
  void countsWhatCannotBeJudgedAsAnErrorOfItsSuite() throws Exception {
    Files.writeString(rules, "ruleset: sales\nrules: 7\n");

    int exit = check("--junit", file("r.xml"), "--html", file("r.html"), "--json", file("r.json"));

    assertThat(exit).isEqualTo(3);
    Element root = xml(Files.readString(directory.resolve("r.xml"))).getDocumentElement();
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(((Element) root.getElementsByTagName("error").item(0)).getTextContent())
        .contains("line 2, column 8: 'rules' must be a list of rules");
    assertThat(directory.resolve("r.html")).content().contains("ERROR", "&#39;rules&#39; must be");
    assertThat(directory.resolve("r.json")).content().contains("\"success\":false");
  }

  @Test
  void writesAPageThatLoadsAndRunsNothing() throws IOException {
    check("--html", file("r.html"));

    String page = Files.readString(directory.resolve("r.html"));
    assertThat(page)
        .contains("default-src 'none'", "The data must not go on.")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<script", "<img", "<link", "http:", "https:", "url(", "\u0001", "\u202e");
    assertThat(page).containsOnlyOnce("<h1>").contains("lang=\"en\"", "aria-label=\"50 % of the");
  }

  @Test
  void keepsAPageOfAHundredFailingRulesSmall() throws IOException {
    StringBuilder many = new StringBuilder("rules:\n");
    for (int i = 0; i < 100; i++) {
      many.append("  - rows: \"store == 'nowhere " + i + "' and id > 0 and revenue > 0\"\n");
    }
    Files.writeString(rules, many);
    StringBuilder rows = new StringBuilder("id,store,revenue\n");
    for (int i = 0; i < 50; i++) {
      rows.append(i + 1).append(",").append("x".repeat(300)).append(",1\n");
    }
    Files.writeString(data, rows);

    check("--html", file("r.html"));

    assertThat(Files.size(directory.resolve("r.html"))).isBetween(50_000L, 200_000L);
  }

  @Test
  void writesOneReportToStandardOutputInsteadOfTheTable() throws IOException {
    int exit = check("--json", "-", "--html", file("r.html"));

    assertThat(exit).isEqualTo(2);
    JsonNode report = new ObjectMapper().readTree(terminal.out());
    assertThat(report.path("decision").asText()).isEqualTo("HALT");
  }

  @Test
  void refusesTwoReportsOnStandardOutput() {
    assertThat(check("--json", "-", "--junit", "-")).isEqualTo(64);
    assertThat(check("--format", "json", "--html", "-")).isEqualTo(64);
    assertThat(terminal.err()).contains("only one report can go to standard output");
  }

  @Test
  void refusesWhatCannotBeWrittenBeforeItJudges() {
    assertThat(check("--html", file("nowhere/r.html"))).isEqualTo(3);
    assertThat(check("--junit", directory.toString())).isEqualTo(3);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .contains("--html: cannot write", "there is no directory", "--junit: cannot write")
        .doesNotContain("unexpected failure");
  }
}
