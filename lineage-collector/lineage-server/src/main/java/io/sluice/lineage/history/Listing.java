package io.sluice.lineage.history;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the part
 * @param total how long the whole list is
 */
public record Listing<T>(List<T> items, long total) {}
