package io.sluice.lineage.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Events as runners emit them: one sequence in each file of {@code corpus/}. */
public final class Corpus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  /** A sequence, called as its file. */
  public enum Sequence {
    AIRFLOW_DAG_WITH_A_RETRIED_TASK,
    DBT_MODEL_AND_TESTS,
    DEBEZIUM_RUNNING,
    EXPLICIT_LINEAGE_AND_LIFECYCLE,
    FLINK_CHECKPOINTS_AND_A_CANCEL,
    GREAT_EXPECTATIONS_VALIDATION,
    SIMPLE_RUN_EVENT,
    SPARK_APPLICATION,
    TRINO_WITH_NULL_MEMBERS;

    /** Its events in the order in which they were sent. */
    public List<String> events() {
      String file = "/corpus/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
      try (InputStream in = Corpus.class.getResourceAsStream(file)) {
        List<String> events = new ArrayList<>();
        for (JsonNode event : JSON.readTree(in)) {
          events.add(event.toString());
        }
        return events;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All events of all sequences. */
  public static List<String> everything() {
    List<String> events = new ArrayList<>();
    for (Sequence each : Sequence.values()) {
      events.addAll(each.events());
    }
    return events;
  }

  /** A batch as clients send it when they compress. */
  public static byte[] gzippedBatch(List<String> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          ("[" + String.join(",", events) + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
