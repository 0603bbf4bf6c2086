/**
 * The warehouse in PostgreSQL and the cleaning before it. A batch is loaded by replacing it in one
 * transaction, so that a load that was killed, or ran twice, neither loses nor doubles a row.
 */
@NullMarked
package io.sluice.demo.warehouse;

import org.jspecify.annotations.NullMarked;
