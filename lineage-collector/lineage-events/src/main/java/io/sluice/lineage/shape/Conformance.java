package io.sluice.lineage.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.DatasetEvent;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.Facets;
import java.util.List;
import java.util.Map;

/** Finds where an event departs from the specification though it can be used. */
public final class Conformance {

  /** Facets under a key of their own time, and the key that they have now. */
  private static final Map<String, String> OLD_KEYS =
      Map.of("parentRun", "parent", "spark_exception", "spark.exception");

  private Conformance() {}

  /** What is wrong with an event, at most two hundred findings; none if all is well. */
  public static List<Finding> of(LineageEvent event) {
    Walk walk = new Walk();
    event.header().warnings().forEach(walk::add);
    if (event instanceof RunEvent run) {
      owner("run", run.runFacets(), StandardFacets.OF_RUNS, walk);
      owner("job", run.jobFacets(), StandardFacets.OF_JOBS, walk);
    } else if (event instanceof JobEvent job) {
      owner("job", job.jobFacets(), StandardFacets.OF_JOBS, walk);
    }
    if (event instanceof DatasetEvent dataset) {
      owner("dataset", dataset.dataset().facets(), StandardFacets.OF_DATASETS, walk);
    } else {
      uses("inputs", event.inputs(), "inputFacets", StandardFacets.OF_INPUTS, walk);
      uses("outputs", event.outputs(), "outputFacets", StandardFacets.OF_OUTPUTS, walk);
    }
    return walk.findings();
  }

  private static void owner(String name, ObjectNode facets, Map<String, Shape> known, Walk walk) {
    if (!facets.isEmpty()) {
      walk.enter(name, name);
      facets("facets", facets, known, walk);
      walk.leave();
    }
  }

  private static void uses(
      String list, List<DatasetUse> uses, String roleMember, Map<String, Shape> roles, Walk walk) {
    walk.enter(list, list);
    for (int i = 0; i < uses.size() && walk.more(); i++) {
      walk.enter(Integer.toString(i), "*");
      facets("facets", uses.get(i).facets(), StandardFacets.OF_DATASETS, walk);
      facets(roleMember, uses.get(i).roleFacets(), roles, walk);
      walk.leave();
    }
    walk.leave();
  }

  private static void facets(
      String member, ObjectNode facets, Map<String, Shape> known, Walk walk) {
    walk.enter(member, member);
    for (Map.Entry<String, JsonNode> facet : facets.properties()) {
      if (walk.more()) {
        walk.enter(facet.getKey(), facet.getKey());
        facet(facet.getKey(), facet.getValue(), known, walk);
        walk.leave();
      }
    }
    walk.leave();
  }

  private static void facet(String key, JsonNode facet, Map<String, Shape> known, Walk walk) {
    if (!facet.path("_producer").isTextual()) {
      walk.find("FACET_WITHOUT_PRODUCER", "lacks _producer");
    }
    if (!facet.path("_schemaURL").isTextual()) {
      walk.find("FACET_WITHOUT_SCHEMA_URL", "lacks _schemaURL");
    }
    String now = OLD_KEYS.get(key);
    if (now != null) {
      walk.find("OLD_FACET_KEY", "is called " + now + " by now");
    }
    Shape shape = known.get(now == null ? key : now);
    if (shape != null) {
      if (!Facets.deleted(facet)) {
        shape.check(facet, walk);
      }
    } else if (standardElsewhere(key)) {
      walk.find("MISPLACED_FACET", "is a facet of something else in the specification");
    }
  }

  private static boolean standardElsewhere(String key) {
    return StandardFacets.OF_RUNS.containsKey(key)
        || StandardFacets.OF_JOBS.containsKey(key)
        || StandardFacets.OF_DATASETS.containsKey(key)
        || StandardFacets.OF_INPUTS.containsKey(key)
        || StandardFacets.OF_OUTPUTS.containsKey(key);
  }
}
