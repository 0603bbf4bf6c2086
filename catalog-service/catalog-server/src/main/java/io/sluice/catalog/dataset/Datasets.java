package io.sluice.catalog.dataset;

import io.sluice.access.Caller;
import io.sluice.catalog.audit.model.AuditLog;
import io.sluice.catalog.dataset.Outcome.Done;
import io.sluice.catalog.dataset.Outcome.Refused;
import io.sluice.catalog.dataset.Outcome.Unknown;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.DatasetChange;
import io.sluice.catalog.dataset.model.DatasetFilter;
import io.sluice.catalog.dataset.model.DatasetRights;
import io.sluice.catalog.dataset.model.DatasetStore;
import io.sluice.catalog.dataset.model.SchemaVersion;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registers, changes and finds datasets; each change is one transaction with its audit entry. */
@ApplicationScoped
@Transactional
class Datasets {

  private final DatasetStore store;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  Datasets(DatasetStore store, AuditLog audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes the dataset known; if it is known already, what differs is an edit. */
  Outcome<Dataset> register(Caller caller, DatasetId id, DatasetChange change) {
    DatasetRights right = DatasetRights.toRegister(caller, id);
    if (right != DatasetRights.ALLOWED) {
      return new Refused<>(right);
    }
    Instant now = clock.instant();
    boolean created = store.insertIfAbsent(id, now);
    Dataset before = store.lock(id).orElseThrow();
    if (!created) {
      return change(caller, before, change, now);
    }
    Dataset after = change.applyTo(before, now);
    store.update(after);
    audit.append(now, caller.subject(), "dataset.register", id.toString(), named(id));
    return new Done<>(after, true);
  }

  /** Changes a dataset that is known. */
  Outcome<Dataset> edit(Caller caller, DatasetId id, DatasetChange change) {
    Optional<Dataset> before = store.lock(id);
    if (before.isEmpty()) {
      return new Unknown<>();
    }
    DatasetRights right = DatasetRights.toEdit(caller, before.get());
    return right == DatasetRights.ALLOWED
        ? change(caller, before.get(), change, clock.instant())
        : new Refused<>(right);
  }

  private Outcome<Dataset> change(
      Caller caller, Dataset before, DatasetChange change, Instant now) {
    Dataset after = change.applyTo(before, now);
    if (after.equals(before)) {
      return new Done<>(before, false);
    }
    DatasetRights right = DatasetRights.toEdit(caller, before);
    if (right != DatasetRights.ALLOWED) {
      return new Refused<>(right);
    }
    store.update(after);
    audit.append(now, caller.subject(), "dataset.edit", after.id().toString(), named(after.id()));
    return new Done<>(after, false);
  }

  /** Adds a schema version if the columns differ from the current one's. */
  Outcome<SchemaVersion> putSchema(Caller caller, DatasetId id, Schema schema) {
    DatasetRights right = DatasetRights.toRegister(caller, id);
    if (right != DatasetRights.ALLOWED) {
      return new Refused<>(right);
    }
    Optional<Dataset> held = store.lock(id);
    if (held.isEmpty()) {
      return new Unknown<>();
    }
    Dataset dataset = held.get();
    Optional<SchemaVersion> current = store.schema(id, dataset.currentSchemaVersion());
    if (current.isPresent() && current.get().schema().equals(schema)) {
      return new Done<>(current.get(), false);
    }
    Instant now = clock.instant();
    SchemaVersion next =
        new SchemaVersion(dataset.currentSchemaVersion() + 1, schema, now, caller.subject());
    store.insertSchema(id, next);
    store.update(dataset.withSchemaVersion(next.version(), now));
    audit.append(
        now,
        caller.subject(),
        "schema.add",
        id.toString(),
        Map.of("namespace", id.namespace(), "name", id.name(), "version", next.version()));
    return new Done<>(next, true);
  }

  /** The dataset, unless the caller's token is confined to others. */
  Optional<Dataset> find(Caller caller, DatasetId id) {
    return caller.mayTouch(id) ? store.find(id) : Optional.empty();
  }

  /** One of its schema versions. */
  Optional<SchemaVersion> schema(DatasetId id, int version) {
    return store.schema(id, version);
  }

  /** Its schema versions below that number, the latest first. */
  List<SchemaVersion> schemas(DatasetId id, int below, int limit) {
    return store.schemas(id, below, limit);
  }

  /** The datasets of the filter. */
  List<Dataset> list(DatasetFilter filter) {
    return store.list(filter);
  }

  private static Map<String, Object> named(DatasetId id) {
    return Map.of("namespace", id.namespace(), "name", id.name());
  }
}
