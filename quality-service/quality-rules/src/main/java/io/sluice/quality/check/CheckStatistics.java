package io.sluice.quality.check;

/**
 * What a check cost.
 *
 * @param rows the rows of the source
 * @param scans passes over the source for row predicates and aggregates, as executed
 * @param groupBys group-by queries for uniqueness and distinct counts, as executed
 * @param sampleReads bounded reads of failing rows, as executed
 * @param rejectedRows rows of the source that could not be read
 * @param elapsedMs wall-clock milliseconds
 * @param engine the engine that measured
 */
public record CheckStatistics(
    long rows,
    int scans,
    int groupBys,
    int sampleReads,
    long rejectedRows,
    long elapsedMs,
    String engine) {}
