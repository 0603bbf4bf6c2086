package io.sluice.lineage.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says becomes what Kafka's client is told. */
class KafkaSettingsTest {

  @TempDir Path directory;

  @Test
  void withoutTheVariableThereIsNoBroker() throws Exception {
    KafkaSettings settings = settings(Map.of());

    assertThat(settings.bootstrapServers()).isEmpty();
    assertThat(settings.topic()).isEqualTo("openlineage.events");
    assertThat(settings.groupId()).isEqualTo("sluice-lineage");
    assertThat(settings.datasets()).isEmpty();
  }

  @Test
  void takesFurtherPropertiesFromAFileAndKeepsWhatItsPromiseHangsOn() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("client.properties"),
            """
            security.protocol=SASL_SSL
            ssl.truststore.password=${env:KAFKA_STORE}
            max.poll.records=50
            enable.auto.commit=true
            """);
    KafkaSettings settings =
        settings(
            Map.of(
                "SLUICE_KAFKA", "broker:9092",
                "SLUICE_KAFKA_PROPERTIES", file.toString(),
                "SLUICE_LINEAGE_KAFKA_GROUP_ID", "mine",
                "SLUICE_LINEAGE_KAFKA_DATASETS_0__NAMESPACE", "file",
                "SLUICE_LINEAGE_KAFKA_DATASETS_0__NAME", "sales/*"));

    Map<String, Object> client =
        ClientProperties.of(settings.bootstrapServers().orElseThrow(), settings);

    assertThat(client)
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("group.id", "mine")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.password", "${env:KAFKA_STORE}")
        .containsEntry("config.providers", "env,file,directory")
        .containsEntry("max.poll.records", "50")
        .containsEntry("enable.auto.commit", false);
    assertThat(settings.datasets())
        .singleElement()
        .satisfies(scope -> assertThat(scope.name()).isEqualTo("sales/*"));
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    KafkaSettings settings = settings(Map.of("SLUICE_KAFKA_PROPERTIES", "/no/such/file"));

    assertThatThrownBy(() -> ClientProperties.of("broker:9092", settings))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("/no/such/file");
  }

  private static KafkaSettings settings(Map<String, String> environment) throws Exception {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(ours(), "application", 100))
        .withSources(new EnvConfigSource(environment, 300))
        .withMapping(KafkaSettings.class)
        .build()
        .getConfigMapping(KafkaSettings.class);
  }

  /** The lines of the server's own configuration that are about Kafka. */
  private static Map<String, String> ours() throws Exception {
    Map<String, String> ours = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("src/main/resources/application.properties"))) {
      if (line.startsWith("sluice.lineage.kafka.")) {
        ours.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    return ours;
  }
}
