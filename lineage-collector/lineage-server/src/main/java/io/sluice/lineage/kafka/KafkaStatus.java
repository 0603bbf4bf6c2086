package io.sluice.lineage.kafka;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of a topic stands.
 *
 * @param enabled whether a broker is configured
 * @param connected whether there is a connection to a broker
 * @param topic the topic
 * @param groupId the consumer group
 * @param partitions those that this instance reads
 * @param lag the messages of those partitions that are not durable here yet
 * @param records the messages read since the start
 * @param events the events of them that are in the log
 * @param dead the dead letters of them
 * @param lastRecordAt when messages were last made durable
 * @param lastError what went wrong last, and is not over
 */
record KafkaStatus(
    boolean enabled,
    boolean connected,
    @Nullable String topic,
    @Nullable String groupId,
    List<Partition> partitions,
    long lag,
    long records,
    long events,
    long dead,
    @Nullable Instant lastRecordAt,
    @Nullable String lastError) {

  static final KafkaStatus OFF =
      new KafkaStatus(false, false, null, null, List.of(), 0, 0, 0, 0, null, null);

  KafkaStatus {
    partitions = List.copyOf(partitions);
  }

  /**
   * One partition.
   *
   * @param partition its number
   * @param offset the first offset that is not durable here yet
   * @param lag how many messages there are from it on, null if not known yet
   */
  record Partition(int partition, long offset, @Nullable Long lag) {}
}
