/** Whether the gateway is ready, and what it sees of the services behind it. */
@NullMarked
package io.sluice.gateway.health;

import org.jspecify.annotations.NullMarked;
