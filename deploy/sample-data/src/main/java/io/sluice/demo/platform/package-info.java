/**
 * The running platform as its pipelines see it: where it is, and its public routes. Nothing here
 * knows more than an outsider with a token does.
 */
@NullMarked
package io.sluice.demo.platform;

import org.jspecify.annotations.NullMarked;
