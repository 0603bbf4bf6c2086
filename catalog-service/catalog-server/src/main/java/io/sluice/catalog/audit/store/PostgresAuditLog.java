package io.sluice.catalog.audit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.audit.model.AuditEntry;
import io.sluice.catalog.audit.model.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The audit log in PostgreSQL. */
@ApplicationScoped
class PostgresAuditLog implements AuditLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void append(
      Instant at, String actor, String action, String target, Map<String, Object> details) {
    AuditEntity entity = new AuditEntity();
    entity.at = at;
    entity.actor = actor;
    entity.action = action;
    entity.target = target;
    try {
      entity.details = JSON.writeValueAsString(details);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("details are plain data", impossible);
    }
    entity.persist();
  }

  @Override
  public List<AuditEntry> before(long id, int limit) {
    List<AuditEntity> found =
        AuditEntity.<AuditEntity>find("id < ?1 order by id desc", id).page(0, limit).list();
    return found.stream().map(PostgresAuditLog::entry).toList();
  }

  private static AuditEntry entry(AuditEntity entity) {
    try {
      Map<String, Object> details = JSON.readValue(entity.details, new TypeReference<>() {});
      return new AuditEntry(
          entity.id, entity.at, entity.actor, entity.action, entity.target, details);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("audit entry " + entity.id + " is damaged", damaged);
    }
  }
}
