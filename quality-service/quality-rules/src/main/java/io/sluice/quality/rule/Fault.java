package io.sluice.quality.rule;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong in a document, and where.
 *
 * @param pointer the JSON pointer of the place
 * @param line the line, from 1; 0 if unknown
 * @param column the column, from 1; 0 if unknown
 * @param message what is wrong
 * @param hint what would be right, if that can be guessed
 */
public record Fault(String pointer, int line, int column, String message, @Nullable String hint) {

  /** A fault at a place. */
  public static Fault at(Location place, String message, @Nullable String hint) {
    return new Fault(place.pointer(), place.line(), place.column(), message, hint);
  }

  /** The fault as one line of text. */
  @Override
  public String toString() {
    String where = line > 0 ? "line " + line + ", column " + column : pointer;
    String text = where.isEmpty() ? message : where + ": " + message;
    return hint == null ? text : text + " (" + hint + ")";
  }
}
