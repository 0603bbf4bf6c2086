/** How benchmarks measure: CPU, wall and memory of interleaved rounds, and how they print it. */
package io.sluice.bench.measure;
