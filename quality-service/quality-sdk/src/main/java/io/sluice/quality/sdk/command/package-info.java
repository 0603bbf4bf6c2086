/**
 * The commands {@code check} and {@code gate}: what a user types, turned into a call of the offline
 * check or the gate client, and its outcome turned into text and an exit code.
 */
@NullMarked
package io.sluice.quality.sdk.command;

import org.jspecify.annotations.NullMarked;
