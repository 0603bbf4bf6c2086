/** The data that is judged, the rules, and the ways to judge it that are compared. */
package io.sluice.bench.sales;
