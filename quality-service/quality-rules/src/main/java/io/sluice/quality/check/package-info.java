/**
 * The facade that servers and the command line use: {@link io.sluice.quality.check.Checker}
 * compiles rules and checks a source, {@link io.sluice.quality.check.SourceResolver} confines paths
 * to the data roots, {@link io.sluice.quality.check.ReportJson} reads requests and writes reports.
 */
package io.sluice.quality.check;
