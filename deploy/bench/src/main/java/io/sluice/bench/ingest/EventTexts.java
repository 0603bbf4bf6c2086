package io.sluice.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events as Spark jobs send them, about 12 KB each: two inputs and one output of some columns each,
 * column lineage, three run facets, two job facets; START and COMPLETE of a run one after the
 * other. They are made once for each job; only the run and the time are written in before one is
 * sent.
 */
public final class EventTexts {

  private static final String RUN = "11111111-1111-4111-8111-111111111111";
  private static final String TIME = "2222-22-22T22:22:22.222222Z";
  private static final DateTimeFormatter TIMES =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
  private static final String PRODUCER =
      "https://github.com/OpenLineage/OpenLineage/tree/1.53.0/integration/spark";
  private static final String SCHEMA = "https://openlineage.io/spec/facets/";

  private final int jobs;
  private final int datasets;
  private final int columns;
  private final long firstHalfOfRunIds;
  private final Template[] templates;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Template(byte[] text, int run, int time) {}

  /**
   * Makes them all.
   *
   * @param jobs how many jobs take turns
   * @param datasets how many datasets they read and write
   * @param columns how many columns each dataset has
   * @param seed another seed, other runs
   */
  public EventTexts(int jobs, int datasets, int columns, long seed) {
    this.jobs = jobs;
    this.datasets = datasets;
    this.columns = columns;
    this.firstHalfOfRunIds = (seed & 0xffffffffffff0fffL) | 0x4000L;
    this.templates = new Template[jobs * 2];
    for (int job = 0; job < jobs; job++) {
      templates[2 * job] = template(job, "START");
      templates[2 * job + 1] = template(job, "COMPLETE");
    }
  }

  /** How many bytes an event has on the average. */
  public long averageBytes() {
    return Math.round(
        Arrays.stream(templates).mapToInt(each -> each.text.length).average().orElse(0));
  }

  /** How many bytes the largest has. */
  public int mostBytes() {
    return Arrays.stream(templates).mapToInt(each -> each.text.length).max().orElse(0);
  }

  /** How many bytes event number i has. */
  public int bytes(long i) {
    return templateOf(i).text.length;
  }

  /** Writes event number i, which may be negative, into the buffer and returns where it ends. */
  public int write(long i, byte[] buffer, int at) {
    Template template = templateOf(i);
    System.arraycopy(template.text, 0, buffer, at, template.text.length);
    put(
        new UUID(firstHalfOfRunIds, Math.floorDiv(i, 2) | Long.MIN_VALUE).toString(),
        buffer,
        at + template.run);
    put(TIMES.format(Instant.now()), buffer, at + template.time);
    return at + template.text.length;
  }

  private Template templateOf(long i) {
    return templates[Math.floorMod(i, 2 * jobs)];
  }

  private static void put(String text, byte[] buffer, int at) {
    for (int i = 0; i < text.length(); i++) {
      buffer[at + i] = (byte) text.charAt(i);
    }
  }

  private Template template(int job, String type) {
    String text = text(job, type);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Template(bytes, text.indexOf(RUN), text.indexOf(TIME));
  }

  private String text(int job, String type) {
    int left = (job * 7 + 1) % datasets;
    int right = (job * 13 + datasets / 2) % datasets;
    return """
        {"eventType":"%s","eventTime":"%s","producer":"%s",\
        "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",\
        "run":{"runId":"%s","facets":{\
        "nominalTime":{%s,"nominalStartTime":"2026-11-22T00:00:00Z","nominalEndTime":"2026-11-23T00:00:00Z"},\
        "processing_engine":{%s,"version":"3.5.8","name":"spark","openlineageAdapterVersion":"1.53.0"},\
        "spark_properties":{%s,"properties":{"spark.master":"yarn","spark.app.name":"warehouse_job_%d"}}}},\
        "job":{"namespace":"bench","name":"warehouse.job_%d","facets":{\
        "jobType":{%s,"processingType":"BATCH","integration":"SPARK","jobType":"SQL_JOB"},\
        "sql":{%s,"query":"%s"}}},\
        "inputs":[%s,%s],"outputs":[%s]}"""
        .formatted(
            type,
            TIME,
            PRODUCER,
            RUN,
            meta("NominalTimeRunFacet"),
            meta("ProcessingEngineRunFacet"),
            meta("RunFacet"),
            job,
            job,
            meta("JobTypeJobFacet"),
            meta("SQLJobFacet"),
            sql(left, right, job % datasets),
            dataset(left, "inputFacets", ""),
            dataset(right, "inputFacets", ""),
            dataset(job % datasets, "outputFacets", "," + columnLineage(left, right)));
  }

  private String sql(int left, int right, int output) {
    return "INSERT INTO warehouse.table_%d SELECT %s FROM warehouse.table_%d l JOIN warehouse.table_%d r ON l.column_0 = r.column_0"
        .formatted(output, names("l.column_"), left, right);
  }

  private String names(String prefix) {
    return IntStream.range(0, columns).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
  }

  private String dataset(int number, String roleFacets, String more) {
    String fields =
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    "{\"name\":\"column_%d\",\"type\":\"%s\"}"
                        .formatted(i, i % 3 == 0 ? "bigint" : i % 3 == 1 ? "string" : "timestamp"))
            .collect(Collectors.joining(","));
    return "{\"namespace\":\"s3://warehouse\",\"name\":\"%s\",\"facets\":{\"schema\":{%s,\"fields\":[%s]}%s},\"%s\":{}}"
        .formatted(name(number), meta("SchemaDatasetFacet"), fields, more, roleFacets);
  }

  private String columnLineage(int left, int right) {
    String fields =
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    "\"column_%d\":{\"inputFields\":[%s,%s]}"
                        .formatted(i, inputField(left, i), inputField(right, i)))
            .collect(Collectors.joining(","));
    return "\"columnLineage\":{%s,\"fields\":{%s}}"
        .formatted(meta("ColumnLineageDatasetFacet"), fields);
  }

  private static String inputField(int dataset, int column) {
    return "{\"namespace\":\"s3://warehouse\",\"name\":\"%s\",\"field\":\"column_%d\",\"transformations\":[{\"type\":\"DIRECT\",\"subtype\":\"TRANSFORMATION\",\"description\":\"\",\"masking\":false}]}"
        .formatted(name(dataset), column);
  }

  private static String name(int dataset) {
    return "warehouse/table_" + dataset;
  }

  private static String meta(String facet) {
    return "\"_producer\":\"%s\",\"_schemaURL\":\"%s1-0-1/%s.json\""
        .formatted(PRODUCER, SCHEMA, facet);
  }

  /** One event of a dataset of so many columns, each from two others, of about a kilobyte each. */
  public static byte[] wide(int columns) {
    String description = "a column that somebody described at some length, ".repeat(8);
    String fields =
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    "{\"name\":\"column_%d\",\"type\":\"decimal(38,9)\",\"description\":\"%s\"}"
                        .formatted(i, description))
            .collect(Collectors.joining(","));
    String links =
        IntStream.range(0, columns)
            .mapToObj(
                i ->
                    "\"column_%d\":{\"inputFields\":[%s,%s]}"
                        .formatted(i, inputField(1, i), inputField(2, i)))
            .collect(Collectors.joining(","));
    return large(
        "bench.wide",
        "[]",
        "[{\"namespace\":\"s3://warehouse\",\"name\":\"wide\",\"facets\":{\"schema\":{\"fields\":[%s]},\"columnLineage\":{\"fields\":{%s}}}}]"
            .formatted(fields, links));
  }

  /** One event with so many inputs. */
  public static byte[] many(int inputs) {
    String all =
        IntStream.range(0, inputs)
            .mapToObj(i -> "{\"namespace\":\"s3://warehouse\",\"name\":\"hub/table_" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return large("bench.hub", all, "[{\"namespace\":\"s3://warehouse\",\"name\":\"hub\"}]");
  }

  private static byte[] large(String job, String inputs, String outputs) {
    return "{\"eventType\":\"COMPLETE\",\"eventTime\":\"%s\",\"producer\":\"%s\",\"schemaURL\":\"https://openlineage.io/spec/2-0-2/OpenLineage.json\",\"run\":{\"runId\":\"%s\"},\"job\":{\"namespace\":\"bench\",\"name\":\"%s\"},\"inputs\":%s,\"outputs\":%s}"
        .formatted(TIMES.format(Instant.now()), PRODUCER, UUID.randomUUID(), job, inputs, outputs)
        .getBytes(StandardCharsets.UTF_8);
  }
}
