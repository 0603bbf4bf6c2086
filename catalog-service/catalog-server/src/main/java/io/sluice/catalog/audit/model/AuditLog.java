package io.sluice.catalog.audit.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The log of what was done; an entry is written in the transaction of what it tells about. */
public interface AuditLog {

  /** Adds an entry. */
  void append(Instant at, String actor, String action, String target, Map<String, Object> details);

  /** Entries before an id, the latest first. */
  List<AuditEntry> before(long id, int limit);
}
