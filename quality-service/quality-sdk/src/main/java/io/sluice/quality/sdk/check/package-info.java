/**
 * A check without a server: a rule document and some files go in, a report for people comes out.
 * The engine is the very one that the server runs.
 */
@NullMarked
package io.sluice.quality.sdk.check;

import org.jspecify.annotations.NullMarked;
