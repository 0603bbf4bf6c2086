/** The route of the audit log. */
@NullMarked
package io.sluice.catalog.audit;

import org.jspecify.annotations.NullMarked;
