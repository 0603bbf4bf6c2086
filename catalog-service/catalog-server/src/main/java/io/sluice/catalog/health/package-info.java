/** Whether the server is fit to work. */
@NullMarked
package io.sluice.catalog.health;

import org.jspecify.annotations.NullMarked;
