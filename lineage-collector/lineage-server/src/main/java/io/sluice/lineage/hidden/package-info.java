/**
 * Jobs and datasets that people do not want to see, one by one or by pattern, with who hid them and
 * why; they can be brought back. Nothing of them is deleted.
 */
package io.sluice.lineage.hidden;
