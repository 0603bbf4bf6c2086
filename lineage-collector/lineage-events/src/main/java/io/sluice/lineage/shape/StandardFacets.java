package io.sluice.lineage.shape;

import static io.sluice.lineage.shape.Shape.COUNT;
import static io.sluice.lineage.shape.Shape.FLAG;
import static io.sluice.lineage.shape.Shape.NUMBER;
import static io.sluice.lineage.shape.Shape.OBJECT;
import static io.sluice.lineage.shape.Shape.SCALAR;
import static io.sluice.lineage.shape.Shape.TEXT;
import static io.sluice.lineage.shape.Shape.TIME;
import static io.sluice.lineage.shape.Shape.list;
import static io.sluice.lineage.shape.Shape.map;
import static io.sluice.lineage.shape.Shape.object;
import static io.sluice.lineage.shape.Shape.within;
import static io.sluice.lineage.shape.Shape.word;

import io.sluice.lineage.shape.Shape.Member;
import java.util.Map;

/** The standard facets of OpenLineage by what they are about, as of its release 1.52. */
final class StandardFacets {

  private static final Shape JOB = object(required("namespace", TEXT), required("name", TEXT));
  private static final Shape DATASET = JOB;
  private static final Shape RUN = object(required("runId", TEXT));
  private static final Shape OWNERS =
      object(optional("owners", list(object(required("name", TEXT), optional("type", TEXT)))));
  private static final Shape DOCUMENTATION =
      object(required("description", TEXT), optional("contentType", TEXT));
  private static final Shape TAGS =
      object(
          optional(
              "tags",
              list(
                  object(
                      required("key", TEXT),
                      required("value", TEXT),
                      optional("source", TEXT),
                      optional("field", TEXT)))));
  private static final Shape TRANSFORMATIONS =
      list(
          object(
              required("type", word("DIRECT", "INDIRECT")),
              optional("subtype", TEXT),
              optional("description", TEXT),
              optional("masking", FLAG)));
  private static final Shape INPUT_FIELD =
      object(
          required("namespace", TEXT),
          required("name", TEXT),
          required("field", TEXT),
          optional("transformations", TRANSFORMATIONS));
  private static final Shape LINEAGE_INPUT =
      object(
          required("type", word("DATASET", "JOB")),
          optional("namespace", TEXT),
          optional("name", TEXT),
          optional("field", TEXT),
          optional("runId", TEXT),
          optional("transformations", TRANSFORMATIONS));
  private static final Shape LINEAGE_FIELDS = map(object(required("inputs", list(LINEAGE_INPUT))));
  private static final Shape DEPENDENCIES =
      list(
          object(
              required("job", JOB),
              optional("run", RUN),
              optional("dependency_type", TEXT),
              optional("sequence_trigger_rule", TEXT),
              optional("status_trigger_rule", TEXT)));
  private static final Shape QUALITY_METRICS =
      object(
          optional("rowCount", COUNT),
          optional("bytes", COUNT),
          optional("fileCount", COUNT),
          optional("lastUpdated", TIME),
          required(
              "columnMetrics",
              map(
                  object(
                      optional("nullCount", COUNT),
                      optional("distinctCount", COUNT),
                      optional("sum", NUMBER),
                      optional("count", NUMBER),
                      optional("min", NUMBER),
                      optional("max", NUMBER),
                      optional("quantiles", map(NUMBER))))));
  private static final Shape ASSERTIONS =
      object(
          required(
              "assertions",
              list(
                  object(
                      required("assertion", TEXT),
                      required("success", FLAG),
                      optional("column", TEXT),
                      optional("severity", word("ERROR", "WARN"))))));
  private static final Shape STATISTICS =
      object(optional("rowCount", COUNT), optional("size", COUNT), optional("fileCount", COUNT));

  static final Map<String, Shape> OF_RUNS =
      Map.ofEntries(
          Map.entry(
              "nominalTime",
              object(required("nominalStartTime", TIME), optional("nominalEndTime", TIME))),
          Map.entry(
              "parent",
              object(
                  required("run", RUN),
                  required("job", JOB),
                  optional("root", object(optional("run", RUN), optional("job", JOB))))),
          Map.entry(
              "errorMessage",
              object(
                  required("message", TEXT),
                  required("programmingLanguage", TEXT),
                  optional("stackTrace", TEXT))),
          Map.entry(
              "externalQuery", object(required("externalQueryId", TEXT), required("source", TEXT))),
          Map.entry(
              "extractionError",
              object(
                  required("totalTasks", COUNT),
                  required("failedTasks", COUNT),
                  required("errors", list(object(required("errorMessage", TEXT)))))),
          Map.entry(
              "processing_engine",
              object(
                  required("version", TEXT),
                  optional("name", TEXT),
                  optional("openlineageAdapterVersion", TEXT))),
          Map.entry(
              "environmentVariables",
              object(
                  required(
                      "environmentVariables",
                      list(object(required("name", TEXT), required("value", TEXT)))))),
          Map.entry(
              "executionParameters",
              object(
                  required(
                      "parameters",
                      list(
                          object(
                              required("key", TEXT),
                              optional("name", TEXT),
                              optional("value", SCALAR)))))),
          Map.entry(
              "jobDependencies",
              object(
                  optional("upstream", DEPENDENCIES),
                  optional("downstream", DEPENDENCIES),
                  optional("trigger_rule", TEXT))),
          Map.entry(
              "test",
              object(
                  required(
                      "tests",
                      list(
                          object(
                              required("name", TEXT),
                              required("status", word("PASS", "FAIL", "SKIP")),
                              optional("severity", word("ERROR", "WARN"))))))),
          Map.entry("tags", TAGS));

  static final Map<String, Shape> OF_JOBS =
      Map.ofEntries(
          Map.entry(
              "jobType",
              object(
                  required("processingType", TEXT),
                  required("integration", TEXT),
                  optional("jobType", TEXT),
                  optional(
                      "emissionPattern",
                      object(
                          optional("eventTrigger", word("EVENT_BASED", "PERIODIC")),
                          optional("eventContentMode", word("ACCUMULATIVE", "COMPLETE_SNAPSHOT")),
                          optional("windowDuration", COUNT))))),
          Map.entry("sql", object(required("query", TEXT), optional("dialect", TEXT))),
          Map.entry("sourceCode", object(required("language", TEXT), required("sourceCode", TEXT))),
          Map.entry(
              "sourceCodeLocation",
              object(
                  required("type", TEXT),
                  required("url", TEXT),
                  optional("repoUrl", TEXT),
                  optional("path", TEXT),
                  optional("version", TEXT),
                  optional("branch", TEXT))),
          Map.entry("documentation", DOCUMENTATION),
          Map.entry("ownership", OWNERS),
          Map.entry(
              "lineage",
              object(
                  required(
                      "entries",
                      list(
                          object(
                              required("type", word("DATASET", "JOB")),
                              optional("namespace", TEXT),
                              optional("name", TEXT),
                              optional("inputs", list(LINEAGE_INPUT)),
                              optional("fields", LINEAGE_FIELDS)))))),
          Map.entry("tags", TAGS));

  static final Map<String, Shape> OF_DATASETS =
      Map.ofEntries(
          Map.entry("schema", object(optional("fields", list(within(() -> StandardFacets.FIELD))))),
          Map.entry("dataSource", object(optional("name", TEXT), optional("uri", TEXT))),
          Map.entry(
              "columnLineage",
              object(
                  required(
                      "fields",
                      map(
                          object(
                              required("inputFields", list(INPUT_FIELD)),
                              Member.old("transformationType"),
                              Member.old("transformationDescription")))),
                  optional("dataset", list(INPUT_FIELD)))),
          Map.entry(
              "symlinks",
              object(
                  optional(
                      "identifiers",
                      list(
                          object(
                              required("namespace", TEXT),
                              required("name", TEXT),
                              required("type", TEXT)))))),
          Map.entry(
              "lifecycleStateChange",
              object(
                  required(
                      "lifecycleStateChange",
                      word("ALTER", "CREATE", "DROP", "OVERWRITE", "RENAME", "TRUNCATE")),
                  optional("previousIdentifier", DATASET))),
          Map.entry("version", object(required("datasetVersion", TEXT))),
          Map.entry(
              "storage", object(required("storageLayer", TEXT), optional("fileFormat", TEXT))),
          Map.entry(
              "catalog",
              object(
                  required("framework", TEXT),
                  required("type", TEXT),
                  required("name", TEXT),
                  optional("catalogProperties", OBJECT))),
          Map.entry(
              "hierarchy",
              object(
                  required(
                      "hierarchy", list(object(required("type", TEXT), required("name", TEXT)))))),
          Map.entry(
              "datasetType", object(required("datasetType", TEXT), optional("subType", TEXT))),
          Map.entry("dataQualityMetrics", QUALITY_METRICS),
          Map.entry("ownership", OWNERS),
          Map.entry("documentation", DOCUMENTATION),
          Map.entry(
              "lineage",
              object(optional("inputs", list(LINEAGE_INPUT)), optional("fields", LINEAGE_FIELDS))),
          Map.entry("tags", TAGS));

  static final Map<String, Shape> OF_INPUTS =
      Map.of(
          "dataQualityAssertions",
          ASSERTIONS,
          "dataQualityMetrics",
          QUALITY_METRICS,
          "inputStatistics",
          STATISTICS,
          "subset",
          object(optional("inputCondition", object(required("type", TEXT)))),
          "icebergScanReport",
          object(optional("snapshotId", NUMBER), optional("scanMetrics", OBJECT)));

  static final Map<String, Shape> OF_OUTPUTS =
      Map.of(
          "outputStatistics",
          STATISTICS,
          "outputSubset",
          object(optional("outputCondition", object(required("type", TEXT)))),
          "icebergCommitReport",
          object(optional("snapshotId", NUMBER), optional("commitMetrics", OBJECT)));

  private static final Shape FIELD =
      object(
          required("name", TEXT),
          optional("type", TEXT),
          optional("description", TEXT),
          optional("ordinal_position", COUNT),
          optional("fields", list(within(() -> StandardFacets.FIELD))));

  private StandardFacets() {}

  private static Member required(String name, Shape shape) {
    return Member.required(name, shape);
  }

  private static Member optional(String name, Shape shape) {
    return Member.optional(name, shape);
  }
}
