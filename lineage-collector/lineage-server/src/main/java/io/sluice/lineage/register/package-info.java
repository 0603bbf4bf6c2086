/**
 * What people and their programs decide by hand: namespaces' owners, sources, tags, and what is to
 * be out of sight. It is kept in tables of its own, which building the projection again from the
 * log leaves as they are.
 */
package io.sluice.lineage.register;
