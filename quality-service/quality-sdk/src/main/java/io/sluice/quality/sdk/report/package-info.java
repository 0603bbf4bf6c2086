/**
 * Reports for machines and for the mail: JSON, JUnit XML and one self-contained page. Each is a
 * pure function of what was found, and writes nothing into its output unescaped.
 */
@NullMarked
package io.sluice.quality.sdk.report;

import org.jspecify.annotations.NullMarked;
