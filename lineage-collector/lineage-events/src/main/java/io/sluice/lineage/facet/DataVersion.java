package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Which state of a dataset's data was read or written: the {@code version} facet. */
public final class DataVersion {

  /** Versions are snapshot numbers, commit ids, hashes; what is longer is something else. */
  private static final int MAX_LENGTH = 512;

  private DataVersion() {}

  /** The {@code datasetVersion} among a dataset's facets; empty if longer than 512 characters. */
  public static Optional<String> in(ObjectNode datasetFacets) {
    return Lenient.text(datasetFacets.get("version"), "datasetVersion")
        .filter(version -> version.length() <= MAX_LENGTH);
  }
}
