package io.sluice.quality.engine.duckdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's failures in words that quote no data: it quotes the value that it could not convert, and
 * whatever a pattern or a format of the data held. Messages of known shapes are said again without
 * their values; of the others only the kind is told.
 */
final class DuckDbWords {

  private static final int LONGEST = 500;

  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z -]{1,40}");

  /** These speak of the statement, of files and of memory, not of values. */
  private static final Pattern WITHOUT_VALUES =
      Pattern.compile("(Binder|Catalog|Parser|Syntax|IO|Permission|Out of Memory|HTTP) Error");

  private static final String TYPE =
      "'?(U?INT(?:8|16|32|64|128)|FLOAT|DOUBLE|BOOL|DATE|TIME|TIMESTAMP|DECIMAL\\([0-9, ]{1,7}\\))'?";

  private static final Pattern TO_TYPE =
      Pattern.compile(
          "(?s)(?:Could not (?:convert|cast)|Casting value) .* to (?:type )?"
              + TYPE
              + "(?: failed: .*)?");

  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("Type [A-Z0-9]+ with value .* the destination type " + TYPE);

  private static final Pattern OVERFLOW =
      Pattern.compile(
          "Overflow in (?:HUGEINT )?([a-z]+)"
              + "(?: of (DECIMAL\\([0-9, ]{1,7}\\)|[A-Z0-9]{1,20}))?(?:[ (:!].*)?");

  private static final Pattern OF_TIME =
      Pattern.compile("(?s)invalid (date|timestamp|time) field.*");

  private static final Pattern CSV_LINE = Pattern.compile("(?s)(CSV Error on Line: [0-9]+)\\b.*");

  /** Options of a reader that mean nothing: they come with the request. */
  private static final Pattern OPTION =
      Pattern.compile(
          "The [a-z]{1,20} option cannot exceed a size of [0-9]+ bytes?\\."
              + "|The CSV Reader does not support the encoding: \"[A-Za-z0-9_-]{1,40}\"(?= |$).*");

  /** Where a JSON file breaks off; the parser's own words after it name no data. */
  private static final Pattern JSON_PLACE =
      Pattern.compile(
          "(?s)(Malformed JSON in file \"[^\"]{1,4096}\"(?:, at byte [0-9]+)?(?: in [a-z/]{1,20} [0-9]+)?)\\b.*");

  private static final Pattern SPILL = Pattern.compile("(?s).*max_temp_directory_size.*");

  private DuckDbWords() {}

  static String of(@Nullable String message) {
    String text = String.valueOf(message).strip();
    int colon = text.indexOf(": ");
    String kind = colon < 0 ? "" : text.substring(0, colon);
    if (!KIND.matcher(kind).matches()) {
      return "DuckDB failed";
    }
    String first = firstPart(text.substring(colon + 2));
    if (kind.equals("Out of Memory Error") && SPILL.matcher(text).matches()) {
      return kind + ": what may be spilt to the temporary directory is used up";
    }
    if (WITHOUT_VALUES.matcher(kind).matches()) {
      return cut(kind + ": " + first);
    }
    String said = said(kind, first);
    return said == null ? kind : kind + ": " + said;
  }

  private static @Nullable String said(String kind, String message) {
    // The data may hold what DuckDB adds at the end: then only the kind is told.
    int source = message.lastIndexOf(" when casting from source column ");
    String plain = source < 0 ? message : message.substring(0, source);
    Matcher type = TO_TYPE.matcher(plain);
    if (type.matches() || type.usePattern(OUT_OF_RANGE).reset().matches()) {
      return "a value does not fit " + type.group(1);
    }
    Matcher overflow = OVERFLOW.matcher(message);
    if (kind.equals("Out of Range Error") && overflow.matches()) {
      String width = overflow.group(2);
      return "Overflow in " + overflow.group(1) + (width == null ? "" : " of " + width);
    }
    Matcher time = OF_TIME.matcher(message);
    if (time.matches()) {
      return "a text is no " + time.group(1);
    }
    if (OPTION.matcher(message).matches()) {
      return cut(message);
    }
    Matcher line = CSV_LINE.matcher(message);
    if (line.matches() || line.usePattern(JSON_PLACE).reset().matches()) {
      return line.group(1);
    }
    return null;
  }

  private static String firstPart(String text) {
    int end = text.indexOf("\n\n");
    String first = (end < 0 ? text : text.substring(0, end)).replace('\n', ' ');
    return before(" Original Line:", before(" LINE 1:", first));
  }

  private static String before(String mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String cut(String words) {
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }
}
