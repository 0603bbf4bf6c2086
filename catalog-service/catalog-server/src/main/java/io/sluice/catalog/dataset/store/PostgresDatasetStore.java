package io.sluice.catalog.dataset.store;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.DatasetFilter;
import io.sluice.catalog.dataset.model.DatasetStore;
import io.sluice.catalog.dataset.model.Location;
import io.sluice.catalog.dataset.model.SchemaVersion;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Owner;
import io.sluice.catalog.model.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Datasets in PostgreSQL. */
@ApplicationScoped
class PostgresDatasetStore implements DatasetStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EntityManager entities;

  @Inject
  PostgresDatasetStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public boolean insertIfAbsent(DatasetId id, Instant now) {
    return entities
            .createNativeQuery(
                "INSERT INTO dataset (namespace, name, created_at, updated_at)"
                    + " VALUES (:namespace, :name, :now, :now) ON CONFLICT DO NOTHING")
            .setParameter("namespace", id.namespace())
            .setParameter("name", id.name())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Dataset> lock(DatasetId id) {
    return entity(id, LockModeType.PESSIMISTIC_WRITE).map(entity -> read(List.of(entity)).get(0));
  }

  @Override
  public Optional<Dataset> find(DatasetId id) {
    return entity(id, LockModeType.NONE).map(entity -> read(List.of(entity)).get(0));
  }

  @Override
  public void update(Dataset dataset) {
    DatasetEntity entity = entity(dataset.id(), LockModeType.NONE).orElseThrow();
    entity.description = dataset.description();
    Location location = dataset.location();
    entity.location = location == null ? null : write(location);
    entity.currentSchemaVersion = dataset.currentSchemaVersion();
    entity.updatedAt = dataset.updatedAt();
    OwnerEntity.delete("datasetId", entity.id);
    dataset.owners().forEach(owner -> persistOwner(entity.id, owner));
    TagEntity.delete("datasetId", entity.id);
    dataset.tags().forEach(tag -> persistTag(entity.id, tag));
  }

  @Override
  public List<Dataset> list(DatasetFilter filter) {
    DatasetQuery sql = new DatasetQuery(filter);
    Query query = entities.createNativeQuery(sql.sql(), DatasetEntity.class);
    sql.parameters().forEach(query::setParameter);
    List<DatasetEntity> found =
        ((List<?>) query.setMaxResults(filter.limit()).getResultList())
            .stream().map(DatasetEntity.class::cast).toList();
    return read(found);
  }

  @Override
  public void insertSchema(DatasetId id, SchemaVersion version) {
    SchemaVersionEntity entity = new SchemaVersionEntity();
    entity.datasetId = entity(id, LockModeType.NONE).orElseThrow().id;
    entity.version = version.version();
    entity.columns = write(version.schema().columns());
    entity.createdAt = version.createdAt();
    entity.createdBy = version.createdBy();
    entity.persist();
  }

  @Override
  public Optional<SchemaVersion> schema(DatasetId id, int version) {
    return schemas(id, version + 1, 1).stream()
        .filter(found -> found.version() == version)
        .findFirst();
  }

  @Override
  public List<SchemaVersion> schemas(DatasetId id, int below, int limit) {
    List<SchemaVersionEntity> found =
        SchemaVersionEntity.<SchemaVersionEntity>find(
                "datasetId = (select d.id from DatasetEntity d"
                    + " where d.namespace = ?1 and d.name = ?2)"
                    + " and version < ?3 order by version desc",
                id.namespace(),
                id.name(),
                below)
            .page(0, limit)
            .list();
    return found.stream().map(PostgresDatasetStore::schemaVersion).toList();
  }

  private Optional<DatasetEntity> entity(DatasetId id, LockModeType lock) {
    return DatasetEntity.<DatasetEntity>find(
            "namespace = ?1 and name = ?2", id.namespace(), id.name())
        .withLock(lock)
        .firstResultOptional();
  }

  /** Owners and tags come by one query each for the whole page. */
  private static List<Dataset> read(List<DatasetEntity> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<Long> ids = found.stream().map(entity -> entity.id).toList();
    Map<Long, List<OwnerEntity>> owners =
        OwnerEntity.<OwnerEntity>list("datasetId in ?1", ids).stream()
            .collect(groupingBy(owner -> owner.datasetId));
    Map<Long, List<TagEntity>> tags =
        TagEntity.<TagEntity>list("datasetId in ?1", ids).stream()
            .collect(groupingBy(tag -> tag.datasetId));
    return found.stream()
        .map(
            entity ->
                dataset(
                    entity,
                    owners.getOrDefault(entity.id, List.of()),
                    tags.getOrDefault(entity.id, List.of())))
        .toList();
  }

  private static Dataset dataset(
      DatasetEntity entity, List<OwnerEntity> owners, List<TagEntity> tags) {
    return new Dataset(
        new DatasetId(entity.namespace, entity.name),
        entity.description,
        location(entity.location),
        owners.stream().map(owner -> new Owner(owner.name, Owner.Type.parse(owner.type))).toList(),
        tags.stream().map(tag -> tag.tag).collect(Collectors.toCollection(TreeSet::new)),
        entity.currentSchemaVersion,
        entity.createdAt,
        entity.updatedAt);
  }

  private static void persistOwner(Long datasetId, Owner owner) {
    OwnerEntity entity = new OwnerEntity();
    entity.datasetId = datasetId;
    entity.name = owner.name();
    entity.type = owner.type().name();
    entity.persist();
  }

  private static void persistTag(Long datasetId, String tag) {
    TagEntity entity = new TagEntity();
    entity.datasetId = datasetId;
    entity.tag = tag;
    entity.persist();
  }

  private static SchemaVersion schemaVersion(SchemaVersionEntity entity) {
    try {
      List<Column> columns = JSON.readValue(entity.columns, new TypeReference<>() {});
      return new SchemaVersion(
          entity.version, new Schema(columns), entity.createdAt, entity.createdBy);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("schema version " + entity.id + " is damaged", damaged);
    }
  }

  private static @Nullable Location location(@Nullable String json) {
    try {
      return json == null ? null : JSON.readValue(json, Location.class);
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("a location is damaged", damaged);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("plain records can be written", impossible);
    }
  }
}
