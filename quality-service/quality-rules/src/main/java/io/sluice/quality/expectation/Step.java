package io.sluice.quality.expectation;

/** What follows from a measurement: the judgement, or, where one depends on it, a further plan. */
public sealed interface Step permits Outcome, Plan {}
