/**
 * The files of one installation under {@code SLUICE_HOME}: who may read them, the secrets among
 * them, what runs now, and the lock that lets one command change things at a time.
 */
@NullMarked
package io.sluice.local.home;

import org.jspecify.annotations.NullMarked;
