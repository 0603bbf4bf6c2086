package io.sluice.quality.check;

import java.util.List;

/**
 * What a check would do, without doing it.
 *
 * @param statements in the order in which they would run
 * @param scans how many of them read the source for rows and aggregates
 * @param groupBys how many of them count keys or values
 * @param notes what else there is to know, for example which rules measure again
 */
public record Explanation(List<Statement> statements, int scans, int groupBys, List<String> notes) {

  /** Copies the lists. */
  public Explanation {
    statements = List.copyOf(statements);
    notes = List.copyOf(notes);
  }

  /**
   * One statement.
   *
   * @param kind what it does
   * @param text the SQL, or what the JVM does in words
   * @param ruleIds the rules that it answers, in the order of the rules; empty of one that prepares
   */
  public record Statement(Kind kind, String text, List<String> ruleIds) {

    /** Copies the ids. */
    public Statement {
      ruleIds = List.copyOf(ruleIds);
    }
  }

  /** What a statement does. */
  public enum Kind {
    /** Reads a text file once into a table. */
    STAGE,
    /** Counts and aggregates in one pass. */
    SCAN,
    /** Counts keys. */
    GROUP_BY,
    /** Quantiles. */
    QUANTILE,
    /** How often values occur. */
    VALUES,
    /** Whether values are in order. */
    ORDER,
    /** A query of the user's, or about another table. */
    QUERY,
    /** A pass in the JVM. */
    JVM
  }
}
