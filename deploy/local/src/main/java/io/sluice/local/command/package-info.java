/**
 * The commands that {@code ./sluice} passes to the launcher: arguments in, text and exit code out.
 */
@NullMarked
package io.sluice.local.command;

import org.jspecify.annotations.NullMarked;
