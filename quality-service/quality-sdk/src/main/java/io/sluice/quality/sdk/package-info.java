/** Where the {@code sluice} command line starts; what it does is in the packages below. */
@NullMarked
package io.sluice.quality.sdk;

import org.jspecify.annotations.NullMarked;
