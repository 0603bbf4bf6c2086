/** Who changed what and when: the log that only grows. */
@NullMarked
package io.sluice.catalog.audit.model;

import org.jspecify.annotations.NullMarked;
