/**
 * The demonstration as it is told: one step after the other, each of which does something and then
 * checks through the platform's public routes that it came out as the story says.
 */
@NullMarked
package io.sluice.demo.story;

import org.jspecify.annotations.NullMarked;
