package io.sluice.lineage.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.model.DatasetId;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingRulesTest {

  private static final String HOSTS =
      "{\"id\":\"hosts\",\"kind\":\"HOST\",\"parameters\":{\"hosts\":{\"r1\":\"db\",\"r2\":\"db\"}}}";

  @ParameterizedTest
  @CsvSource({
    "s3a://Bucket, a/b, s3://bucket, a/b",
    "s3n://b/, /a//b/, s3://b, a/b",
    "s3://b, /, s3://b, /",
    "abfs://c@acc.dfs.core.windows.net, /x/, abfss://c@acc.dfs.core.windows.net, /x",
    "wasb://c@acc.blob.core.windows.net, x, wasbs://c@acc.blob.core.windows.net, x",
    "postgresql://DB, d.s.t, postgres://db:5432, d.s.t",
    "postgres://db:5433, d.s.t, postgres://db:5433, d.s.t",
    "jdbc:postgresql://db:5432?ssl=true, d.s.t, postgres://db:5432, d.s.t",
    "jdbc:sqlserver://h;user=x, t, sqlserver://h:1433, t",
    "'kafka://b1,b2:9093', topic, 'kafka://b1:9092,b2:9093', topic",
    "postgres://[::1], t, postgres://[::1]:5432, t",
    "file://localhost, /data/x, file, /data/x",
    "file://, /data/x, file, /data/x",
    "file://other, /data/x, file://other, /data/x",
    "s3://b, t/dt=2026-01-01/hour=03, s3://b, t",
    "s3://b, t/year=2026/month=01/day=01, s3://b, t",
    "gs://b, t/2026/01/01, gs://b, t",
    "gs://b, t/2026/01/01/05, gs://b, t",
    "gs://b, t/2026-01-01, gs://b, t",
    "hdfs://nn:8020, /t/20260101, hdfs://nn:8020, /t",
    "s3://b, dt=2026-01-01, s3://b, dt=2026-01-01",
    "hdfs://nn:8020, /dt=1, hdfs://nn:8020, /dt=1",
    "s3://b, t/2026, s3://b, t/2026",
    "postgres://h:5432, db.public.t/dt=1, postgres://h:5432, db.public.t/dt=1",
    "arn:aws:glue:eu-west-1:1, table/DB/T, arn:aws:glue:eu-west-1:1, table/DB/T",
    "bigquery, P.d.t, bigquery, P.d.t",
  })
  void theRulesFromTheStart(String namespace, String name, String toNamespace, String toName) {
    assertThat(NamingRules.standard().normalise(new DatasetId(namespace, name)))
        .isEqualTo(new DatasetId(toNamespace, toName));
  }

  @Test
  void replicasAndAccountsHaveOneName() throws Exception {
    NamingRules rules =
        read(
            "["
                + HOSTS
                + ",{\"id\":\"sf\",\"kind\":\"HOST\",\"parameters\":{\"schemes\":[\"snowflake\"],"
                + "\"hosts\":{\"xy123.eu-west-1.aws\":\"org-acc\"}}},"
                + "{\"id\":\"case\",\"kind\":\"IDENTIFIER_CASE\",\"parameters\":{\"case\":\"UPPER\","
                + "\"schemes\":[\"snowflake\"]}},"
                + "{\"id\":\"ns\",\"kind\":\"NAMESPACE\",\"parameters\":{\"namespaces\":"
                + "{\"warehouse\":\"postgres://db:5432\"}}}]");

    assertThat(rules.normalise(new DatasetId("kafka://r2:9092,r1:9092", "t")))
        .isEqualTo(new DatasetId("kafka://db:9092", "t"));
    assertThat(rules.normalise(new DatasetId("snowflake://XY123.eu-west-1.aws", "db.s.t")))
        .isEqualTo(new DatasetId("snowflake://org-acc", "DB.S.T"));
    assertThat(rules.normalise(new DatasetId("warehouse", "t")).namespace())
        .isEqualTo("postgres://db:5432");
    assertThat(rules.applied(new DatasetId("snowflake://xy123.eu-west-1.aws", "db.s.t")))
        .containsExactly("sf", "case");
  }

  @Test
  void saysWhereRulesAreWrong() {
    assertFault("{}", "");
    assertFault("[{\"id\":\"a b\",\"kind\":\"JDBC_PREFIX\"}]", "/0/id");
    assertFault("[{\"id\":\"a\",\"kind\":\"MAGIC\"}]", "/0/kind");
    assertFault("[{\"id\":\"a\",\"kind\":\"SCHEME\"}]", "/0/parameters/schemes");
    assertFault(
        "["
            + HOSTS
            + ",{\"id\":\"p\",\"kind\":\"PORT\",\"parameters\":{\"mode\":\"ADD\",\"ports\":{\"a\":0}}}]",
        "/1/parameters/ports");
    assertFault(
        "[{\"id\":\"a\",\"kind\":\"JDBC_PREFIX\",\"parameters\":{\"x\":1}}]", "/0/parameters/x");
    assertFault("[" + HOSTS + "," + HOSTS + "]", "/1/id");
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    NamingRules rules = NamingRules.standard();
    assertThat(NamingRules.parse(rules.write()).rules()).isEqualTo(rules.rules());
  }

  @Property(tries = 1000)
  void normalisingTwiceEqualsOnce(@ForAll("names") DatasetId name, @ForAll("rules") String json)
      throws Exception {
    NamingRules rules = read(json);
    DatasetId once = rules.normalise(name);

    assertThat(rules.normalise(once)).isEqualTo(once);
    assertThat(NamingRules.standard().normalise(NamingRules.standard().normalise(name)))
        .isEqualTo(NamingRules.standard().normalise(name));
  }

  @Provide
  Arbitrary<DatasetId> names() {
    Arbitrary<String> namespace =
        Combinators.combine(
                Arbitraries.of("", "jdbc:", "JDBC:", "jdbc:jdbc:"),
                Arbitraries.of("s3a", "S3", "file", "postgresql", "kafka", "x", "arn:aws"),
                Arbitraries.of("://", ":", ""),
                Arbitraries.of("", "h", "A:1", "u@h", "a,b:9092", "[::1]", "h:", ","),
                Arbitraries.of("", "/", "//", "/d", "/d/", "?q=/", ";"))
            .as((a, b, c, d, e) -> a + b + c + d + e);
    Arbitrary<String> name =
        Arbitraries.of("a", "/", "//", "dt=1", "2026", "01", "2026-01-01", "B.c", " ", "=", "/a")
            .list()
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(parts -> "n".repeat(parts.size() % 2) + String.join("/", parts))
            .filter(text -> !text.isBlank());
    return Combinators.combine(namespace, name).as(DatasetId::new);
  }

  /** Rules that may well chase each other. */
  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> word = Arbitraries.of("s3", "s3a", "x", "file", "kafka", "h", "a", "b");
    Arbitrary<String> map =
        Arbitraries.maps(word, word)
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                entries ->
                    entries.entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}")));
    Arbitrary<String> rule =
        Combinators.combine(
                Arbitraries.of("SCHEME schemes", "HOST hosts", "NAMESPACE namespaces"), map)
            .as(
                (kind, entries) ->
                    "\"kind\":\"%s\",\"parameters\":{\"%s\":%s}"
                        .formatted(kind.split(" ")[0], kind.split(" ")[1], entries));
    Arbitrary<String> more =
        Arbitraries.of(
            "\"kind\":\"JDBC_PREFIX\"",
            "\"kind\":\"LOWER_CASE_HOST\"",
            "\"kind\":\"PORT\",\"parameters\":{\"mode\":\"ADD\",\"ports\":{\"kafka\":9092}}",
            "\"kind\":\"PORT\",\"parameters\":{\"mode\":\"DROP\",\"ports\":{\"kafka\":9092}}",
            "\"kind\":\"IDENTIFIER_CASE\",\"parameters\":{\"case\":\"UPPER\",\"schemes\":[\"s3\"]}",
            "\"kind\":\"IDENTIFIER_CASE\",\"parameters\":{\"case\":\"LOWER\",\"schemes\":[\"s3\"]}",
            "\"kind\":\"SLASHES\",\"parameters\":{\"schemes\":[\"s3\",\"file\"],\"bare\":[\"s3\"]}");
    return Arbitraries.oneOf(List.of(rule, more))
        .list()
        .ofMaxSize(5)
        .map(
            each -> {
              StringBuilder list = new StringBuilder("[");
              for (int i = 0; i < each.size(); i++) {
                list.append(i == 0 ? "" : ",").append("{\"id\":\"r").append(i).append("\",");
                list.append(each.get(i)).append('}');
              }
              return list.append(']').toString();
            });
  }

  private static void assertFault(String json, String pointer) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            NamingRuleException.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
  }

  private static NamingRules read(String json) throws NamingRuleException, JsonProcessingException {
    return NamingRules.read(new ObjectMapper().readTree(json));
  }
}
