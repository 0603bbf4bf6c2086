/**
 * Tests of text that no SQL dialect has: Python's date formats and date parser, JSON, JSON schemas.
 * Each is a {@link io.sluice.quality.expression.RowTest}, runs in the JVM on every engine, and is
 * bounded in what it spends on one text.
 */
package io.sluice.quality.text;
