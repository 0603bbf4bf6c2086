/**
 * Rule sets as their owners write them, saved as versions that never change: read, typed against
 * the catalog's schema, and kept as text.
 */
@NullMarked
package io.sluice.quality.server.ruleset;

import org.jspecify.annotations.NullMarked;
