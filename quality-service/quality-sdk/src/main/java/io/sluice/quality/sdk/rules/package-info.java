/**
 * Care for rule files: their one canonical form, what is wrong or doubtful in them, and the gallery
 * of all expectations.
 */
@NullMarked
package io.sluice.quality.sdk.rules;

import org.jspecify.annotations.NullMarked;
