/**
 * The generated shop: what its tills and web site deliver each night, with the mess that real
 * deliveries have every day and the faults that one of them has. Everything follows from a seed.
 */
@NullMarked
package io.sluice.demo.shop;

import org.jspecify.annotations.NullMarked;
