/** How a command of the launcher fails: one sentence, what to do about it, and an exit code. */
@NullMarked
package io.sluice.local.failure;

import org.jspecify.annotations.NullMarked;
