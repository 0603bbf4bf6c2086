/** What the user asked for in environment variables, checked before anything is touched. */
@NullMarked
package io.sluice.local.settings;

import org.jspecify.annotations.NullMarked;
