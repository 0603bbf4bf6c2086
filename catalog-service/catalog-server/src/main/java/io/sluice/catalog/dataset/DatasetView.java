package io.sluice.catalog.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.catalog.dataset.DatasetBody.OwnerBody;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.Location;
import io.sluice.catalog.dataset.model.SchemaVersion;
import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.DatasetId;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dataset as it is answered; in lists the columns are left out. */
record DatasetView(
    String namespace,
    String name,
    @Nullable String description,
    @Nullable Location location,
    List<OwnerBody> owners,
    List<String> tags,
    @Nullable Integer currentSchemaVersion,
    @Nullable SchemaView schema,
    Instant createdAt,
    Instant updatedAt,
    Map<String, String> links) {

  /** A schema version as it is answered. */
  record SchemaView(int version, List<Column> columns, Instant createdAt, String createdBy) {

    static SchemaView of(SchemaVersion version) {
      return new SchemaView(
          version.version(), version.schema().columns(), version.createdAt(), version.createdBy());
    }
  }

  static DatasetView of(Dataset dataset, Optional<SchemaVersion> schema) {
    String self = path(dataset.id());
    return new DatasetView(
        dataset.id().namespace(),
        dataset.id().name(),
        dataset.description(),
        dataset.location(),
        dataset.owners().stream().map(OwnerBody::of).toList(),
        List.copyOf(dataset.tags()),
        dataset.currentSchemaVersion() == 0 ? null : dataset.currentSchemaVersion(),
        schema.map(SchemaView::of).orElse(null),
        dataset.createdAt(),
        dataset.updatedAt(),
        Map.of("self", self, "schemaVersions", self + "/schema/versions"));
  }

  /** The dataset's own route. */
  static String path(DatasetId id) {
    return "/api/catalog/v1/datasets/" + segment(id.namespace()) + "/" + segment(id.name());
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
