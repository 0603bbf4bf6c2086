/**
 * What can be measured of a dataset: rules ask for {@link io.sluice.quality.metric.Metric}s, equal
 * ones are measured once, an engine answers with {@link io.sluice.quality.metric.Measurements}, and
 * judging is a pure function of those.
 */
package io.sluice.quality.metric;
