/**
 * Programs of the operating system: starting them detached, knowing them again, and stopping them.
 *
 * <p>A process id alone is never trusted, because the kernel hands it out again: a {@link
 * io.sluice.local.process.ProcessIdentity} adds the start time and the boot, so that a stale file
 * can never make us signal somebody else's program.
 */
@NullMarked
package io.sluice.local.process;

import org.jspecify.annotations.NullMarked;
