/**
 * Databases that rules may name: where they are, who to be there, and where the password lies. The
 * password itself is looked up at each use and kept nowhere.
 */
@NullMarked
package io.sluice.quality.server.connection;

import org.jspecify.annotations.NullMarked;
