/** Says whether this server can do its work. */
@NullMarked
package io.sluice.quality.server.health;

import org.jspecify.annotations.NullMarked;
