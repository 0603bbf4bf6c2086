/**
 * The way in by Kafka, in the format of OpenLineage's own transport: one thread reads a topic as a
 * member of a consumer group, and an offset is committed only once its message is in the log or
 * among the dead letters. Without a broker's address nothing of it starts.
 */
@org.jspecify.annotations.NullMarked
package io.sluice.lineage.kafka;
