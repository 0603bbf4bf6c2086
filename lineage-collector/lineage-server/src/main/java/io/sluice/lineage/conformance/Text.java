package io.sluice.lineage.conformance;

/** Texts as they may be stored: PostgreSQL has no NUL, and index entries have a greatest size. */
final class Text {

  static final int MAX_PRODUCER = 300;
  static final int MAX_PLACE = 200;
  static final int MAX_POINTER = 1_000;

  private Text() {}

  static String bounded(String text, int max) {
    String kept = text.replace('\0', '\uFFFD');
    if (kept.length() <= max) {
      return kept;
    }
    return kept.substring(0, Character.isHighSurrogate(kept.charAt(max - 1)) ? max - 1 : max);
  }
}
