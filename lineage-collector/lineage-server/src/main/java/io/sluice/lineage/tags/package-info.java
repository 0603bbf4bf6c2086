/**
 * Labels of datasets and their columns: those that events carry, those that people set, and those
 * that columns inherit from the columns that their values come from.
 */
package io.sluice.lineage.tags;
