/** What earlier batches measured, for rules that look back. */
@NullMarked
package io.sluice.quality.server.history;

import org.jspecify.annotations.NullMarked;
