package io.sluice.bench.sales;

import java.nio.file.Path;

/**
 * What every contestant may take.
 *
 * @param threads of the engine
 * @param memoryMegabytes of the engine
 * @param temporary where it may spill
 */
public record Limits(int threads, int memoryMegabytes, Path temporary) {}
