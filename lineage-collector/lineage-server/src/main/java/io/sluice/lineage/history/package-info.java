/** What the projection knows of jobs, datasets, runs and events, as plain records. */
package io.sluice.lineage.history;
