package io.sluice.quality.engine;

/** Data that an engine can measure. */
public sealed interface Source permits InlineSource, FileSource, TableSource {}
