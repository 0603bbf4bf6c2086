package io.sluice.catalog.audit.model;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that was done.
 *
 * @param id the place in the log
 * @param at when
 * @param actor the subject that did it
 * @param action what, for example {@code dataset.register}
 * @param target to what
 * @param details what else matters; never a secret
 */
public record AuditEntry(
    long id, Instant at, String actor, String action, String target, Map<String, Object> details) {}
