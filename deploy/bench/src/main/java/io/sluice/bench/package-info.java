/** Benchmarks, each a command of its own; {@code deploy/bench/run} starts them. */
package io.sluice.bench;
