/**
 * The read routes of Marquez, in its shapes and with names as they were sent, so that what was
 * built for Marquez finds what it knows.
 */
package io.sluice.lineage.marquez;
