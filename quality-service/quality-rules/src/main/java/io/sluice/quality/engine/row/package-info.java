/**
 * The engine in the JVM: inline rows, one by one, by the reference evaluator. Slow and plain: it is
 * what the other engines are compared with.
 */
package io.sluice.quality.engine.row;
