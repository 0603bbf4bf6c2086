package io.sluice.lineage.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.sluice.lineage.event.EventDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {

  private static final String META = "'_producer':'https://p','_schemaURL':'https://s'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'parent':{META,'run':{'runId':'r'}}|MISSING_MEMBER|/run/facets/parent",
        "'parentRun':{META,'run':{'runId':'r'},'job':{'namespace':'n','name':'j'}}|OLD_FACET_KEY|/run/facets/parentRun",
        "'nominalTime':{META,'nominalStartTime':'2026-01-01T00:00:00'}|TIME_WITHOUT_ZONE|/run/facets/nominalTime/nominalStartTime",
        "'nominalTime':{META,'nominalStartTime':'soon'}|NOT_A_TIME|/run/facets/nominalTime/nominalStartTime",
        "'nominalTime':{META,'nominalStartTime':'2026-01-01T00:00:00Z','nominalEndTime':null}|NULL_MEMBER|/run/facets/nominalTime/nominalEndTime",
        "'schema':{META}|MISPLACED_FACET|/run/facets/schema",
        "'x':{'_schemaURL':'https://s'}|FACET_WITHOUT_PRODUCER|/run/facets/x",
        "'x':{'_producer':'https://s'}|FACET_WITHOUT_SCHEMA_URL|/run/facets/x",
        "'test':{META,'tests':[{'name':'t','status':'maybe'}]}|UNKNOWN_VALUE|/run/facets/test/tests/0/status",
        "'test':{META,'tests':[3]}|WRONG_TYPE|/run/facets/test/tests/0",
        "'extractionError':{META,'totalTasks':1.5,'failedTasks':0,'errors':[]}|WRONG_TYPE|/run/facets/extractionError/totalTasks",
        "'x':7|BAD_FACET|/run/facets",
      })
  void findsWhatIsWrongAndWhere(String facet, String code, String pointer) {
    List<Finding> findings = findings(facet, "[]");

    assertThat(findings).singleElement();
    assertThat(findings.get(0).warning().code()).isEqualTo(code);
    assertThat(findings.get(0).warning().pointer()).isEqualTo(pointer);
  }

  @Test
  void namesThePlaceWithoutWhatDiffersFromEventToEvent() {
    String outputs =
        "[{'namespace':'n','name':'d','facets':{'schema':{META,'fields':[{'name':'a','fields':["
            + "{'type':3}]}]},'columnLineage':{META,'fields':{'a/b':{'inputFields':[],"
            + "'transformationType':'IDENTITY'}}}}}]";

    assertThat(findings("", outputs))
        .extracting(Finding::place, f -> f.warning().code(), f -> f.warning().pointer())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "/outputs/*/facets/schema/fields/*/fields/*",
                "MISSING_MEMBER",
                "/outputs/0/facets/schema/fields/0/fields/0"),
            org.assertj.core.groups.Tuple.tuple(
                "/outputs/*/facets/schema/fields/*/fields/*/type",
                "WRONG_TYPE",
                "/outputs/0/facets/schema/fields/0/fields/0/type"),
            org.assertj.core.groups.Tuple.tuple(
                "/outputs/*/facets/columnLineage/fields/*/transformationType",
                "OLD_MEMBER",
                "/outputs/0/facets/columnLineage/fields/a~1b/transformationType"));
  }

  @Test
  void boundsWhatAHostileEventEarns() {
    String tests = "'test':{META,'tests':[" + "3,".repeat(5_000) + "3]}";

    assertThat(findings(tests, "[]")).hasSize(Walk.MAX_FINDINGS);
  }

  @Test
  void findsNothingInAnEventOfTheOfficialClient() {
    OpenLineage ol = new OpenLineage(URI.create("https://github.com/x/y/tree/1.0.0/integration/z"));
    OpenLineage.RunEvent event =
        ol.newRunEventBuilder()
            .eventTime(ZonedDateTime.parse("2026-01-01T00:00:00Z"))
            .eventType(OpenLineage.RunEvent.EventType.COMPLETE)
            .run(
                ol.newRunBuilder()
                    .runId(UUID.randomUUID())
                    .facets(
                        ol.newRunFacetsBuilder()
                            .processing_engine(ol.newProcessingEngineRunFacet("1", "n", "2"))
                            .externalQuery(ol.newExternalQueryRunFacet("q", "s"))
                            .build())
                    .build())
            .job(ol.newJobBuilder().namespace("n").name("j").build())
            .outputs(
                List.of(
                    ol.newOutputDatasetBuilder()
                        .namespace("n")
                        .name("d")
                        .outputFacets(
                            ol.newOutputDatasetOutputFacetsBuilder()
                                .outputStatistics(
                                    ol.newOutputStatisticsOutputDatasetFacet(1L, 2L, 3L))
                                .build())
                        .build()))
            .build();

    assertThat(
            Conformance.of(EventDocument.of(parse(OpenLineageClientUtils.toJson(event))).event()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/OpenLineage/OpenLineage/tree/1.53.0/integration/spark,spark,1.53.0",
    "https://github.com/apache/airflow/tree/providers-openlineage/2.3.0,airflow,2.3.0",
    "https://github.com/debezium/debezium/v3.2.0.Final,debezium,3.2.0.Final",
    "https://example.org,example.org,''",
    "somebody,somebody,''",
  })
  void tellsTheProducerFromItsUri(String uri, String name, String version) {
    assertThat(Producer.of(uri)).isEqualTo(new Producer(name, version));
  }

  private static List<Finding> findings(String runFacets, String outputs) {
    String json =
        "{'eventTime':'2026-01-01T00:00:00Z','producer':'https://p','schemaURL':'https://s',"
            + "'run':{'runId':'0190a0a0-0000-7000-8000-000000000001','facets':{"
            + runFacets
            + "}},'job':{'namespace':'n','name':'j'},'outputs':"
            + outputs
            + "}";
    return Conformance.of(
        EventDocument.of(parse(json.replace("META", META).replace('\'', '"'))).event());
  }

  private static com.fasterxml.jackson.databind.JsonNode parse(String json) {
    return EventDocument.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
