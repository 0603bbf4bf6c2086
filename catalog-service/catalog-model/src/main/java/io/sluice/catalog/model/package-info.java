/**
 * What a dataset is called, what it looks like and who answers for it: plain records that every
 * module may use and that depend on nothing.
 */
package io.sluice.catalog.model;
