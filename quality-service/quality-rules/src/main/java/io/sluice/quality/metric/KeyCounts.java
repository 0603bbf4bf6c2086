package io.sluice.quality.metric;

/**
 * The figures of {@link Metric.KeyGroups}.
 *
 * @param rows the rows that took part
 * @param distinct the different keys
 * @param duplicateKeys the keys that occur more than once
 * @param duplicateRows the rows that have such a key
 */
public record KeyCounts(long rows, long distinct, long duplicateKeys, long duplicateRows) {}
