/**
 * What can be expected of data, one file per expectation, registered by the plain list in {@link
 * io.sluice.quality.expectation.Expectations}. An expectation reads its arguments, asks for metrics
 * and judges them; it knows no engine.
 */
package io.sluice.quality.expectation;
