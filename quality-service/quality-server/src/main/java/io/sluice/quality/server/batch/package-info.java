/**
 * The unit a gate judges: a batch of a dataset. Ids are free text; where an id reads as a date, an
 * hour, a month or an interval, batches of different datasets can be told apart by time.
 */
@NullMarked
package io.sluice.quality.server.batch;

import org.jspecify.annotations.NullMarked;
