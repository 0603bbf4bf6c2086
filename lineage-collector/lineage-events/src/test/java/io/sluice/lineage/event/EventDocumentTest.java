package io.sluice.lineage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDocumentTest {

  private static final String HEAD =
      "\"eventTime\":\"2026-01-01T00:00:00Z\",\"producer\":\"https://p\",\"schemaURL\":\"https://s\",";
  private static final String JOB = "\"job\":{\"namespace\":\"n\",\"name\":\"j\"}";
  private static final String RUN = "\"run\":{\"runId\":\"0190a0a0-0000-7000-8000-000000000001\"}";

  @Test
  void recognisesARunEventByItsRunAndJob() {
    LineageEvent event = read("{" + HEAD + RUN + "," + JOB + "}");

    assertThat(event).isInstanceOf(RunEvent.class);
    assertThat(event.header().warnings()).isEmpty();
  }

  @Test
  void recognisesAJobEventWhateverItsSchemaUrlSays() {
    String json = "{" + HEAD.replace("\"https://s\"", "\"https://x/#/$defs/RunEvent\"") + JOB + "}";

    assertThat(read(json)).isInstanceOf(JobEvent.class);
  }

  @Test
  void recognisesADatasetEvent() {
    LineageEvent event =
        read("{" + HEAD + "\"dataset\":{\"namespace\":\"file\",\"name\":\"a/b\"}}");

    assertThat(event).isInstanceOf(DatasetEvent.class);
    assertThat(event.outputs()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|NOT_AN_EVENT|''",
        "{}|NOT_AN_EVENT|''",
        "{\"run\":{\"runId\":\"x\"}}|MISSING_IDENTITY|/job",
        "nonsense|UNPARSEABLE|''",
        "''|UNPARSEABLE|''",
        "{\"a\":1,\"a\":2}|UNPARSEABLE|''",
        "{\"job\":{\"namespace\":\"n\",\"name\":\"j\"}}|MISSING_IDENTITY|/eventTime",
        "{\"job\":{\"namespace\":\"n\",\"name\":\"a\\u0000b\"}}|MISSING_IDENTITY|/job",
        "{\"job\":{\"namespace\":\" \",\"name\":\"j\"}}|MISSING_IDENTITY|/job",
      })
  void refusesWhatIsNoEventAndSaysWhere(String json, String code, String pointer) {
    NotAnEventException refused =
        catchThrowableOfType(NotAnEventException.class, () -> read(json == null ? "" : json));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void refusesNestingBeyondTheBound() {
    String deep = "{\"x\":" + "[".repeat(600) + "]".repeat(600) + "}";

    assertThat(catchThrowableOfType(NotAnEventException.class, () -> read(deep)).code())
        .isEqualTo("UNPARSEABLE");
  }

  @Test
  void setsADatasetWithoutNameAsideWithAWarning() {
    String json =
        "{" + HEAD + RUN + "," + JOB + ",\"inputs\":[{\"namespace\":\"n\",\"name\":\"\"}]}";

    LineageEvent event = read(json);

    assertThat(event.inputs()).isEmpty();
    assertThat(event.header().warnings())
        .extracting(ConformanceWarning::code, ConformanceWarning::pointer)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("DATASET_WITHOUT_NAME", "/inputs/0"));
  }

  @Test
  void setsABadFacetAsideAndKeepsTheOthers() {
    String json =
        "{"
            + HEAD
            + "\"run\":{\"runId\":\"r\",\"facets\":{\"bad\":3,\"good\":{}}},"
            + JOB
            + ",\"outputs\":\"none\"}";

    RunEvent event = (RunEvent) read(json);

    assertThat(event.runFacets().fieldNames()).toIterable().containsExactly("good");
    assertThat(event.header().warnings())
        .extracting(ConformanceWarning::code)
        .containsExactlyInAnyOrder("RUN_ID_NOT_UUID", "BAD_FACET", "NOT_A_LIST");
  }

  @Test
  void derivesTheSameUuidFromARunIdThatIsNone() {
    RunId run = RunId.of("run_id");

    assertThat(run.uuid()).isEqualTo(RunId.of("run_id").uuid());
    assertThat(run.uuid().version()).isEqualTo(5);
    assertThat(run.uuid().variant()).isEqualTo(2);
    assertThat(run.text()).isEqualTo("run_id");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00.123456789Z, 2026-01-01T00:00:00.123456Z, true",
    "2026-01-01T02:00:00+02:00, 2026-01-01T00:00:00Z, true",
    "2026-01-01T00:00:00, 2026-01-01T00:00:00Z, false",
    "2026-01-01 00:00:00.5Z, 2026-01-01T00:00:00.500Z, true",
    "2026-01-01T02:00:00.5+0200, 2026-01-01T00:00:00.500Z, true",
  })
  void readsTimesAsProducersWriteThem(String text, Instant instant, boolean zoned) {
    assertThat(EventTimes.parse(text)).contains(new EventTimes.EventTime(instant, zoned));
  }

  @Test
  void givesTheSameDigestWhateverTheOrderOfMembers() {
    EventDocument one = document("{" + HEAD + RUN + "," + JOB + "}");
    EventDocument two = document("{ " + JOB + ", " + HEAD + RUN + "\n}");

    assertThat(two.event().header().digest()).isEqualTo(one.event().header().digest());
    assertThat(two.canonical()).isEqualTo(one.canonical());
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    String json = "{" + HEAD + JOB + ",\"x\":[1.10,12345678901234567890.5,1E+30]}";

    assertThat(text(document(json))).contains("[1.10,12345678901234567890.5,1E+30]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"environmentVariables\":[{\"name\":\"DB_PASSWORD\",\"value\":\"hunter2\"}]}",
        "{\"parameters\":[{\"key\":\"api-key\",\"value\":\"hunter2\"}]}",
        "{\"properties\":{\"spark.hadoop.fs.s3a.secret.key\":\"hunter2\"}}",
        "{\"uri\":\"postgres://user:hunter2@host/db\"}",
        "{\"uri\":\"jdbc:postgresql://h/db?user=u&password=hunter2\"}",
        "{\"list\":[\"https://u:hunter2@host\"]}",
        "{\"password\":12345,\"hint\":\"--token hunter2\"}",
        "{\"command\":[\"job.py\",\"--password\",\"hunter2\"]}",
        "{\"command\":\"job.py --password hunter2 --day 3\"}",
        "{\"query\":\"select 1 from t where password='hunter2' and x = 1\"}",
        "{\"command\":\"job.py --conf spark.hadoop.fs.s3a.secret.key=hunter2\"}",
        "{\"value\":\"{\\\"db_password\\\": \\\"hunter2\\\", \\\"a\\\": 1}\"}",
        "{\"header\":\"Authorization: Bearer hunter2hunter2\"}",
        "{\"dataSource\":{\"uri\":\"jdbc:oracle:thin:scott/hunter2@//h:1521/x\"}}",
        "{\"dataSource\":{\"uri\":\"jdbc:sqlserver://h:1433;user=u;password=hunter2;x=y\"}}",
        "{\"dataSource\":{\"uri\":\"jdbc:mysql://u:hunter2@h/db\"}}",
      })
  void takesSecretsOutBeforeAnythingIsKept(String facet) {
    String json =
        "{" + HEAD + "\"run\":{\"runId\":\"r\",\"facets\":{\"f\":" + facet + "}}," + JOB + "}";

    assertThat(text(document(json))).doesNotContain("hunter2").contains("***");
  }

  @Test
  void leavesColumnsThatAreCalledLikeSecretsAlone() {
    String facet =
        "{\"schema\":{\"fields\":[{\"name\":\"password\",\"type\":\"string\"}]},"
            + "\"columnLineage\":{\"fields\":{\"password\":{\"inputFields\":[]}}}}";
    String json =
        "{" + HEAD + "\"dataset\":{\"namespace\":\"n\",\"name\":\"d\",\"facets\":" + facet + "}}";

    assertThat(text(document(json))).doesNotContain("***");
  }

  @Test
  void replacesALoneSurrogateThatUtf8CannotHold() {
    String json = "{" + HEAD + JOB + ",\"x\":\"a\\ud800b\"}";

    assertThat(text(document(json))).contains("a\uFFFDb");
  }

  @Test
  void readsItsOwnCanonicalFormBack() {
    EventDocument document = document("{" + HEAD + RUN + "," + JOB + ",\"x\":\"\\u0000\"}");

    EventDocument again = EventDocument.ofCanonical(document.canonical());

    assertThat(again.event()).isEqualTo(document.event());
  }

  private static LineageEvent read(String json) {
    return document(json).event();
  }

  private static EventDocument document(String json) {
    return EventDocument.of(EventDocument.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(EventDocument document) {
    return new String(document.canonical(), StandardCharsets.UTF_8);
  }
}
