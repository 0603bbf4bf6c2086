/** HTTP to the running parts: are they ready, and what catalog-server does for an administrator. */
@NullMarked
package io.sluice.local.client;

import org.jspecify.annotations.NullMarked;
