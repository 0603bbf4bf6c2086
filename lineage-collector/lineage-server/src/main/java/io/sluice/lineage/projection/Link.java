package io.sluice.lineage.projection;

import java.util.UUID;

/**
 * An edge that no job's reading or writing tells of.
 *
 * @param kind what kind of edge
 * @param from where it begins, {@link #NOTHING} if a flow has no input
 * @param to where it ends, {@link #NOTHING} if a flow has no output
 * @param job through which job it goes, {@link #NOTHING} unless it is a flow
 */
record Link(Kind kind, UUID from, UUID to, UUID job) {

  /** Stands where there is no node. */
  static final UUID NOTHING = new UUID(0, 0);

  /** The kinds of links. */
  enum Kind {
    /** A dataset comes from a dataset or a job, with no job's inputs and outputs in between. */
    DERIVES,
    /** A job waits for another: control flow. */
    TRIGGERS,
    /** A job is started by another. */
    PARENT,
    /** A job is only a command of the one that starts it. */
    COMMAND,
    /** Data goes through a job from an input to an output, by its explicit lineage. */
    FLOW,
    /** The same, but the input only influences the output. */
    INFLUENCE,
    /** By a job's column lineage the input only influences the output. */
    INDIRECT
  }

  /** As it is kept in statements. */
  String text() {
    return kind + " " + from + " " + to + " " + job;
  }

  static Link of(String text) {
    String[] parts = text.split(" ", -1);
    return new Link(
        Kind.valueOf(parts[0]),
        UUID.fromString(parts[1]),
        UUID.fromString(parts[2]),
        UUID.fromString(parts[3]));
  }
}
