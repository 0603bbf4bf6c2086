package io.sluice.demo.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacetFieldsBuilder;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.OutputDatasetOutputFacets;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the facets of the demonstration's events. */
final class EventFacets {

  private final OpenLineage openLineage;

  EventFacets(OpenLineage openLineage) {
    this.openLineage = openLineage;
  }

  OpenLineage.RunFacets run(JobRun run, @Nullable String failure) {
    RunFacetsBuilder builder = openLineage.newRunFacetsBuilder();
    LocalDate day = run.day();
    if (day != null) {
      builder.nominalTime(
          openLineage.newNominalTimeRunFacet(
              day.atStartOfDay(ZoneOffset.UTC), day.plusDays(1).atStartOfDay(ZoneOffset.UTC)));
    }
    JobRun parent = run.parent();
    if (parent != null) {
      builder.parent(
          openLineage
              .newParentRunFacetBuilder()
              .run(openLineage.newParentRunFacetRunBuilder().runId(parent.id()).build())
              .job(
                  openLineage
                      .newParentRunFacetJobBuilder()
                      .namespace(JobSpec.NAMESPACE)
                      .name(parent.job().name())
                      .build())
              .build());
    }
    if (failure != null) {
      builder.errorMessage(
          openLineage
              .newErrorMessageRunFacetBuilder()
              .message(failure)
              .programmingLanguage("Java")
              .build());
    }
    return builder.build();
  }

  OpenLineage.JobFacets job(JobSpec job) {
    return openLineage
        .newJobFacetsBuilder()
        .documentation(
            openLineage.newDocumentationJobFacetBuilder().description(job.description()).build())
        .jobType(
            openLineage
                .newJobTypeJobFacetBuilder()
                .processingType("BATCH")
                .integration("SLUICE_DEMO")
                .jobType("JOB")
                .build())
        .build();
  }

  List<OpenLineage.InputDataset> inputs(JobSpec job) {
    return job.inputs().stream()
        .map(
            dataset ->
                openLineage
                    .newInputDatasetBuilder()
                    .namespace(dataset.namespace())
                    .name(dataset.name())
                    .facets(common(dataset).build())
                    .build())
        .toList();
  }

  List<OpenLineage.OutputDataset> outputs(JobSpec job, @Nullable Long rowsWritten) {
    return job.outputs().stream().map(dataset -> output(job, dataset, rowsWritten)).toList();
  }

  private OpenLineage.OutputDataset output(
      JobSpec job, LineageDataset dataset, @Nullable Long rowsWritten) {
    DatasetFacetsBuilder builder = common(dataset);
    if (!job.origins().isEmpty()) {
      builder.columnLineage(columnLineage(job));
    }
    DatasetFacets facets = builder.build();
    OutputDatasetOutputFacets statistics =
        openLineage
            .newOutputDatasetOutputFacetsBuilder()
            .outputStatistics(
                rowsWritten == null
                    ? null
                    : openLineage
                        .newOutputStatisticsOutputDatasetFacetBuilder()
                        .rowCount(rowsWritten)
                        .build())
            .build();
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(dataset.namespace())
        .name(dataset.name())
        .facets(facets)
        .outputFacets(statistics)
        .build();
  }

  private DatasetFacetsBuilder common(LineageDataset dataset) {
    DatasetFacetsBuilder builder =
        openLineage
            .newDatasetFacetsBuilder()
            .dataSource(
                openLineage
                    .newDatasourceDatasetFacetBuilder()
                    .name(dataset.namespace())
                    .uri(URI.create(dataset.namespace()))
                    .build());
    if (!dataset.fields().isEmpty()) {
      builder.schema(
          openLineage.newSchemaDatasetFacet(
              dataset.fields().stream()
                  .map(
                      field ->
                          openLineage
                              .newSchemaDatasetFacetFieldsBuilder()
                              .name(field.name())
                              .type(field.type())
                              .build())
                  .toList()));
    }
    return builder;
  }

  private OpenLineage.ColumnLineageDatasetFacet columnLineage(JobSpec job) {
    ColumnLineageDatasetFacetFieldsBuilder fields =
        openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    for (ColumnOrigin origin : job.origins()) {
      List<InputField> inputs =
          origin.sourceColumns().stream().map(column -> inputField(origin, column)).toList();
      fields.put(
          origin.column(),
          openLineage
              .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
              .inputFields(inputs)
              .build());
    }
    return openLineage.newColumnLineageDatasetFacet(fields.build(), List.of());
  }

  private InputField inputField(ColumnOrigin origin, String column) {
    return openLineage
        .newInputFieldBuilder()
        .namespace(origin.source().namespace())
        .name(origin.source().name())
        .field(Objects.requireNonNull(column))
        .transformations(
            List.of(
                openLineage
                    .newInputFieldTransformationsBuilder()
                    .type("DIRECT")
                    .subtype(origin.subtype())
                    .masking(false)
                    .build()))
        .build();
  }
}
