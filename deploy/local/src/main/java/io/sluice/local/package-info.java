/**
 * The launcher behind {@code ./sluice up}: it owns a PostgreSQL and four server processes, and
 * nothing else.
 *
 * <p>{@code settings} reads what the user asked for, {@code home} knows the files of one
 * installation, {@code process} starts and stops programs without ever signalling a stranger,
 * {@code postgres} keeps the durable database, {@code platform} brings all parts up and down,
 * {@code client} talks HTTP to the running parts, {@code backup} saves and restores the whole, and
 * {@code command} is the face on the command line.
 */
@NullMarked
package io.sluice.local;

import org.jspecify.annotations.NullMarked;
