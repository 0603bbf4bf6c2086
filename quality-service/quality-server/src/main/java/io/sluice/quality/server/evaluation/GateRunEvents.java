package io.sluice.quality.server.evaluation;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of an evaluation as an OpenLineage run: the gate is a job that reads the dataset and says
 * how it found it. The run's id is the evaluation's, and the content depends on nothing else, so
 * sending an event again repeats it exactly.
 */
final class GateRunEvents {

  private static final String NAMESPACE = "sluice";
  private static final String FACET = "sluice_gateDecision";
  private static final int MOST_REASONS = 20;

  private final OpenLineage openLineage;

  GateRunEvents(URI producer) {
    this.openLineage = new OpenLineage(producer);
  }

  /**
   * What was measured.
   *
   * @param rules the rules that were asked
   * @param results how they came out
   * @param rows the rows of the batch
   */
  record Measured(List<Rule> rules, List<RuleResult> results, long rows) {}

  /** The start and the end of an evaluation that was decided. */
  List<String> decided(
      Evaluation evaluation,
      EvaluationStatus status,
      DecisionRecord decision,
      Optional<Measured> measured) {
    OpenLineage.RunFacetsBuilder facets = runFacets(evaluation);
    facets.put(FACET, facet(evaluation, status, decision));
    EventType end =
        switch (status) {
          case DECIDED -> EventType.COMPLETE;
          case ERROR, EXPIRED -> EventType.FAIL;
          case CANCELLED -> EventType.ABORT;
          case PENDING, RUNNING -> throw new IllegalArgumentException(status + " is no end");
        };
    if (end == EventType.FAIL && !decision.own().reasons().isEmpty()) {
      facets.errorMessage(
          openLineage
              .newErrorMessageRunFacetBuilder()
              .message(decision.own().reasons().get(0).message())
              .programmingLanguage("JAVA")
              .build());
    }
    OpenLineage.InputDatasetInputFacets input = measured.map(this::inputFacets).orElse(null);
    return List.of(
        start(evaluation), event(evaluation, end, decision.decidedAt(), facets.build(), input));
  }

  /** The start and the end of an evaluation that was called off. */
  List<String> cancelled(Evaluation evaluation, Instant at) {
    return List.of(
        start(evaluation),
        event(evaluation, EventType.ABORT, at, runFacets(evaluation).build(), null));
  }

  private String start(Evaluation evaluation) {
    Instant at = evaluation.startedAt() == null ? evaluation.acceptedAt() : evaluation.startedAt();
    return event(evaluation, EventType.START, at, runFacets(evaluation).build(), null);
  }

  private String event(
      Evaluation evaluation,
      EventType type,
      Instant at,
      OpenLineage.RunFacets facets,
      OpenLineage.@Nullable InputDatasetInputFacets input) {
    OpenLineage.JobFacets job =
        openLineage
            .newJobFacetsBuilder()
            .jobType(
                openLineage
                    .newJobTypeJobFacetBuilder()
                    .processingType("BATCH")
                    .integration("SLUICE")
                    .jobType("GATE")
                    .build())
            .build();
    OpenLineage.RunEventBuilder event =
        openLineage
            .newRunEventBuilder()
            .eventType(type)
            .eventTime(utc(at))
            .run(openLineage.newRunBuilder().runId(evaluation.id()).facets(facets).build())
            .job(
                openLineage
                    .newJobBuilder()
                    .namespace(NAMESPACE)
                    .name("gate." + evaluation.gate())
                    .facets(job)
                    .build())
            .inputs(inputs(evaluation, input))
            .outputs(List.of());
    return OpenLineageClientUtils.toJson(event.build());
  }

  private List<OpenLineage.InputDataset> inputs(
      Evaluation evaluation, OpenLineage.@Nullable InputDatasetInputFacets facets) {
    if (evaluation.dataset() == null) {
      return List.of();
    }
    OpenLineage.InputDatasetBuilder input =
        openLineage
            .newInputDatasetBuilder()
            .namespace(evaluation.dataset().namespace())
            .name(evaluation.dataset().name());
    if (facets != null) {
      input.inputFacets(facets);
    }
    return List.of(input.build());
  }

  private OpenLineage.RunFacetsBuilder runFacets(Evaluation evaluation) {
    OpenLineage.RunFacetsBuilder facets = openLineage.newRunFacetsBuilder();
    if (evaluation.batchTime() != null) {
      facets.nominalTime(
          openLineage
              .newNominalTimeRunFacetBuilder()
              .nominalStartTime(utc(evaluation.batchTime()))
              .build());
    }
    Question.AskingRun run = evaluation.question().run();
    if (run != null && run.jobNamespace() != null && run.jobName() != null) {
      facets.parent(
          openLineage
              .newParentRunFacetBuilder()
              .run(openLineage.newParentRunFacetRunBuilder().runId(run.runId()).build())
              .job(
                  openLineage
                      .newParentRunFacetJobBuilder()
                      .namespace(run.jobNamespace())
                      .name(run.jobName())
                      .build())
              .build());
    }
    return facets;
  }

  private OpenLineage.RunFacet facet(
      Evaluation evaluation, EvaluationStatus status, DecisionRecord decision) {
    OpenLineage.RunFacet facet = openLineage.newRunFacet();
    Map<String, Object> fields = facet.getAdditionalProperties();
    fields.put("gate", evaluation.gate());
    fields.put("batch", evaluation.batch());
    fields.put("status", status.name());
    fields.put("decision", decision.decision().name());
    fields.put("ownDecision", decision.own().decision().name());
    fields.put("proceed", decision.decision() != Decision.HALT);
    fields.put(
        "reasons",
        decision.reasons().stream().limit(MOST_REASONS).map(GateRunEvents::reason).toList());
    fields.put("ruleSetVersion", evaluation.ruleSetVersion());
    fields.put("evaluator", decision.evaluator());
    fields.put("validUntil", decision.validUntil().toString());
    if (decision.dataDigest() != null) {
      fields.put("dataDigest", decision.dataDigest());
    }
    if (decision.lineagePosition() != null) {
      fields.put("lineagePosition", decision.lineagePosition());
    }
    return facet;
  }

  private static Map<String, Object> reason(Reason reason) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", reason.code().name());
    if (reason.rule() != null) {
      fields.put("rule", reason.rule());
    }
    if (reason.dataset() != null) {
      fields.put(
          "dataset",
          Map.of("namespace", reason.dataset().namespace(), "name", reason.dataset().name()));
      fields.put("path", reason.path());
    }
    fields.put("message", reason.message());
    return fields;
  }

  private OpenLineage.InputDatasetInputFacets inputFacets(Measured measured) {
    Map<String, String> columns = new HashMap<>();
    for (Rule rule : measured.rules()) {
      if (rule.arguments().get("column") instanceof String column) {
        columns.put(rule.id(), column);
      }
    }
    List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions =
        measured.results().stream()
            // A rule that was not asked asserts nothing.
            .filter(result -> result.status() != Status.SKIPPED)
            .map(result -> assertion(result, columns.get(result.id())))
            .toList();
    return openLineage
        .newInputDatasetInputFacetsBuilder()
        .dataQualityAssertions(
            openLineage
                .newDataQualityAssertionsDatasetFacetBuilder()
                .assertions(assertions)
                .build())
        .dataQualityMetrics(metrics(measured, columns))
        .build();
  }

  private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(
      RuleResult result, @Nullable String column) {
    OpenLineage.DataQualityAssertionsDatasetFacetAssertionsBuilder assertion =
        openLineage
            .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
            .assertion(result.type())
            .name(result.id())
            .success(result.success())
            .severity(result.severity().name().toLowerCase(Locale.ROOT));
    if (column != null) {
      assertion.column(column);
    }
    if (result.error() != null) {
      assertion.description(result.error());
    }
    return assertion.build();
  }

  private OpenLineage.DataQualityMetricsInputDatasetFacet metrics(
      Measured measured, Map<String, String> columns) {
    OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsBuilder metrics =
        openLineage.newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder();
    for (RuleResult result : measured.results()) {
      String column = columns.get(result.id());
      Long nulls = result.unexpectedCount();
      // The one figure whose meaning does not hang on a rule's where clause being absent or not is
      // the count of nulls of a rule over the whole batch.
      if (column != null
          && nulls != null
          && result.type().equals("expect_column_values_to_not_be_null")
          && Long.valueOf(measured.rows()).equals(result.elementCount())) {
        metrics.put(
            column,
            openLineage
                .newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder()
                .nullCount(nulls)
                .build());
      }
    }
    return openLineage
        .newDataQualityMetricsInputDatasetFacetBuilder()
        .rowCount(measured.rows())
        .columnMetrics(metrics.build())
        .build();
  }

  private static ZonedDateTime utc(Instant at) {
    return at.atZone(ZoneOffset.UTC);
  }
}
