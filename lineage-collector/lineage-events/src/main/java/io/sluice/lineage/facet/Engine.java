package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What ran it: the {@code processing_engine} facet.
 *
 * @param name Spark, Airflow …; empty if not said
 * @param version the engine's version, empty if not said
 * @param adapterVersion the version of what made the events, empty if not said
 */
public record Engine(String name, String version, String adapterVersion) {

  /** The engine that the run facets name, if they do. */
  public static Optional<Engine> in(ObjectNode runFacets) {
    return runFacets.get("processing_engine") instanceof ObjectNode facet
        ? Optional.of(
            new Engine(
                Lenient.text(facet, "name").orElse(""),
                Lenient.text(facet, "version").orElse(""),
                Lenient.text(facet, "openlineageAdapterVersion").orElse("")))
        : Optional.empty();
  }
}
