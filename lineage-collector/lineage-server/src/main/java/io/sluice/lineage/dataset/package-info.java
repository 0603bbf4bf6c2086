/**
 * Datasets as people know them: one entry for all names of a dataset, found by any of them, with
 * how its schema changed, what happened to it, who owns it and what it means.
 */
package io.sluice.lineage.dataset;
