package io.sluice.catalog.dataset.model;

import io.sluice.catalog.model.DatasetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps datasets and their schema versions. */
public interface DatasetStore {

  /**
   * Registers an empty dataset unless it is there; true if it was not. Of two at once, one waits
   * for the other and finds it there.
   */
  boolean insertIfAbsent(DatasetId id, Instant now);

  /** The dataset, held against other writers until the transaction ends. */
  Optional<Dataset> lock(DatasetId id);

  /** The dataset. */
  Optional<Dataset> find(DatasetId id);

  /** Writes a dataset that is there and held. */
  void update(Dataset dataset);

  /** The datasets of the filter. */
  List<Dataset> list(DatasetFilter filter);

  /** Adds a schema version to a dataset that is held. */
  void insertSchema(DatasetId id, SchemaVersion version);

  /** One schema version. */
  Optional<SchemaVersion> schema(DatasetId id, int version);

  /** Schema versions below a version, the latest first. */
  List<SchemaVersion> schemas(DatasetId id, int below, int limit);
}
