/**
 * What measures: an {@link io.sluice.quality.engine.Engine} opens a {@link
 * io.sluice.quality.engine.Source} as a {@link io.sluice.quality.engine.Session} and answers
 * metrics. It knows metrics and expressions, and no expectation.
 */
package io.sluice.quality.engine;
