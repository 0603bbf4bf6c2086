package io.sluice.quality.rule;

/**
 * Where something stands in a document.
 *
 * @param pointer its JSON pointer
 * @param line its line, from 1; 0 if unknown
 * @param column its column, from 1; 0 if unknown
 */
public record Location(String pointer, int line, int column) {

  /** The place of something that was not read from a document. */
  public static final Location NONE = new Location("", 0, 0);
}
