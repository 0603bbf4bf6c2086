package io.sluice.lineage.history;

/**
 * The name of a job or dataset.
 *
 * @param namespace its namespace
 * @param name its name
 */
public record NameRow(String namespace, String name) {}
