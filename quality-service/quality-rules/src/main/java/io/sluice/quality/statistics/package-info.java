/**
 * The statistics that distributional expectations need: distributions, goodness of fit, divergence.
 * Pure functions of numbers; they know no rules and no engines. The answers agree with SciPy's,
 * whose functions Great Expectations calls.
 */
package io.sluice.quality.statistics;
