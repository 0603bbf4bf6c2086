/**
 * The engine in the JVM: batches of rows, column by column; predicates compiled to bytecode that
 * must mean what {@link io.sluice.quality.expression.Evaluator} says; metrics folded into states
 * that merge. It judges inline rows, what a SQL dialect lacks, and streams. It knows no SQL.
 */
package io.sluice.quality.engine.row;
