package io.sluice.lineage.facet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facets as the OpenLineage Java client writes them, and the ways in which others differ. */
class StandardFacetsTest {

  private static final OpenLineage OL = new OpenLineage(URI.create("https://example.org/producer"));

  @Test
  void readsTheQueryOfAWarehouse() {
    assertThat(
            ExternalQuery.in(
                facet("externalQuery", OL.newExternalQueryRunFacet("bq-job-1", "bigquery"))))
        .contains(new ExternalQuery("bq-job-1", "bigquery"));
  }

  @Test
  void readsWhatTheProducerCouldNotFindOut() {
    var error =
        OL.newExtractionErrorRunFacet(
            5L, 1L, List.of(OL.newExtractionErrorRunFacetErrors("no table", "at x", "load", 3L)));

    assertThat(ExtractionGaps.in(facet("extractionError", error)))
        .contains(new ExtractionGaps(5, 1));
  }

  @Test
  void readsTheEngine() {
    assertThat(
            Engine.in(
                facet(
                    "processing_engine",
                    OL.newProcessingEngineRunFacet("3.5.8", "spark", "1.53.0"))))
        .contains(new Engine("spark", "3.5.8", "1.53.0"));
  }

  @Test
  void readsParametersWhateverTheTypeOfTheirValues() {
    assertThat(
            RunParameter.executionParameters(
                json(
                    "{'executionParameters':{'parameters':[{'key':'n','value':7},"
                        + "{'key':'d','name':'Day','value':'2026'},{'value':'x'},3]}}")))
        .containsExactly(new RunParameter("n", "n", "7"), new RunParameter("d", "Day", "2026"));
    assertThat(
            RunParameter.environmentVariables(
                facet(
                    "environmentVariables",
                    OL.newEnvironmentVariablesRunFacet(
                        List.of(OL.newEnvironmentVariable("AWS_REGION", "eu-west-1"))))))
        .containsExactly(new RunParameter("AWS_REGION", "AWS_REGION", "eu-west-1"));
  }

  @Test
  void readsWhatARunWaitedFor() {
    UUID run = UUID.randomUUID();
    var dependency =
        OL.newJobDependencyBuilder()
            .job(OL.newJobIdentifier("airflow", "dag.first"))
            .run(OL.newRunIdentifier(run))
            .dependency_type("DIRECT_INVOCATION")
            .sequence_trigger_rule("FINISH_TO_START")
            .status_trigger_rule("EXECUTE_ON_SUCCESS")
            .build();
    var facet = OL.newJobDependenciesRunFacet(List.of(dependency), List.of(), "ALL_SUCCESS");

    var read = JobDependencies.in(facet("jobDependencies", facet)).orElseThrow();

    assertThat(read.triggerRule()).isEqualTo("ALL_SUCCESS");
    assertThat(read.upstream())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.job()).isEqualTo(new JobId("airflow", "dag.first"));
              assertThat(each.run()).isEqualTo(run.toString());
              assertThat(each.statusRule()).isEqualTo("EXECUTE_ON_SUCCESS");
            });
  }

  @Test
  void readsTheTestsOfARun() {
    var checks =
        Check.ofRun(
            json(
                "{'test':{'tests':[{'name':'unique_id','status':'fail','severity':'warn',"
                    + "'type':'unique','expected':'0','actual':3},"
                    + "{'name':'later','status':'skip'},{'name':'odd','status':'?'},null]}}"));

    assertThat(checks).extracting(Check::name).containsExactly("unique_id", "later");
    assertThat(checks)
        .extracting(Check::outcome)
        .containsExactly(Check.Outcome.FAILED, Check.Outcome.SKIPPED);
    assertThat(checks.get(0).severity()).isEqualTo(Check.Severity.WARN);
    assertThat(checks.get(0).actual()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsAssertionsUnderFacetsAsWellAsUnderInputFacets(boolean underInputFacets) {
    var sent =
        facet(
            "dataQualityAssertions",
            OL.newDataQualityAssertionsDatasetFacet(
                List.of(
                    OL.newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                        .assertion("not_null")
                        .success(true)
                        .column("id")
                        .build())));
    ObjectNode none = json("{}");

    var checks = underInputFacets ? Check.ofDataset(none, sent) : Check.ofDataset(sent, none);

    assertThat(checks)
        .containsExactly(
            new Check(
                "not_null",
                "not_null",
                Check.Outcome.PASSED,
                Check.Severity.ERROR,
                "id",
                "",
                "",
                ""));
  }

  @Test
  void readsTagsOfColumnsAndOfTheWhole() {
    assertThat(
            Tag.in(
                json(
                    "{'tags':{'tags':[{'key':'pii','value':true,'field':'email'},{'key':'gold'},{}]}}")))
        .contains(List.of(new Tag("pii", "true", "", "email"), new Tag("gold", "", "", "")));
    assertThat(Tag.in(json("{'tags':{'_deleted':true}}"))).contains(List.of());
    assertThat(Tag.in(json("{}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"eventContentMode", "eventCompleteness"})
  void readsHowAStreamingJobReports(String member) {
    var processing =
        Processing.in(
                json(
                    "{'jobType':{'processingType':'STREAMING','integration':'FLINK','jobType':'JOB',"
                        + "'emissionPattern':{'eventTrigger':'PERIODIC','"
                        + member
                        + "':'COMPLETE_SNAPSHOT','windowDuration':60}}}"))
            .orElseThrow();

    assertThat(processing.type().ends()).isFalse();
    assertThat(processing.content()).isEqualTo("COMPLETE_SNAPSHOT");
    assertThat(processing.window()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void readsWhereTheCodeLies() {
    var read =
        SourceCode.in(
                json(
                    "{'sql':{'query':'select 1'},'sourceCodeLocation':{'type':'git',"
                        + "'url':'https://git/x','branch':'main','pullRequestNumber':12}}"))
            .orElseThrow();

    assertThat(read.language()).isEqualTo("SQL");
    assertThat(read.location())
        .hasValueSatisfying(
            location -> {
              assertThat(location.branch()).isEqualTo("main");
              assertThat(location.pullRequest()).isEqualTo("12");
            });
  }

  @Test
  void readsOwnersAndDocumentation() {
    assertThat(
            Owner.in(json("{'ownership':{'owners':[{'name':'team:a','type':'MAINTAINER'},{}]}}")))
        .containsExactly(new Owner("team:a", "MAINTAINER"));
    assertThat(Documentation.in(json("{'documentation':{'description':'d','contentType':null}}")))
        .contains(new Documentation("d", ""));
  }

  @Test
  void readsLineageSaidOutrightOfAJob() {
    var entries =
        ExplicitLineage.ofJob(
                json(
                    "{'lineage':{'entries':["
                        + "{'type':'DATASET','namespace':'n','name':'out','inputs':["
                        + "{'type':'DATASET','namespace':'n','name':'in','field':'a','transformations':"
                        + "[{'type':'INDIRECT','subtype':'FILTER'}]},{'type':'JOB'},{'type':'JOB',"
                        + "'name':'half'}],'fields':{'x':{'inputs':[{'type':'DATASET',"
                        + "'namespace':'n','name':'in','field':'a'}]}}},"
                        + "{'type':'DATASET','namespace':'n','name':'seed','inputs':[]},"
                        + "{'type':'JOB','inputs':[{'type':'DATASET','namespace':'n','name':'in'}]},"
                        + "{'type':'DATASET'}]}}"))
            .orElseThrow()
            .entries();

    assertThat(entries).hasSize(3);
    var first = entries.get(0);
    assertThat(first.target()).isEqualTo(new ExplicitLineage.DatasetEnd(new DatasetId("n", "out")));
    assertThat(first.inputs()).hasSize(2);
    assertThat(first.inputs().get(0).direct()).isFalse();
    assertThat(first.inputs().get(1).source())
        .isEqualTo(
            new ExplicitLineage.JobEnd(java.util.Optional.empty(), java.util.Optional.empty()));
    assertThat(first.fields()).extracting(ExplicitLineage.FieldEntry::field).containsExactly("x");
    assertThat(entries.get(1).saysInputs()).isTrue();
    assertThat(entries.get(1).inputs()).isEmpty();
  }

  @Test
  void readsLineageSaidOutrightOfADataset() {
    var lineage =
        ExplicitLineage.ofDataset(
                new DatasetId("n", "out"),
                json("{'lineage':{'inputs':[{'type':'DATASET','namespace':'n','name':'in'}]}}"))
            .orElseThrow();

    assertThat(lineage.entries()).singleElement().satisfies(e -> assertThat(e.inputs()).hasSize(1));
    assertThat(ExplicitLineage.ofDataset(new DatasetId("n", "d"), json("{'lineage':{}}")))
        .isEmpty();
  }

  @Test
  void readsWhatADatasetIsAndWhereItLives() {
    var kind =
        DatasetKind.in(
            json(
                "{'datasetType':{'datasetType':'VIEW','subType':'MATERIALIZED'},"
                    + "'dataSource':{'name':'s','uri':'not a uri'},"
                    + "'storage':{'storageLayer':'iceberg','fileFormat':'parquet'},"
                    + "'catalog':{'framework':'iceberg','type':'glue','name':'c',"
                    + "'catalogProperties':{'p':1,'q':null}},"
                    + "'hierarchy':{'hierarchy':[{'type':'DATABASE','name':'db'},{'type':'x'}]}}"));

    assertThat(kind.type()).isEqualTo("VIEW");
    assertThat(kind.sourceUri()).isEqualTo("not a uri");
    assertThat(kind.catalog())
        .hasValueSatisfying(c -> assertThat(c.properties()).isEqualTo(Map.of("p", "1")));
    assertThat(kind.hierarchy()).containsExactly(new DatasetKind.Level("DATABASE", "db"));
  }

  @Test
  void readsTheVersionOfTheDataOrElseTheSnapshotOfIceberg() {
    ObjectNode none = json("{}");

    assertThat(DataVersion.in(json("{'version':{'datasetVersion':7}}"), none)).contains("7");
    assertThat(
            DataVersion.in(none, json("{'icebergScanReport':{'snapshotId':4242424242424242424}}")))
        .contains("4242424242424242424");
    assertThat(DataVersion.in(none, none)).isEmpty();
  }

  @Test
  void takesWhatIcebergCountsAsStatistics() {
    var commit =
        json(
            "{'icebergCommitReport':{'operation':'append','commitMetrics':{'addedRecords':10.0,"
                + "'addedFilesSizeInBytes':2048.0,'addedDataFiles':1.0,'x':'y'}}}");

    assertThat(Statistics.in(commit)).contains(new Statistics(10L, 2048L, 1L));
    assertThat(IcebergReport.in(commit))
        .hasValueSatisfying(r -> assertThat(r.metrics()).containsEntry("addedRecords", 10.0));
  }

  @Test
  void readsMetricsOfColumns() {
    var metrics =
        QualityMetrics.in(
                json("{}"),
                json(
                    "{'dataQualityMetrics':{'rowCount':9,'lastUpdated':'2026-01-01T00:00:00Z',"
                        + "'columnMetrics':{'a':{'nullCount':1,'min':0.5,'quantiles':{'0.5':2}},"
                        + "'b':null}}}"))
            .orElseThrow();

    assertThat(metrics.rowCount()).isEqualTo(9L);
    assertThat(metrics.columns()).containsOnlyKeys("a");
    assertThat(metrics.columns().get("a").quantiles()).isEqualTo(Map.of("0.5", 2.0));
  }

  @Test
  void readsConditionsOnPartitions() {
    var condition =
        OL.newInputSubsetInputDatasetFacet(OL.newLocationSubsetCondition(List.of("s3://b/dt=1")));
    assertThat(Subset.in(facet("subset", condition)))
        .contains(new Subset.Locations(List.of("s3://b/dt=1")));

    assertThat(
            Subset.in(
                json(
                    "{'outputSubset':{'outputCondition':{'type':'binary','operator':'AND',"
                        + "'left':{'type':'compare','comparison':'GREATER_EQUAL_THAN',"
                        + "'left':{'type':'literal','value':'5'},'right':{'type':'field','field':'n'}},"
                        + "'right':{'type':'partition','partitions':[{'dimensions':{'dt':20260101}}]}}}}")))
        .contains(
            new Subset.Both(
                true,
                new Subset.Comparison("n", Subset.Operator.LESS_OR_EQUAL, "5"),
                new Subset.Partitions(List.of(Map.of("dt", "20260101")))));
  }

  @Test
  void takesAConditionThatIsTooDeepAsUnknownThere() {
    String deep = "{'type':'location','locations':['a']}";
    for (int i = 0; i < 100; i++) {
      deep = "{'type':'binary','operator':'OR','left':" + deep + ",'right':{}}";
    }

    assertThat(Subset.in(json("{'subset':{'inputCondition':" + deep + "}}"))).isPresent();
  }

  @Test
  void keepsTheInfluencesOnTheWholeDatasetApart() {
    var sent =
        json(
            "{'columnLineage':{'fields':{},'dataset':[{'namespace':'n','name':'in','field':'day',"
                + "'transformations':[{'type':'INDIRECT','subtype':'FILTER'}]},{'name':'x'}]}}");

    assertThat(ColumnLink.in(sent)).contains(List.of());
    assertThat(ColumnLink.influences(sent))
        .extracting(ColumnLink.Influence::inputField)
        .containsExactly("day");
  }

  @Test
  void aLinkIsMaskedOnlyIfNothingLetsTheValueThrough() {
    var links =
        ColumnLink.in(
                json(
                    "{'columnLineage':{'fields':{"
                        + "'h':{'inputFields':[{'namespace':'n','name':'d','field':'a',"
                        + "'transformations':[{'type':'DIRECT','masking':true},"
                        + "{'type':'INDIRECT','subtype':'FILTER'}]}]},"
                        + "'o':{'inputFields':[{'namespace':'n','name':'d','field':'a',"
                        + "'transformations':[{'type':'DIRECT','masking':true},"
                        + "{'type':'DIRECT','masking':false}]}]}}}}"))
            .orElseThrow();

    assertThat(links).extracting(ColumnLink::masked).containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"schema", "symlinks", "ownership", "documentation", "lifecycleStateChange"})
  void aDeletedFacetIsAsIfItWereNotThere(String key) {
    ObjectNode facets =
        json(
            "{'"
                + key
                + "':{'_deleted':true,'fields':[],'identifiers':[{'namespace':'n','name':'t'}],"
                + "'owners':[{'name':'o'}],'description':'d','lifecycleStateChange':'DROP'}}");

    assertThat(SchemaField.in(facets)).isEmpty();
    assertThat(Symlink.in(facets)).isEmpty();
    assertThat(Owner.in(facets)).isEmpty();
    assertThat(Documentation.in(facets)).isEmpty();
    assertThat(Lifecycle.in(facets)).isEmpty();
    assertThat(Facets.deleted(facets, key)).isTrue();
  }

  private static ObjectNode facet(String key, Object facet) {
    return json("{\"" + key + "\":" + OpenLineageClientUtils.toJson(facet) + "}");
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
