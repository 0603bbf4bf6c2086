/** A real Spark job that reports to the server; runs with {@code -Pspark} only. */
package io.sluice.lineage.spark;
