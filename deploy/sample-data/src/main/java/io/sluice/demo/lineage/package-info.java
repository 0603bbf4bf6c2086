/**
 * What the demonstration's jobs tell the collector about themselves, through the OpenLineage Java
 * client as any pipeline would: START, then COMPLETE or FAIL, with schemas, column lineage, row
 * counts, the nominal day and the parent run.
 */
@NullMarked
package io.sluice.demo.lineage;

import org.jspecify.annotations.NullMarked;
