/** What runs beside requests: the workers that decide, the sender of events, and their figures. */
@NullMarked
package io.sluice.quality.server.running;

import org.jspecify.annotations.NullMarked;
