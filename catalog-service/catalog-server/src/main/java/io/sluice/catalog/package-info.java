/**
 * The catalog's server: what data exists ({@code dataset}), who may do what ({@code account}) and
 * who changed what ({@code audit}). In each, a resource reads the request, a use case carries it
 * out in one transaction, {@code model} decides without knowing HTTP or SQL, and {@code store}
 * keeps.
 */
@NullMarked
package io.sluice.catalog;

import org.jspecify.annotations.NullMarked;
