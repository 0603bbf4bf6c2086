package io.sluice.lineage.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one test: its name is its topic, its group and its subject. */
record KafkaSource(String servers, String name, Map<String, String> further, List<Scope> datasets)
    implements KafkaSettings {

  static KafkaSource of(KafkaBroker broker, String name) {
    return new KafkaSource(broker.address(), name, Map.of(), List.of());
  }

  KafkaSource with(String key, String value) {
    Map<String, String> more = new HashMap<>(further);
    more.put(key, value);
    return new KafkaSource(servers, name, more, datasets);
  }

  KafkaSource confinedTo(String namespace, String dataset) {
    Scope scope =
        new Scope() {
          @Override
          public String namespace() {
            return namespace;
          }

          @Override
          public String name() {
            return dataset;
          }
        };
    return new KafkaSource(servers, name, further, List.of(scope));
  }

  @Override
  public Optional<String> bootstrapServers() {
    return Optional.of(servers);
  }

  @Override
  public String topic() {
    return name;
  }

  @Override
  public String groupId() {
    return further.getOrDefault("test.group", name);
  }

  @Override
  public String subject() {
    return "service:" + name;
  }

  @Override
  public Optional<String> propertiesFile() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> properties() {
    Map<String, String> all = new HashMap<>(further);
    all.remove("test.group");
    // The least that a broker allows, so that a lost consumer is missed soon.
    all.putIfAbsent("session.timeout.ms", "6000");
    all.putIfAbsent("heartbeat.interval.ms", "300");
    all.putIfAbsent("max.poll.records", "50");
    return all;
  }
}
