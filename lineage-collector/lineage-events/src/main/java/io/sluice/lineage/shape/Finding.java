package io.sluice.lineage.shape;

import io.sluice.lineage.event.ConformanceWarning;

/**
 * One departure of an event from the specification.
 *
 * @param place the pointer with {@code *} for what differs from event to event: places in lists,
 *     names of columns
 * @param warning what is wrong and where
 */
public record Finding(String place, ConformanceWarning warning) {}
