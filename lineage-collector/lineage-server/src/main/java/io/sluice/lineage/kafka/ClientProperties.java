package io.sluice.lineage.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Works out the properties of the consumer: ours where the promise of the ingest hangs on them,
 * else the user's, else defaults. Secrets stay references ({@code ${env:NAME}}, {@code
 * ${file:/path:key}}, {@code ${directory:/path:file}}), which the client itself looks up.
 */
final class ClientProperties {

  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  /** A poll is held in memory whole, and is one commit. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          200,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          8 << 20,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          false,
          ConsumerConfig.CLIENT_ID_CONFIG,
          "sluice-lineage",
          PROVIDERS,
          "env,file,directory",
          PROVIDERS + ".env.class",
          EnvVarConfigProvider.class.getName(),
          PROVIDERS + ".file.class",
          FileConfigProvider.class.getName(),
          PROVIDERS + ".directory.class",
          DirectoryConfigProvider.class.getName());

  private ClientProperties() {}

  /**
   * The consumer's properties.
   *
   * @throws UncheckedIOException if the file of properties cannot be read
   */
  static Map<String, Object> of(String bootstrapServers, KafkaSettings settings) {
    Map<String, Object> properties = new HashMap<>(DEFAULTS);
    settings.propertiesFile().ifPresent(file -> properties.putAll(read(Path.of(file))));
    properties.putAll(settings.properties());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return properties;
  }

  private static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of Kafka properties " + file, e);
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }
}
