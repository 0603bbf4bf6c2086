/**
 * What all routes of the catalog have in common in reading requests: bounded text, pages and their
 * cursors, and the problems that are the catalog's own.
 */
@NullMarked
package io.sluice.catalog.request;

import org.jspecify.annotations.NullMarked;
