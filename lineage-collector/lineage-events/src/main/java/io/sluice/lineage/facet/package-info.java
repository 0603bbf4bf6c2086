/**
 * What the standard facets say, read leniently: a member that is missing, null or of another type
 * is as if it were not there, because a facet must never make an event fail.
 */
package io.sluice.lineage.facet;
