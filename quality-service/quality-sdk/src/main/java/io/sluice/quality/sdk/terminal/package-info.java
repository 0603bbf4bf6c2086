/**
 * What a terminal needs: colour only where it is wanted, columns that line up whatever the script,
 * a progress line that disappears, and data that cannot play tricks with escape sequences.
 */
@NullMarked
package io.sluice.quality.sdk.terminal;

import org.jspecify.annotations.NullMarked;
