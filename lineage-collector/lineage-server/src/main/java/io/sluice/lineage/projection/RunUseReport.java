package io.sluice.lineage.projection;

import io.sluice.lineage.facet.DataVersion;
import io.sluice.lineage.run.Latest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run reported of a dataset that it read or wrote.
 *
 * @param seen when it did
 * @param position the first event that did
 * @param schema the version of the schema it last reported
 * @param columns the version of the column lineage it last reported
 * @param data the version of the data it last reported
 */
record RunUseReport(
    TimeSpan seen,
    long position,
    @Nullable Latest<UUID> schema,
    @Nullable Latest<UUID> columns,
    @Nullable Latest<String> data) {

  /** Which run used an edge. */
  record Key(EdgeKey edge, UUID run) {}

  private static final String MERGE =
      "on conflict (job_id, dataset_id, role, run_id) do update set"
          + " first_seen = least(job_use.first_seen, excluded.first_seen),"
          + " last_seen = greatest(job_use.last_seen, excluded.last_seen),"
          + " position = least(job_use.position, excluded.position), "
          + Stream.of("schema", "columns", "data")
              .map(RunUseReport::newer)
              .collect(Collectors.joining(", "));

  static RunUseReport of(Observed event, Observed.Use use) {
    SchemaContent schema = use.schema();
    ColumnContent columns = use.columns();
    return new RunUseReport(
        TimeSpan.at(event.at()),
        event.position(),
        schema == null ? null : event.report(schema.version()),
        columns == null ? null : event.report(columns.version()),
        DataVersion.in(use.sent().facets(), use.sent().roleFacets())
            .map(event::report)
            .orElse(null));
  }

  RunUseReport merge(RunUseReport other) {
    return new RunUseReport(
        seen.merge(other.seen),
        Math.min(position, other.position),
        Latest.of(schema, other.schema),
        Latest.of(columns, other.columns),
        Latest.of(data, other.data));
  }

  /** Merges the reports into the table of uses. */
  static void write(Connection connection, Map<Key, RunUseReport> uses) throws SQLException {
    Rows rows =
        new Rows(
            "uuid",
            "uuid",
            "text",
            "uuid",
            "timestamptz",
            "timestamptz",
            "bigint",
            "uuid",
            "timestamptz",
            "uuid",
            "uuid",
            "timestamptz",
            "uuid",
            "text",
            "timestamptz",
            "uuid");
    uses.forEach(
        (key, use) ->
            rows.add(
                key.edge.job(),
                key.edge.dataset(),
                key.edge.role().name(),
                key.run,
                use.seen.first(),
                use.seen.last(),
                use.position,
                value(use.schema),
                at(use.schema),
                digest(use.schema),
                value(use.columns),
                at(use.columns),
                digest(use.columns),
                value(use.data),
                at(use.data),
                digest(use.data)));
    rows.insert(
        connection,
        "job_use (job_id, dataset_id, role, run_id, first_seen, last_seen, position,"
            + " schema_version, schema_at, schema_digest, columns_version, columns_at,"
            + " columns_digest, data_version, data_at, data_digest)",
        MERGE);
  }

  /** Takes the newer of two reports, all three columns of it. */
  private static String newer(String what) {
    String test =
        "excluded.%1$s_at is not null and (job_use.%1$s_at is null or (excluded.%1$s_at, excluded.%1$s_digest) > (job_use.%1$s_at, job_use.%1$s_digest))"
            .formatted(what);
    return Stream.of("version", "at", "digest")
        .map(column -> what + "_" + column)
        .map(
            column ->
                column
                    + " = case when "
                    + test
                    + " then excluded."
                    + column
                    + " else job_use."
                    + column
                    + " end")
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Object value(@Nullable Latest<?> report) {
    return report == null ? null : report.value();
  }

  private static @Nullable Object at(@Nullable Latest<?> report) {
    return report == null ? null : report.at();
  }

  private static @Nullable Object digest(@Nullable Latest<?> report) {
    return report == null ? null : Observed.digestPrefix(report.digest());
  }
}
