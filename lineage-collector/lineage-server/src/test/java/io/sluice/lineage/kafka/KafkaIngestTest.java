package io.sluice.lineage.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.KafkaConfig;
import io.openlineage.client.transports.KafkaTransport;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.PostgresResource;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events by way of a real broker, and what goes wrong on the way. */
@QuarkusTest
class KafkaIngestTest extends LineageServerTest {

  private static final int PARTITIONS = 3;

  @TempDir static Path directory;
  private static KafkaBroker broker;

  @Inject KafkaIngest ingest;
  @Inject javax.sql.DataSource database;

  private final List<ConsumerLoop> opened = new ArrayList<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(directory);
    broker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @AfterEach
  void stopReaders() {
    ingest.stop();
    opened.forEach(ConsumerLoop::close);
  }

  @Test
  void withoutABrokerNothingIsRead() {
    assertThat(Api.get("/api/lineage/v1/kafka").json().get("enabled").booleanValue()).isFalse();
  }

  @Test
  void readsWhatOpenLineagesOwnTransportSendsAndTellsHowFarItIs() throws Exception {
    String topic = topic("k-transport");
    UUID run = UUID.randomUUID();
    ingest.start(KafkaSource.of(broker, topic));

    emitByTransport(topic, run);
    until(() -> stored(topic) == 2 && lag(topic) == 0);

    JsonNode answer = Api.get("/api/lineage/v1/runs/" + run + "?minPosition=" + last()).json();
    assertThat(answer.toString()).contains("COMPLETE").contains("k-transport-job");
    until(() -> Api.get("/api/lineage/v1/kafka").json().get("partitions").size() == PARTITIONS);
    JsonNode status = Api.get("/api/lineage/v1/kafka").json();
    System.out.println("status: " + status);
    assertThat(status.get("connected").booleanValue()).isTrue();
    assertThat(status.get("topic").textValue()).isEqualTo(topic);
    assertThat(status.get("events").longValue()).isEqualTo(2);
    until(() -> Api.get("/api/lineage/v1/kafka").json().get("lag").longValue() == 0);
    assertThat(Api.get("/q/health/ready").body()).contains("kafka ingest").contains("connected");
    assertThat(Api.get("/q/metrics").body()).contains("sluice_lineage_kafka_lag");
  }

  @Test
  void readsEveryCompressionAndAnyKey() throws Exception {
    String topic = topic("k-compressed");
    ingest.start(KafkaSource.of(broker, topic));

    for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
      try (KafkaProducer<String, byte[]> producer = producer(codec)) {
        for (int i = 0; i < 20; i++) {
          String key = i % 3 == 0 ? null : i % 3 == 1 ? "" : "run:jobs/" + codec;
          producer.send(new ProducerRecord<>(topic, key, bytes(event(topic, UUID.randomUUID()))));
        }
      }
    }

    until(() -> stored(topic) == 100 && lag(topic) == 0);
  }

  @Test
  void keepsEachEventOnceWhateverTheOrderAndHoweverOftenItComes() throws Exception {
    String topic = topic("k-disorder");
    List<UUID> runs = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      UUID run = UUID.randomUUID();
      runs.add(run);
      for (String type : List.of("START", "RUNNING", "COMPLETE")) {
        String time = "2026-01-01T00:0" + "SRC".indexOf(type.charAt(0)) + ":00Z";
        String event = Events.run(type, time, run.toString(), topic, "ka", "kb");
        events.addAll(List.of(event, event, event));
      }
    }
    Collections.shuffle(events, new Random(7));

    try (KafkaProducer<String, byte[]> producer = producer("none")) {
      for (int i = 0; i < events.size(); i++) {
        producer.send(new ProducerRecord<>(topic, i % PARTITIONS, "", bytes(events.get(i))));
      }
    }
    ingest.start(KafkaSource.of(broker, topic));
    until(() -> lag(topic) == 0);

    assertThat(stored(topic)).isEqualTo(90);
    long position = last();
    for (UUID run : runs) {
      assertThat(
              Api.get("/api/lineage/v1/runs/" + run + "?minPosition=" + position)
                  .json()
                  .get("state")
                  .textValue())
          .isEqualTo("COMPLETED");
    }
  }

  @Test
  void setsAsideWhatIsNoEventAndGoesOn() throws Exception {
    String topic = topic("k-poison");
    String secret = "{\"no\":\"event\",\"password\":\"hunter2\"}";
    List<String> poison =
        List.of(
            "not json",
            "",
            secret,
            "[" + event(topic, UUID.randomUUID()) + ",{\"no\":\"event\"},[]]",
            Events.run(
                "START", "2026-01-01T00:00:00Z", UUID.randomUUID().toString(), topic, "", "x"));
    try (KafkaProducer<String, byte[]> producer = producer("none")) {
      for (String each : poison) {
        producer.send(new ProducerRecord<>(topic, 0, null, bytes(each)));
      }
      producer.send(new ProducerRecord<>(topic, 0, "tombstone", null));
      producer.send(new ProducerRecord<>(topic, 0, null, new byte[(8 << 20) + 1])).get();
      producer.send(new ProducerRecord<>(topic, 0, null, bytes(event(topic, UUID.randomUUID()))));
    }

    // Only kb may be written to.
    KafkaSource source = KafkaSource.of(broker, topic).confinedTo("data", "kb");
    ingest.start(source);
    until(() -> lag(topic) == 0);
    List<JsonNode> letters = letters(topic);
    // Another group reads the same messages once more.
    ingest.stop();
    ingest.start(source.with("test.group", topic + "-again"));
    until(() -> lag(topic, topic + "-again") == 0);

    assertThat(stored(topic)).isEqualTo(2);
    assertThat(letters)
        .extracting(letter -> letter.get("code").textValue())
        .containsExactlyInAnyOrder(
            "UNPARSEABLE",
            "UNPARSEABLE",
            "NOT_AN_EVENT",
            "NOT_AN_EVENT",
            "NOT_AN_EVENT",
            "DATASET_OUT_OF_SCOPE",
            "TOO_LARGE");
    assertThat(letters)
        .allSatisfy(
            letter ->
                assertThat(letter.get("detail").textValue()).contains("kafka:" + topic + "/0/"));
    assertThat(letters(topic)).isEqualTo(letters);
    assertThat(letters(topic).toString()).doesNotContain("hunter2");
    for (JsonNode letter : letters) {
      String whole =
          Api.method("GET", "/api/lineage/v1/dead-letters/" + letter.get("id"), steward()).body();
      assertThat(whole).doesNotContain("hunter2");
    }
  }

  @Test
  void losesAndDoublesNothingWhileReadersComeAndGo() throws Exception {
    String topic = topic("k-rebalance");
    int events = 3_000;
    try (KafkaProducer<String, byte[]> producer = producer("lz4")) {
      for (int i = 0; i < events; i++) {
        String letter = i % 100 == 0 ? "{\"poison\":" + i + "}" : event(topic, UUID.randomUUID());
        producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, bytes(letter)));
      }
    }
    KafkaSource source = KafkaSource.of(broker, topic).with("max.poll.records", "20");

    ConsumerLoop first = open(source);
    until(() -> stored(topic) > 200);
    ConsumerLoop second = open(source);
    until(() -> second.status().events() > 100 || lag(topic) == 0);
    first.close();
    until(() -> stored(topic) > 1_500);
    second.close();
    long atRest = stored(topic);
    open(source);
    until(() -> lag(topic) == 0);

    System.out.println("first " + first.status() + " second " + second.status() + " " + atRest);
    assertThat(second.status().events()).isPositive();
    assertThat(stored(topic)).isEqualTo(events - events / 100);
    assertThat(letters(topic)).hasSize(events / 100);
  }

  @Test
  void waitsForTheDatabaseAndCommitsNoOffsetBefore() throws Exception {
    String topic = topic("k-outage");
    ConsumerLoop reader = open(KafkaSource.of(broker, topic).with("max.poll.interval.ms", "3000"));
    send(topic, 10);
    until(() -> lag(topic) == 0);

    try (Connection superuser = DriverManager.getConnection(PostgresResource.serverUrl());
        Statement statement = superuser.createStatement()) {
      statement.execute("alter role lineage connection limit 0");
      try {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lineage'");
        send(topic, 90);
        // Longer than a consumer may stay away from its group.
        Thread.sleep(5_000);
        assertThat(lag(topic)).isGreaterThanOrEqualTo(90);
        assertThat(reader.status().events()).isEqualTo(10);
      } finally {
        statement.execute("alter role lineage connection limit -1");
      }
    }
    until(() -> lag(topic) == 0);

    assertThat(stored(topic)).isEqualTo(100);
    assertThat(reader.status().events()).isEqualTo(100);
    assertThat(reader.status().partitions()).hasSize(PARTITIONS);
  }

  @Test
  void goesOnWhenTheBrokerComesBack() throws Exception {
    String topic = topic("k-broker");
    ConsumerLoop reader = open(KafkaSource.of(broker, topic));
    send(topic, 200);
    until(() -> stored(topic) > 20);

    broker.kill();
    until(() -> !reader.status().connected());
    assertThat(Api.get("/q/health/ready").status()).isEqualTo(200);
    broker.start();
    send(topic, 100);

    until(() -> lag(topic) == 0);
    assertThat(stored(topic)).isEqualTo(300);
  }

  private ConsumerLoop open(KafkaSource source) {
    ConsumerLoop loop = ingest.open(source.servers(), source);
    opened.add(loop);
    loop.start();
    return loop;
  }

  private static String topic(String name) {
    broker.createTopic(name, PARTITIONS);
    return name;
  }

  private static void emitByTransport(String topic, UUID run) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.address());
    properties.put("key.serializer", StringSerializer.class.getName());
    properties.put("value.serializer", StringSerializer.class.getName());
    KafkaConfig config = new KafkaConfig(topic, null, properties);
    OpenLineage lineage = new OpenLineage(URI.create("https://test"));
    OpenLineageClient client = new OpenLineageClient(new KafkaTransport(config));
    for (OpenLineage.RunEvent.EventType type :
        List.of(OpenLineage.RunEvent.EventType.START, OpenLineage.RunEvent.EventType.COMPLETE)) {
      client.emit(
          lineage
              .newRunEventBuilder()
              .eventType(type)
              .eventTime(ZonedDateTime.parse("2026-01-01T00:00:00Z"))
              .run(lineage.newRunBuilder().runId(run).build())
              .job(lineage.newJobBuilder().namespace("jobs").name("k-transport-job").build())
              .build());
    }
    client.close();
  }

  private static KafkaProducer<String, byte[]> producer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            broker.address(),
            "compression.type",
            compression,
            "max.request.size",
            10 << 20),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void send(String topic, int events) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<String, byte[]> producer = producer("zstd")) {
      for (int i = 0; i < events; i++) {
        byte[] event = bytes(event(topic, UUID.randomUUID()));
        sent.add(producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, event)));
      }
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private static String event(String job, UUID run) {
    return Events.run("COMPLETE", "2026-01-01T00:00:00Z", run.toString(), job, "ka", "kb");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String steward() {
    return TestTokens.of("steward");
  }

  private static List<JsonNode> letters(String topic) {
    return StreamSupport.stream(
            Api.get("/api/lineage/v1/dead-letters?limit=500").json().get("items").spliterator(),
            false)
        .filter(letter -> letter.get("subject").textValue().equals("service:" + topic))
        .toList();
  }

  /** How many events of the topic the log holds. */
  private long stored(String topic) {
    return number("select count(*) from event where subject = 'service:" + topic + "'");
  }

  private long last() {
    return number("select max(position) from event");
  }

  private long number(String sql) {
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement();
        var rows = query.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long lag(String topic) {
    return lag(topic, topic);
  }

  /** By the broker's own account: how many messages the group has not committed. */
  private static long lag(String topic, String group) {
    try (Admin admin = broker.admin()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> wanted = new java.util.HashMap<>();
      for (int i = 0; i < PARTITIONS; i++) {
        wanted.put(new TopicPartition(topic, i), OffsetSpec.latest());
      }
      Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(wanted).all().get();
      long lag = 0;
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
        OffsetAndMetadata offset = committed.get(end.getKey());
        lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
      }
      return lag;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
