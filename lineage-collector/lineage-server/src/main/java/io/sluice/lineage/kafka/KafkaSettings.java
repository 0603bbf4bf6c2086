package io.sluice.lineage.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where events are read from, and in whose name. */
@ConfigMapping(prefix = "sluice.lineage.kafka")
public interface KafkaSettings {

  /** Brokers as {@code host:port}, separated by commas; without them nothing is read. */
  Optional<String> bootstrapServers();

  /** The topic. */
  @WithDefault("openlineage.events")
  String topic();

  /** The consumer group, which all instances of the server share. */
  @WithDefault("sluice-lineage")
  String groupId();

  /** Who counts as the sender of the events. */
  @WithDefault("service:kafka")
  String subject();

  /** The datasets that events may write to; all if none is named. */
  List<Scope> datasets();

  /** A file of further properties of the client, for example for TLS and SASL. */
  Optional<String> propertiesFile();

  /** Further properties of the client; they win over the file's. */
  Map<String, String> properties();

  /** One namespace and one name, or the start of names followed by {@code *}. */
  interface Scope {

    /** The exact namespace. */
    String namespace();

    /** A name, or the start of names followed by {@code *}. */
    String name();
  }
}
