package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the job facets say that lists and versions of jobs need.
 *
 * @param processingType BATCH, STREAMING …, from {@code jobType}
 * @param integration SPARK, AIRFLOW …, from {@code jobType}
 * @param kind QUERY, DAG, TASK …, from {@code jobType}
 * @param description from {@code documentation}
 * @param location the source code's URL, from {@code sourceCodeLocation}
 * @param code what tells one version of the code from another: version or URL, and the SQL
 */
public record JobDetails(
    Optional<String> processingType,
    Optional<String> integration,
    Optional<String> kind,
    Optional<String> description,
    Optional<String> location,
    Optional<String> code) {

  /** Reads the job facets. */
  public static JobDetails in(ObjectNode jobFacets) {
    var jobType = Lenient.facet(jobFacets, "jobType");
    var source = Lenient.facet(jobFacets, "sourceCodeLocation");
    Optional<String> location = Lenient.text(source, "url");
    Optional<String> version = Lenient.text(source, "version").or(() -> location);
    Optional<String> sql = Lenient.text(Lenient.facet(jobFacets, "sql"), "query");
    Optional<String> code =
        version.isEmpty() && sql.isEmpty()
            ? Optional.empty()
            : Optional.of(version.orElse("") + "\n" + sql.orElse(""));
    return new JobDetails(
        Lenient.text(jobType, "processingType"),
        Lenient.text(jobType, "integration"),
        Lenient.text(jobType, "jobType"),
        Lenient.text(Lenient.facet(jobFacets, "documentation"), "description"),
        location,
        code);
  }
}
