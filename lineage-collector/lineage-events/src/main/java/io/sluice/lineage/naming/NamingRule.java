package io.sluice.lineage.naming;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One rule, as people write it.
 *
 * @param id what it is called within its version
 * @param kind what it does
 * @param parameters with what; each kind names its own
 */
public record NamingRule(String id, Kind kind, ObjectNode parameters) {

  /** What rules can do. */
  public enum Kind {
    /** {@code schemes: {"s3a": "s3"}}: one scheme for another. */
    SCHEME,
    /** Takes {@code jdbc:} off the namespace, and what follows {@code ?} or {@code ;}. */
    JDBC_PREFIX,
    /** Scheme and host of {@code scheme://host} in lower case. */
    LOWER_CASE_HOST,
    /**
     * {@code schemes: ["s3"], bare: ["s3"]}: of names that are paths, no trailing and no double
     * slashes; of the bare ones no leading slash either.
     */
    SLASHES,
    /** {@code mode: "ADD"|"DROP", ports: {"postgres": 5432}}: the port that goes without saying. */
    PORT,
    /**
     * {@code hosts: {"replica-2": "db"}, schemes?: ["postgres"]}: one host (or host:port, or
     * account) for another; of several hosts separated by commas each, sorted and without doubles.
     */
    HOST,
    /** {@code namespaces: {"old": "new"}}: one whole namespace for another. */
    NAMESPACE,
    /** {@code case: "UPPER"|"LOWER", schemes: ["snowflake"]}: the case of names. */
    IDENTIFIER_CASE,
    /**
     * {@code schemes: ["s3"], keyed: true, dates: true}: of names that are paths, trailing {@code
     * key=value} segments and dates ({@code 2026/01/01}, {@code 2026-01-01}, {@code 20260101}) go.
     */
    PARTITION,
    /** {@code hosts: ["localhost"]}: {@code file://HOST} of these hosts is {@code file}. */
    FILE_HOST
  }
}
