/** What the server needs from its surroundings, and whether they give it. */
package io.sluice.lineage.health;
