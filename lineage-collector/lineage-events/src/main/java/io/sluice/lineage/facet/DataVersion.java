package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which state of a dataset's data was read or written: the {@code version} facet, or else the
 * snapshot of Iceberg's {@code icebergScanReport} (of an input) or {@code icebergCommitReport} (of
 * an output).
 */
public final class DataVersion {

  /** Versions are snapshot numbers, commit ids, hashes; what is longer is something else. */
  private static final int MAX_LENGTH = 512;

  private DataVersion() {}

  /** The {@code datasetVersion} among a dataset's facets; empty if longer than 512 characters. */
  public static Optional<String> in(ObjectNode datasetFacets) {
    return Lenient.scalar(Lenient.facet(datasetFacets, "version"), "datasetVersion")
        .filter(version -> version.length() <= MAX_LENGTH);
  }

  /** The same, or else the snapshot that the facets of the reading or writing name. */
  public static Optional<String> in(ObjectNode datasetFacets, ObjectNode roleFacets) {
    Optional<String> version = in(datasetFacets);
    if (version.isPresent() || roleFacets.isEmpty()) {
      return version;
    }
    ObjectNode scan = Lenient.facet(roleFacets, "icebergScanReport");
    return snapshot(scan == null ? Lenient.facet(roleFacets, "icebergCommitReport") : scan);
  }

  private static Optional<String> snapshot(@Nullable ObjectNode report) {
    JsonNode id = report == null ? null : report.get("snapshotId");
    if (id == null || !id.isNumber() || !id.canConvertToExactIntegral()) {
      return Lenient.text(report, "snapshotId").filter(text -> text.length() <= MAX_LENGTH);
    }
    return Optional.of(id.bigIntegerValue().toString());
  }
}
