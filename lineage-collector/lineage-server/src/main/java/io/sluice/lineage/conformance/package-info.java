/** Where the events of each producer depart from the specification, and a place to try an event. */
package io.sluice.lineage.conformance;
