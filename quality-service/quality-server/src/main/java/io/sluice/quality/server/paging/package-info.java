/** How lists are cut into pages: an opaque cursor says where the next one begins. */
@NullMarked
package io.sluice.quality.server.paging;

import org.jspecify.annotations.NullMarked;
