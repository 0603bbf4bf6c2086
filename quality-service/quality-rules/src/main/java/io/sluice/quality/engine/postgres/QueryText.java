package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.QueryRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query of the user's, looked at closely enough that it can stand in parentheses: one SELECT,
 * every quote, comment and parenthesis closed. That it changes nothing is PostgreSQL's doing (the
 * transaction is read-only); functions that reach beyond the transaction are refused here.
 */
final class QueryText {

  private static final int LONGEST = 100_000;
  private static final String BATCH = "${batch}";

  /** What a query may not call, whoever owns it: it acts at once, whatever becomes of the query. */
  private static final Set<String> REFUSED =
      Set.of(
          "set_config",
          "nextval",
          "setval",
          "query_to_xml",
          "query_to_xmlschema",
          "query_to_xml_and_xmlschema",
          "cursor_to_xml",
          "table_to_xml",
          "schema_to_xml",
          "database_to_xml",
          "ts_stat",
          "ts_rewrite",
          "xpath_table",
          "crosstab",
          "connectby",
          "schema_to_xmlschema",
          "table_to_xmlschema",
          "database_to_xmlschema");

  /** What makes a value of a gigabyte out of a few characters, or of a whole table. */
  private static final Set<String> GROWING =
      Set.of(
          "repeat",
          "lpad",
          "rpad",
          "string_agg",
          "array_agg",
          "array_fill",
          "json_agg",
          "jsonb_agg",
          "json_object_agg",
          "jsonb_object_agg",
          "xmlagg");

  private static final Set<String> HARMLESS =
      Set.of("pg_typeof", "pg_column_size", "pg_input_is_valid");

  private final String sql;
  private final List<Integer> places = new ArrayList<>();
  private int at;
  private int depth;
  private String firstWord = "";
  private String word = "";

  /** A text after it, on another line, goes on in escapes although it does not say so. */
  private boolean afterEscapes;

  private QueryText(String sql) {
    this.sql = sql;
  }

  /**
   * The query, with the batch as a text wherever it stands for it.
   *
   * @throws QueryRefusedException if it is not one SELECT, or the batch stands within quotes
   */
  static String checked(String sql, @Nullable String batch) {
    if (sql.length() > LONGEST) {
      throw refused("it is longer than " + LONGEST + " characters");
    }
    QueryText text = new QueryText(sql);
    text.read();
    return text.filled(batch);
  }

  private String filled(@Nullable String batch) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int place : places) {
      if (batch == null) {
        throw refused("it needs a batch");
      }
      filled.append(sql, from, place).append('\'').append(batch.replace("'", "''")).append('\'');
      from = place + BATCH.length();
    }
    if (batch != null && sql.split(Pattern.quote(BATCH), -1).length - 1 > places.size()) {
      throw refused(BATCH + " stands for a text by itself, without quotes");
    }
    return filled.append(sql, from, sql.length()).toString();
  }

  private static QueryRefusedException refused(String why) {
    return new QueryRefusedException("the query must be one SELECT: " + why);
  }

  private void read() {
    while (at < sql.length()) {
      step();
    }
    if (depth != 0) {
      throw refused("a parenthesis is not closed");
    }
    if (!firstWord.equals("select") && !firstWord.equals("with")) {
      throw refused(
          firstWord.isEmpty() ? "it says nothing" : "it begins with '" + shown(firstWord) + "'");
    }
  }

  private static String shown(String text) {
    return text.length() > 30 ? text.substring(0, 30) + "…" : text;
  }

  private void step() {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (c == '\'') {
      string();
    } else if (c == '"') {
      quotedName();
    } else if (sql.startsWith(BATCH, at)) {
      places.add(at);
      at += BATCH.length();
      word = "";
    } else if (c == '$' && !Character.isDigit(next())) {
      dollarQuoted();
    } else if (isWord(c) && !Character.isDigit(c)) {
      word();
    } else {
      symbol(c);
    }
  }

  private char next() {
    return at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c >= 0x80;
  }

  private void symbol(char c) {
    switch (c) {
      case ';' -> throw refused("it holds a ';'");
      case '\0' -> throw refused("it holds the character NUL");
      case '(' -> {
        requireHarmlessCall();
        depth++;
      }
      case ')' -> {
        if (--depth < 0) {
          throw refused("a parenthesis is closed that was not opened");
        }
      }
      default -> {}
    }
    if (!Character.isWhitespace(c)) {
      word = "";
      afterEscapes = false;
    }
    at++;
    // The digits of a number belong to it, and so does what follows them: 1e5.
    while (Character.isDigit(c) && at < sql.length() && isWord(sql.charAt(at))) {
      at++;
    }
  }

  private void requireHarmlessCall() {
    boolean refused =
        REFUSED.contains(word)
            || GROWING.contains(word)
            || (word.startsWith("pg_") && !HARMLESS.contains(word))
            || word.startsWith("lo_")
            || word.startsWith("dblink");
    if (refused) {
      throw refused("it calls " + shown(word));
    }
  }

  private void word() {
    int start = at;
    while (at < sql.length() && (isWord(sql.charAt(at)) || sql.charAt(at) == '$')) {
      at++;
    }
    word = sql.substring(start, at).toLowerCase(Locale.ROOT);
    if (firstWord.isEmpty()) {
      firstWord = word;
    }
    boolean quoteFollows = at < sql.length() && sql.charAt(at) == '\'';
    boolean unicode = word.equals("u") && at < sql.length() && sql.charAt(at) == '&';
    if (unicode && (next() == '\'' || next() == '"')) {
      throw refused("it holds text in Unicode escapes (U&)");
    }
    afterEscapes = false;
    if (quoteFollows && word.equals("e")) {
      escapedString();
      afterEscapes = true;
    }
  }

  private void string() {
    if (afterEscapes) {
      throw refused("a text in escapes goes on in another one");
    }
    int end = at + 1;
    while (end < sql.length()) {
      if (sql.charAt(end) == '\'') {
        if (!sql.startsWith("''", end)) {
          take(end + 1);
          return;
        }
        end++;
      }
      end++;
    }
    throw refused("a text is not closed");
  }

  private void escapedString() {
    int end = at + 1;
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '\'') {
        if (!sql.startsWith("''", end)) {
          take(end + 1);
          return;
        }
        end++;
      }
      end++;
    }
    throw refused("a text is not closed");
  }

  private void quotedName() {
    int end = at + 1;
    StringBuilder name = new StringBuilder();
    while (end < sql.length()) {
      if (sql.charAt(end) == '"') {
        if (!sql.startsWith("\"\"", end)) {
          take(end + 1);
          word = name.toString();
          return;
        }
        end++;
      }
      name.append(sql.charAt(end));
      end++;
    }
    throw refused("a name is not closed");
  }

  private void dollarQuoted() {
    int close = sql.indexOf('$', at + 1);
    String tag = close < 0 ? "" : sql.substring(at, close + 1);
    if (!tag.matches("\\$([A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$")) {
      throw refused("it holds a '$' that quotes nothing");
    }
    int end = sql.indexOf(tag, close + 1);
    if (end < 0) {
      throw refused("a text is not closed");
    }
    take(end + tag.length());
  }

  private void take(int end) {
    at = end;
    word = "";
  }

  /** PostgreSQL's comments nest. */
  private void comment() {
    int nested = 0;
    do {
      if (sql.startsWith("/*", at)) {
        nested++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        nested--;
        at += 2;
      } else {
        at++;
      }
      if (at >= sql.length() && nested > 0) {
        throw refused("a comment is not closed");
      }
    } while (nested > 0);
  }
}
