package io.sluice.lineage.event;

/**
 * The identity of a job as OpenLineage names it.
 *
 * @param namespace where the job is defined, for example an Airflow instance
 * @param name the job's name within it
 */
public record JobId(String namespace, String name) implements Comparable<JobId> {

  /** Checks both parts. */
  public JobId {
    Names.require("job namespace", namespace);
    Names.require("job name", name);
  }

  @Override
  public int compareTo(JobId other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
